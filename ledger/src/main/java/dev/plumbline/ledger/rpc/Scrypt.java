package dev.plumbline.ledger.rpc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The two functions that make a keystore's key from a password: PBKDF2 with HMAC-SHA-256 (RFC 8018, section 5.2) and scrypt
 * (RFC 7914). The JDK has the first for passwords of characters only, and the second not at all.
 *
 * <p>scrypt takes {@code 128 * n * r} bytes of memory, which the caller bounds.
 */
final class Scrypt {
    private static final String HMAC = "HmacSHA256";
    private static final int HMAC_BYTES = 32;
    private static final int SALSA_INTS = 16;
    private static final int SALSA_DOUBLE_ROUNDS = 4;

    private Scrypt() {}

    /** PBKDF2-HMAC-SHA-256. */
    static byte[] pbkdf2(byte[] password, byte[] salt, int iterations, int length) {
        Mac mac = mac(password);
        byte[] key = new byte[length];
        for (int block = 0; block * HMAC_BYTES < length; block++) {
            mac.update(salt);
            byte[] link = mac.doFinal(ByteBuffer.allocate(4).putInt(block + 1).array());
            byte[] sum = link.clone();
            for (int i = 1; i < iterations; i++) {
                link = mac.doFinal(link);
                for (int k = 0; k < HMAC_BYTES; k++) {
                    sum[k] ^= link[k];
                }
            }
            int start = block * HMAC_BYTES;
            System.arraycopy(sum, 0, key, start, Math.min(HMAC_BYTES, length - start));
        }
        return key;
    }

    private static Mac mac(byte[] password) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            // HMAC fills a key up with zeros, so the empty one, which the JDK refuses, is the same as one zero.
            mac.init(new SecretKeySpec(password.length == 0 ? new byte[1] : password, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has " + HMAC, e);
        }
    }

    /**
     * scrypt.
     *
     * @param n cost, a power of two above 1
     * @param r size of a block in units of 128 bytes
     * @param p lanes, worked on one after the other
     */
    static byte[] derive(byte[] password, byte[] salt, int n, int r, int p, int length) {
        int blockInts = 2 * SALSA_INTS * r;
        byte[] lanes = pbkdf2(password, salt, 1, p * blockInts * Integer.BYTES);
        int[][] table = new int[n][];
        var ints = ByteBuffer.wrap(lanes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        for (int lane = 0; lane < p; lane++) {
            int[] block = new int[blockInts];
            ints.get(lane * blockInts, block);
            mix(block, table);
            ints.put(lane * blockInts, block);
        }
        return pbkdf2(password, lanes, 1, length);
    }

    /** scryptROMix: fills a table with what the block goes through, then goes through it in an order the block decides. */
    private static void mix(int[] block, int[][] table) {
        for (int i = 0; i < table.length; i++) {
            table[i] = block.clone();
            mixBlock(block);
        }
        for (int i = 0; i < table.length; i++) {
            int[] entry = table[block[block.length - SALSA_INTS] & (table.length - 1)];
            for (int k = 0; k < block.length; k++) {
                block[k] ^= entry[k];
            }
            mixBlock(block);
        }
    }

    /** scryptBlockMix: the even results go to the front half, the odd ones to the back. */
    private static void mixBlock(int[] block) {
        int parts = block.length / SALSA_INTS;
        int[] last = Arrays.copyOfRange(block, block.length - SALSA_INTS, block.length);
        int[] before = block.clone();
        for (int part = 0; part < parts; part++) {
            for (int k = 0; k < SALSA_INTS; k++) {
                last[k] ^= before[part * SALSA_INTS + k];
            }
            salsa(last);
            int to = part / 2 + (part % 2) * (parts / 2);
            System.arraycopy(last, 0, block, to * SALSA_INTS, SALSA_INTS);
        }
    }

    /** Salsa20/8. */
    private static void salsa(int[] block) {
        int[] x = block.clone();
        for (int round = 0; round < SALSA_DOUBLE_ROUNDS; round++) {
            for (int i = 0; i < 4; i++) {
                quarter(x, (5 * i) % 16, (5 * i + 4) % 16, (5 * i + 8) % 16, (5 * i + 12) % 16);
            }
            for (int i = 0; i < 4; i++) {
                int row = 4 * i;
                quarter(x, row + i, row + (i + 1) % 4, row + (i + 2) % 4, row + (i + 3) % 4);
            }
        }
        for (int i = 0; i < SALSA_INTS; i++) {
            block[i] += x[i];
        }
    }

    private static void quarter(int[] x, int a, int b, int c, int d) {
        x[b] ^= Integer.rotateLeft(x[a] + x[d], 7);
        x[c] ^= Integer.rotateLeft(x[b] + x[a], 9);
        x[d] ^= Integer.rotateLeft(x[c] + x[b], 13);
        x[a] ^= Integer.rotateLeft(x[d] + x[c], 18);
    }
}
