package dev.plumbline.proofs.merkle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every tree up to a size, grown leaf by leaf, with the nodes that proofs are made of. */
final class SmallTrees {
    private final List<Hash> leaves = new ArrayList<>();
    private final List<TreeHead> heads = new ArrayList<>();
    private final Map<List<Long>, Hash> nodes = new HashMap<>();

    SmallTrees(int sizeMax) {
        var frontier = new Frontier();
        heads.add(frontier.head());
        for (int i = 0; i < sizeMax; i++) {
            Hash leaf = TreeHasher.leaf(("leaf " + i).getBytes(StandardCharsets.UTF_8));
            leaves.add(leaf);
            frontier.append(leaf, (level, index, hash) -> nodes.put(List.of((long) level, index), hash));
            heads.add(frontier.head());
        }
    }

    /** All leaves; those of a smaller tree are the first of them. */
    List<Hash> leaves() {
        return leaves;
    }

    /** The head of the tree of this size. */
    TreeHead head(int size) {
        return heads.get(size);
    }

    /** The root of a complete subtree. */
    Hash node(int level, long index) {
        Hash hash = nodes.get(List.of((long) level, index));
        if (hash == null) {
            throw new AssertionError("no complete subtree " + level + "/" + index);
        }
        return hash;
    }

    /** The hash with one of its 256 bits changed. */
    static Hash flipped(Hash hash, int bit) {
        byte[] bytes = hash.bytes();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return Hash.of(bytes);
    }

    /** The path with one bit of one of its hashes changed. */
    static List<Hash> flipped(List<Hash> path, int i, int bit) {
        var flipped = new ArrayList<>(path);
        flipped.set(i, flipped(path.get(i), bit));
        return flipped;
    }
}
