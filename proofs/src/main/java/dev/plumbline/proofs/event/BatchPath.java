package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an event stands in a batch that was signed once: the RFC 6962 path from its event id to the batch's root.
 *
 * <p>The tree's leaf data are the raw 32-byte event ids. The path always has exactly the length that index and size
 * demand, so that one event in one batch has one path.
 *
 * @param index position of the event in the batch, from 0
 * @param size events in the batch, 1 to {@link Limits#BATCH_EVENTS_MAX}
 * @param path sibling hashes from the leaf up
 */
public record BatchPath(int index, int size, List<Hash> path) {
    private static final String SUBJECT = "batch";

    /** @throws IllegalArgumentException if size, index or the number of hashes is not as described */
    public BatchPath {
        path = List.copyOf(path);
        if (!isSize(size) || !isIndex(index, size) || path.size() != pathLength(index, size)) {
            throw new IllegalArgumentException(
                    "no path of " + path.size() + " hashes for index " + index + " in a batch of " + size);
        }
    }

    /** Takes the numbers and base64 hashes of the {@code batch} object, which must fit each other. */
    public static BatchPath parse(long index, long size, List<String> base64) throws MalformedException {
        if (!isSize(size)) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED, SUBJECT, "size is " + size + ", want 1 to " + Limits.BATCH_EVENTS_MAX);
        }
        if (!isIndex(index, size)) {
            throw new MalformedException(Malformed.VALUE, SUBJECT, "index is " + index + ", want 0 to " + (size - 1));
        }
        int wanted = pathLength(index, size);
        if (base64.size() != wanted) {
            throw new MalformedException(
                    Malformed.RULE,
                    SUBJECT,
                    "path has " + base64.size() + " hashes, want " + wanted + " for index " + index + " of " + size);
        }
        List<Hash> path = new ArrayList<>(wanted);
        for (String hash : base64) {
            path.add(Hash.parseBase64(hash));
        }
        return new BatchPath((int) index, (int) size, path);
    }

    /** The root of the batch if the event with this id stands at {@link #index}. At most 13 hashes. */
    public Hash rootFrom(EventId id) {
        Hash node = leaf(id);
        int used = 0;
        for (int level = 0; used < path.size(); level++) {
            if (hasSibling(level)) {
                node = parent(level, node, path.get(used++));
            }
        }
        return node;
    }

    /** Whether the node above this leaf has a sibling on a level. On the right edge a left child has none. */
    boolean hasSibling(int level) {
        int rowLast = (size - 1) >>> level;
        int node = index >>> level;
        return (node & 1) == 1 || node < rowLast;
    }

    /** The node above the one on {@code level}, which is this leaf's, and its sibling. */
    Hash parent(int level, Hash node, Hash sibling) {
        boolean isRightChild = ((index >>> level) & 1) == 1;
        return isRightChild ? TreeHasher.node(sibling, node) : TreeHasher.node(node, sibling);
    }

    /** The path of every one of these events, in their order. All have the same root. About two hashes an event. */
    static List<BatchPath> ofAll(List<EventId> ids) {
        List<List<Hash>> levels = levels(ids);
        List<BatchPath> paths = new ArrayList<>(ids.size());
        for (int index = 0; index < ids.size(); index++) {
            List<Hash> path = new ArrayList<>(levels.size());
            for (int level = 0; level < levels.size(); level++) {
                int sibling = (index >>> level) ^ 1;
                if (sibling < levels.get(level).size()) {
                    path.add(levels.get(level).get(sibling));
                }
            }
            paths.add(new BatchPath(index, ids.size(), path));
        }
        return paths;
    }

    /** The tree's rows from the leaves to the root. A last node without a sibling moves up as it is. */
    private static List<List<Hash>> levels(List<EventId> ids) {
        List<List<Hash>> levels = new ArrayList<>();
        List<Hash> row = ids.stream().map(BatchPath::leaf).toList();
        levels.add(row);
        while (row.size() > 1) {
            List<Hash> above = new ArrayList<>((row.size() + 1) / 2);
            for (int left = 0; left + 1 < row.size(); left += 2) {
                above.add(TreeHasher.node(row.get(left), row.get(left + 1)));
            }
            if (row.size() % 2 == 1) {
                above.add(row.get(row.size() - 1));
            }
            levels.add(above);
            row = above;
        }
        return levels;
    }

    static Hash leaf(EventId id) {
        return TreeHasher.leaf(id.hash().bytes());
    }

    private static boolean isSize(long size) {
        return size >= 1 && size <= Limits.BATCH_EVENTS_MAX;
    }

    private static boolean isIndex(long index, long size) {
        return index >= 0 && index < size;
    }

    private static int forkLevel(long index, long size) {
        return Long.SIZE - Long.numberOfLeadingZeros(index ^ (size - 1));
    }

    private static int pathLength(long index, long size) {
        int forkLevel = forkLevel(index, size);
        return forkLevel + Long.bitCount(index >>> forkLevel);
    }
}
