package dev.plumbline.proofs.merkle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** That the checks of proofs take exactly what the algorithms of RFC 9162 take, whatever index, sizes and length. */
public final class ProofAgreement {
    private static final Hash LEAF = hash((byte) 0xaa);
    private static final int PATH_MAX = 70;

    private ProofAgreement() {}

    /** Index, size, and a byte for each hash of the longest path to try; every shorter one is tried too. */
    public static void checkInclusion(byte[] input) {
        ByteBuffer read = ByteBuffer.wrap(Arrays.copyOf(input, Math.max(input.length, 2 * Long.BYTES)));
        long index = read.getLong();
        long size = read.getLong() & Long.MAX_VALUE;
        for (List<Hash> path : beginnings(read)) {
            checkInclusion(index, size, path);
        }
    }

    /** Two sizes, and a byte for each hash of the longest path to try; every shorter one is tried too. */
    public static void checkConsistency(byte[] input) {
        ByteBuffer read = ByteBuffer.wrap(Arrays.copyOf(input, Math.max(input.length, 2 * Long.BYTES)));
        long first = read.getLong() & Long.MAX_VALUE;
        long second = read.getLong() & Long.MAX_VALUE;
        for (List<Hash> path : beginnings(read)) {
            checkConsistency(first, second, path);
        }
    }

    static void checkInclusion(long index, long size, List<Hash> path) {
        Hash root = SlowProofs.inclusion(LEAF, index, size, path);
        var proof = new InclusionProof(index, path);
        ProofStatus onRoot = proof.check(LEAF, new TreeHead(size, root == null ? LEAF : root));
        ProofStatus onAnother = proof.check(LEAF, new TreeHead(size, hash((byte) 0x55)));
        boolean isIn = index >= 0 && index < size;
        ProofStatus wrongShape = isIn ? ProofStatus.WRONG_PATH_LENGTH : ProofStatus.INDEX_OUTSIDE_TREE;
        require(onRoot, root == null ? wrongShape : ProofStatus.VALID, index, size, path);
        require(onAnother, root == null ? wrongShape : ProofStatus.ROOT_MISMATCH, index, size, path);
    }

    static void checkConsistency(long first, long second, List<Hash> path) {
        var proof = new ConsistencyProof(path);
        if (first == 0 || first >= second) {
            ProofStatus wanted = ProofStatus.SIZES_OUT_OF_ORDER;
            if (first == second && first != 0) {
                wanted = path.isEmpty() ? ProofStatus.VALID : ProofStatus.WRONG_PATH_LENGTH;
            }
            require(proof.check(new TreeHead(first, LEAF), new TreeHead(second, LEAF)), wanted, first, second, path);
            return;
        }
        var roots = SlowProofs.consistency(first, LEAF, second, path);
        Hash older = roots == null ? LEAF : roots.older();
        Hash newer = roots == null ? LEAF : roots.newer();
        Hash another = hash((byte) 0x55);
        ProofStatus spoiled = roots == null ? ProofStatus.WRONG_PATH_LENGTH : ProofStatus.ROOT_MISMATCH;
        require(
                proof.check(new TreeHead(first, older), new TreeHead(second, newer)),
                roots == null ? spoiled : ProofStatus.VALID,
                first,
                second,
                path);
        require(proof.check(new TreeHead(first, another), new TreeHead(second, newer)), spoiled, first, second, path);
        require(proof.check(new TreeHead(first, older), new TreeHead(second, another)), spoiled, first, second, path);
    }

    private static void require(ProofStatus found, ProofStatus wanted, long first, long second, List<Hash> path) {
        if (found != wanted) {
            throw new AssertionError(
                    found + " for " + first + " and " + second + " with " + path.size() + " hashes, want " + wanted);
        }
    }

    private static List<List<Hash>> beginnings(ByteBuffer read) {
        var path = new ArrayList<Hash>();
        while (read.hasRemaining() && path.size() < PATH_MAX) {
            path.add(hash(read.get()));
        }
        var all = new ArrayList<List<Hash>>();
        for (int length = 0; length <= path.size(); length++) {
            all.add(path.subList(0, length));
        }
        return all;
    }

    private static Hash hash(byte filling) {
        byte[] bytes = new byte[Hash.LENGTH];
        Arrays.fill(bytes, filling);
        return Hash.of(bytes);
    }
}
