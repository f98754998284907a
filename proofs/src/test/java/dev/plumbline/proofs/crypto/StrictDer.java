package dev.plumbline.proofs.crypto;

import java.math.BigInteger;
import java.util.Arrays;

/** The one DER spelling of an ECDSA signature, as 64 bytes. */
final class StrictDer {
    private static final byte[] REFUSED = new byte[0];

    private StrictDer() {}

    /** r || s of 64 bytes; no bytes at all for any other spelling and for numbers that do not fit. */
    static byte[] toRaw(byte[] der) {
        if (der.length < 8 || der[3] < 1 || 4 + der[3] + 2 > der.length) {
            return REFUSED;
        }
        int sAt = 4 + der[3] + 2;
        BigInteger r = new BigInteger(Arrays.copyOfRange(der, 4, 4 + der[3]));
        if (sAt == der.length) {
            return REFUSED;
        }
        BigInteger s = new BigInteger(Arrays.copyOfRange(der, sAt, der.length));
        if (!Arrays.equals(encode(r, s), der) || r.signum() < 0 || s.signum() < 0) {
            return REFUSED;
        }
        if (r.bitLength() > 256 || s.bitLength() > 256) {
            return REFUSED;
        }
        byte[] raw = new byte[64];
        copyRight(r.toByteArray(), raw, 32);
        copyRight(s.toByteArray(), raw, 64);
        return raw;
    }

    private static byte[] encode(BigInteger r, BigInteger s) {
        byte[] rBytes = r.toByteArray();
        byte[] sBytes = s.toByteArray();
        byte[] der = new byte[6 + rBytes.length + sBytes.length];
        der[0] = 0x30;
        der[1] = (byte) (der.length - 2);
        der[2] = 0x02;
        der[3] = (byte) rBytes.length;
        System.arraycopy(rBytes, 0, der, 4, rBytes.length);
        der[4 + rBytes.length] = 0x02;
        der[5 + rBytes.length] = (byte) sBytes.length;
        System.arraycopy(sBytes, 0, der, 6 + rBytes.length, sBytes.length);
        return der;
    }

    private static void copyRight(byte[] number, byte[] target, int end) {
        int length = Math.min(number.length, 32);
        System.arraycopy(number, number.length - length, target, end - length, length);
    }
}
