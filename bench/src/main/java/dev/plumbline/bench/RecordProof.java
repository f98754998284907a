package dev.plumbline.bench;

import dev.plumbline.proofs.merkle.Hash;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The inclusion check of Go's {@code golang.org/x/mod/sumdb/tlog}, from its published description: halve the range of leaves
 * at the largest power of two below its length, recurse into the half that holds the leaf with all of the proof but its last
 * hash, and hash the result with that one.
 *
 * <p>A baseline and nothing else: it is given what such code has in Go, arrays of 32 bytes, a digest that is reused and a
 * buffer for each node, so that what differs is the algorithm.
 */
final class RecordProof {
    private static final int NODE_BYTES = 1 + 2 * Hash.LENGTH;

    private final MessageDigest sha256;

    RecordProof() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** Whether the leaf stands at {@code index} of the tree of {@code size} leaves under {@code root}. */
    boolean check(byte[][] proof, long size, byte[] root, long index, byte[] leafHash) {
        if (size < 0 || index < 0 || index >= size) {
            return false;
        }
        byte[] found = run(proof, proof.length, 0, size, index, leafHash);
        return found != null && Arrays.equals(found, root);
    }

    private byte @Nullable [] run(byte[][] proof, int length, long low, long high, long index, byte[] leafHash) {
        if (low + 1 == high) {
            return length == 0 ? leafHash : null;
        }
        if (length == 0) {
            return null;
        }
        long half = Long.highestOneBit(high - low - 1);
        byte[] last = proof[length - 1];
        if (index < low + half) {
            byte[] left = run(proof, length - 1, low, low + half, index, leafHash);
            return left == null ? null : node(left, last);
        }
        byte[] right = run(proof, length - 1, low + half, high, index, leafHash);
        return right == null ? null : node(last, right);
    }

    private byte[] node(byte[] left, byte[] right) {
        byte[] pair = new byte[NODE_BYTES];
        pair[0] = 1;
        System.arraycopy(left, 0, pair, 1, Hash.LENGTH);
        System.arraycopy(right, 0, pair, 1 + Hash.LENGTH, Hash.LENGTH);
        byte[] node = new byte[Hash.LENGTH];
        sha256.update(pair);
        try {
            sha256.digest(node, 0, node.length);
        } catch (DigestException e) {
            throw new AssertionError("SHA-256 did not give " + Hash.LENGTH + " bytes", e);
        }
        return node;
    }
}
