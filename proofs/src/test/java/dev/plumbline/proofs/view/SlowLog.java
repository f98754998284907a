package dev.plumbline.proofs.view;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.NodeSource;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A log written as the recursion that RFC 6962 section 2.1 gives, with every range that was hashed remembered. Two logs with
 * one key and two histories are what a client has to find out.
 */
final class SlowLog implements NodeSource<RuntimeException> {
    static final String ORIGIN = "log.example/slow";
    static final SignerKey KEY = key(ORIGIN, 1);

    private record Range(long start, long end) {}

    private final List<byte[]> entries = new ArrayList<>();
    private final Map<Range, Hash> roots = new HashMap<>();

    /** A log whose entries from {@code fork} on are not those of every other log. */
    SlowLog(int size, int fork, String history) {
        for (int i = 0; i < size; i++) {
            entries.add(((i < fork ? "" : history) + " entry " + i).getBytes(StandardCharsets.UTF_8));
        }
    }

    static SlowLog honest(int size) {
        return new SlowLog(size, size, "");
    }

    /** The secret of the key with this number. */
    static byte[] secret(int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return bytes;
    }

    static SignerKey key(String name, int seed) {
        try {
            return new SignerKey(name, KeyType.ED25519, secret(seed));
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    SlowLog append(byte[] entry) {
        entries.add(entry);
        return this;
    }

    int size() {
        return entries.size();
    }

    byte[] entry(long index) {
        return entries.get((int) index);
    }

    TreeHead head(long size) {
        return new TreeHead(size, size == 0 ? TreeHasher.emptyRoot() : root(0, size));
    }

    SignedNote note(long size) {
        return note(size, KEY);
    }

    SignedNote note(long size, SignerKey key) {
        return key.sign(new Checkpoint(key.verifierKey().name(), head(size)).encode());
    }

    @Override
    public Hash node(int level, long index) {
        return root(index << level, (index + 1) << level);
    }

    Hash root(long start, long end) {
        Hash known = roots.get(new Range(start, end));
        if (known != null) {
            return known;
        }
        Hash root;
        if (end - start == 1) {
            root = TreeHasher.leaf(entries.get((int) start));
        } else {
            long k = start + Long.highestOneBit(end - start - 1);
            root = TreeHasher.node(root(start, k), root(k, end));
        }
        roots.put(new Range(start, end), root);
        return root;
    }

    List<Hash> inclusion(long index, long size) {
        return path(index, 0, size);
    }

    private List<Hash> path(long m, long start, long end) {
        if (end - start == 1) {
            return List.of();
        }
        long k = Long.highestOneBit(end - start - 1);
        return m < k
                ? with(path(m, start, start + k), root(start + k, end))
                : with(path(m - k, start + k, end), root(start, start + k));
    }

    List<Hash> consistency(long oldSize, long newSize) {
        return subproof(oldSize, 0, newSize, true);
    }

    private List<Hash> subproof(long m, long start, long end, boolean isWholeTree) {
        if (m == end - start) {
            return isWholeTree ? List.of() : List.of(root(start, end));
        }
        long k = Long.highestOneBit(end - start - 1);
        return m <= k
                ? with(subproof(m, start, start + k, isWholeTree), root(start + k, end))
                : with(subproof(m - k, start + k, end, false), root(start, start + k));
    }

    private static List<Hash> with(List<Hash> hashes, Hash last) {
        var all = new ArrayList<>(hashes);
        all.add(last);
        return all;
    }
}
