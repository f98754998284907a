package dev.plumbline.proofs.crypto;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** That the fast verification of Ed25519 takes exactly what the equation of the curve and the rule at {@link Ed25519} do. */
public final class Ed25519Agreement {
    private static final SlowEd25519.Point[] SMALL_ORDER = SlowEd25519.smallOrder();

    private Ed25519Agreement() {}

    /**
     * Seventy bytes that choose how key, R and S are made, 64 of them by hand or as a beginning, and then the message: raw
     * bytes alone would hardly ever be points.
     */
    public static void check(byte[] input) {
        ByteBuffer read = ByteBuffer.wrap(Arrays.copyOf(input, Math.max(input.length, 70)));
        int how = read.get();
        BigInteger secret = BigInteger.valueOf(read.getShort() & 0xffff);
        BigInteger nonce = BigInteger.valueOf(read.getShort() & 0xffff);
        int torsion = read.get();
        byte[] rawKey = new byte[32];
        byte[] rawR = new byte[32];
        read.get(rawKey).get(rawR);
        byte[] message = Arrays.copyOfRange(read.array(), read.position(), read.limit());

        byte[] key = (how & 1) == 0 ? point(secret, torsion & 7) : rawKey;
        byte[] r = (how & 2) == 0 ? point(nonce, torsion >> 3 & 7) : rawR;
        byte[] signature = SlowEd25519.sign(secret, key, nonce, r, message);
        if ((how & 4) != 0) {
            BigInteger s = SlowEd25519.number(Arrays.copyOfRange(signature, 32, 64))
                    .add(SlowEd25519.L)
                    .mod(BigInteger.TWO.pow(256));
            System.arraycopy(SlowEd25519.littleEndian(s), 0, signature, 32, 32);
        }
        if ((how & 8) != 0) {
            signature[32 + (torsion & 31)] ^= (byte) (1 << (how >> 4 & 7));
        }
        check(key, message, signature);
    }

    private static void check(byte[] key, byte[] message, byte[] signature) {
        boolean isTaken = Ed25519.verify(key, message, signature);
        SlowEd25519.@Nullable Point point = SlowEd25519.decode(key);
        if (Ed25519.isPoint(key) != (point != null)) {
            throw new AssertionError("not agreed whether the key is a point");
        }
        boolean isKey = point != null
                && !point.equals(SlowEd25519.NEUTRAL)
                && point.times(SlowEd25519.L).equals(SlowEd25519.NEUTRAL);
        if (isTaken != (isKey && SlowEd25519.equationHolds(key, message, signature))) {
            throw new AssertionError(isTaken ? "took what it must refuse" : "refused what it must take");
        }
    }

    private static byte[] point(BigInteger scalar, int smallOrder) {
        return SlowEd25519.BASE.times(scalar).plus(SMALL_ORDER[smallOrder]).encode();
    }
}
