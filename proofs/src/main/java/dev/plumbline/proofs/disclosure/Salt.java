package dev.plumbline.proofs.disclosure;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import java.util.Arrays;

/**
 * What makes a commitment hide its value: exactly 32 bytes, drawn at random for each field of each event, never all zero.
 *
 * <p>Without it, whoever can guess the value can check the guess. Immutable, compared by value, never printed.
 */
public final class Salt {
    /** Bytes of every salt. */
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private Salt(byte[] owned) {
        this.bytes = owned;
    }

    /**
     * Copies a salt out of an array.
     *
     * @throws IllegalArgumentException if it is not 32 bytes, or all of them are zero
     */
    public static Salt of(byte[] salt32) {
        if (salt32.length != LENGTH) {
            throw new IllegalArgumentException("salt of " + salt32.length + " bytes, want " + LENGTH);
        }
        if (isZero(salt32)) {
            throw new IllegalArgumentException("salt is all zero, want random bytes");
        }
        return new Salt(salt32.clone());
    }

    /** Reads padded standard base64 of exactly 32 bytes that are not all zero. Never quotes them. */
    public static Salt parseBase64(String text) throws MalformedException {
        byte[] bytes;
        try {
            bytes = Hash.parseBase64(text).bytes();
        } catch (MalformedException e) {
            // Its message would quote the salt.
            throw new MalformedException(e.code(), "salt", "want the canonical base64 of 32 bytes");
        }
        if (isZero(bytes)) {
            throw new MalformedException(Malformed.VALUE, "salt", "is all zero, want random bytes");
        }
        return new Salt(bytes);
    }

    private static boolean isZero(byte[] bytes) {
        return Arrays.equals(bytes, new byte[LENGTH]);
    }

    /** A fresh copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Padded standard base64, the form that {@link #parseBase64} reads. */
    public String base64() {
        return Hash.of(bytes).base64();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Salt salt && Arrays.equals(bytes, salt.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "salt";
    }
}
