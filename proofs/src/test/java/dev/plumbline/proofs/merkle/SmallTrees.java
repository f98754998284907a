package dev.plumbline.proofs.merkle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Every tree up to a size, grown leaf by leaf, with the nodes that proofs are made of. */
final class SmallTrees {
    /**
     * Of how many bits of a hash one is flipped. All of all proofs take a minute, so an ordinary build flips every
     * sixteenth, another sixteenth in each hash and proof; {@code -Dplumbline.exhaustive=true} flips every single one.
     */
    private static final int BIT_STEP = Boolean.getBoolean("plumbline.exhaustive") ? 1 : 16;

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

    /**
     * Flips bits of each hash of a path, one at a time, and asks whether the path so spoiled is refused for its root.
     *
     * @param salt number of the proof, which moves the bits that are flipped
     * @return how many flips there were
     */
    static int flipEach(List<Hash> path, int salt, Function<List<Hash>, ProofStatus> check) {
        int count = 0;
        var spoiled = new ArrayList<>(path);
        for (int i = 0; i < path.size(); i++) {
            for (int bit = (salt + 5 * i) % BIT_STEP; bit < 256; bit += BIT_STEP) {
                spoiled.set(i, flipped(path.get(i), bit));
                ProofStatus status = check.apply(spoiled);
                // Plain Java and not AssertJ, which would cost more than the check.
                if (status != ProofStatus.ROOT_MISMATCH) {
                    throw new AssertionError("proof " + salt + ", hash " + i + ", bit " + bit + ": " + status);
                }
                count++;
            }
            spoiled.set(i, path.get(i));
        }
        return count;
    }

    /** How many flips {@link #flipEach} makes in so many hashes. */
    static int flipsOf(int hashCount) {
        return hashCount * (256 / BIT_STEP);
    }

    /** The hash with one of its 256 bits changed. */
    static Hash flipped(Hash hash, int bit) {
        byte[] bytes = hash.bytes();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return Hash.of(bytes);
    }
}
