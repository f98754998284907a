package dev.plumbline.proofs.disclosure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * The one secret of a dataset from which the salt of each of its rows follows: HMAC-SHA-256 under the secret of
 * {@code "plumbline/row-salt/v1" || 0x00 || uint64be(row)}.
 *
 * <p>So a vault keeps 32 bytes for millions of rows, and a salt that is disclosed says nothing of the others. Whoever erases
 * the secret erases all salts that were not disclosed. Immutable, never printed.
 */
public final class RowSecret {
    /** Bytes of the secret. */
    public static final int LENGTH = 32;

    private static final byte[] DOMAIN = "plumbline/row-salt/v1\0".getBytes(US_ASCII);

    private final Salt secret;

    private RowSecret(Salt secret) {
        this.secret = secret;
    }

    /**
     * Copies a secret, which is to be drawn at random.
     *
     * @throws IllegalArgumentException if it is not 32 bytes, or all of them are zero
     */
    public static RowSecret of(byte[] secret32) {
        return new RowSecret(Salt.of(secret32));
    }

    /** A fresh copy of the secret, for whoever keeps it. */
    public byte[] bytes() {
        return secret.bytes();
    }

    /**
     * The salt of a row, counted from 0.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public Salt salt(long row) {
        return salt(hmac(), row);
    }

    /** The secret as a key, for a thread that needs many salts. */
    Hmac hmac() {
        return new Hmac(secret.bytes());
    }

    static Salt salt(Hmac hmac, long row) {
        if (row < 0) {
            throw new IllegalArgumentException("row is " + row + ", want 0 or more");
        }
        byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(row).array();
        return Salt.of(hmac.of(DOMAIN, number));
    }

    @Override
    public String toString() {
        return "row secret";
    }
}
