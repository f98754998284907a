package dev.plumbline.proofs.merkle;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RFC 9162 sections 2.1.3.2 and 2.1.4.2, step by step as the text numbers them; shares no line with the product. */
final class SlowProofs {
    private SlowProofs() {}

    /** The two roots that a consistency proof leads to. */
    record Roots(Hash older, Hash newer) {}

    /** The root that an inclusion proof leads to, or null where the text says to fail. */
    static @Nullable Hash inclusion(Hash leaf, long leafIndex, long treeSize, List<Hash> path) {
        // 1.
        if (leafIndex < 0 || leafIndex >= treeSize) {
            return null;
        }
        // 2. and 3.
        BigInteger fn = BigInteger.valueOf(leafIndex);
        BigInteger sn = BigInteger.valueOf(treeSize).subtract(BigInteger.ONE);
        Hash r = leaf;
        // 4.
        for (Hash p : path) {
            if (sn.signum() == 0) {
                return null;
            }
            if (fn.testBit(0) || fn.equals(sn)) {
                r = node(p, r);
                while (!fn.testBit(0) && fn.signum() != 0) {
                    fn = fn.shiftRight(1);
                    sn = sn.shiftRight(1);
                }
            } else {
                r = node(r, p);
            }
            fn = fn.shiftRight(1);
            sn = sn.shiftRight(1);
        }
        // 5.
        return sn.signum() == 0 ? r : null;
    }

    /** For 0 < first < second; null where the text says to fail. */
    static @Nullable Roots consistency(long first, Hash firstHash, long second, List<Hash> consistencyPath) {
        // 1.
        if (consistencyPath.isEmpty()) {
            return null;
        }
        // 2.
        var path = new ArrayList<>(consistencyPath);
        if (BigInteger.valueOf(first).bitCount() == 1) {
            path.add(0, firstHash);
        }
        // 3.
        BigInteger fn = BigInteger.valueOf(first).subtract(BigInteger.ONE);
        BigInteger sn = BigInteger.valueOf(second).subtract(BigInteger.ONE);
        // 4.
        while (fn.testBit(0)) {
            fn = fn.shiftRight(1);
            sn = sn.shiftRight(1);
        }
        // 5.
        Hash fr = path.get(0);
        Hash sr = path.get(0);
        // 6.
        for (Hash c : path.subList(1, path.size())) {
            if (sn.signum() == 0) {
                return null;
            }
            if (fn.testBit(0) || fn.equals(sn)) {
                fr = node(c, fr);
                sr = node(c, sr);
                while (!fn.testBit(0) && fn.signum() != 0) {
                    fn = fn.shiftRight(1);
                    sn = sn.shiftRight(1);
                }
            } else {
                sr = node(sr, c);
            }
            fn = fn.shiftRight(1);
            sn = sn.shiftRight(1);
        }
        // 7.
        return sn.signum() == 0 ? new Roots(fr, sr) : null;
    }

    private static Hash node(Hash left, Hash right) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((byte) 1);
            sha256.update(left.bytes());
            return Hash.of(sha256.digest(right.bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
