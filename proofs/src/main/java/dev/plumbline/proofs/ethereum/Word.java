package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.crypto.Keccak256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A word of the Ethereum machine: exactly 32 bytes, immutable, compared by value. Block hashes, state roots, code
 * hashes, storage slots and storage values are words.
 *
 * <p>A word is not a {@code merkle.Hash}: that one is a SHA-256 hash of our own tree, this one is whatever Ethereum
 * put there, mostly Keccak-256.
 */
public final class Word {
    /** Bytes of a word. */
    public static final int LENGTH = 32;
    /** The word of 32 zero bytes, which is what an unset storage slot holds. */
    public static final Word ZERO = new Word(new byte[LENGTH]);

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;

    private Word(byte[] owned) {
        this.bytes = owned;
    }

    /**
     * Copies a word out of an array.
     *
     * @throws IllegalArgumentException if {@code bytes} is not 32 long
     */
    public static Word of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("word of " + bytes.length + " bytes, want " + LENGTH);
        }
        return new Word(bytes.clone());
    }

    /** Copies the 32 bytes of {@code source} that start at {@code offset}. */
    static Word copyOf(byte[] source, int offset) {
        return new Word(Arrays.copyOfRange(source, offset, offset + LENGTH));
    }

    /** Takes an array of 32 bytes that this package alone has seen and will not touch again. */
    static Word owning(byte[] bytes) {
        return new Word(bytes);
    }

    /** The word that holds a small number, big-endian, as storage slots are numbered. */
    public static Word ofNumber(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("word from " + number + ", want 0 or more");
        }
        return ofShort(BigInteger.valueOf(number).toByteArray());
    }

    /** The Keccak-256 hash of {@code data}. */
    public static Word keccak(byte[] data) {
        return new Word(Keccak256.digest(data));
    }

    /** Reads {@code 0x} and exactly 64 lowercase hex digits. */
    public static Word parseHex(String text, String subject) throws MalformedException {
        return new Word(HexData.parseExactly(text, subject, LENGTH));
    }

    /** Pads at most 32 bytes with zeros on the left; a sign byte of a number just fits. */
    static Word ofShort(byte[] bigEndian) {
        byte[] padded = new byte[LENGTH];
        System.arraycopy(bigEndian, 0, padded, LENGTH - bigEndian.length, bigEndian.length);
        return new Word(padded);
    }

    /** The 32 bytes themselves, for hashing and copying inside this package. */
    byte[] shared() {
        return bytes;
    }

    /** A fresh copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** {@code 0x} and 64 lowercase hex digits. */
    public String hex() {
        return HexData.encode(bytes);
    }

    /** The eight bytes that start at {@code offset}, big-endian. */
    long longAt(int offset) {
        return (long) LONGS.get(bytes, offset);
    }

    /** Whether the 32 bytes of {@code source} that start at {@code offset} are these. */
    boolean isAt(byte[] source, int offset) {
        return Arrays.equals(bytes, 0, LENGTH, source, offset, offset + LENGTH);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Word word && Arrays.equals(bytes, word.bytes);
    }

    @Override
    public int hashCode() {
        // The last bytes, which differ in numbers too; those of hashes cost whoever wants them alike a search.
        return (int) INTS.get(bytes, LENGTH - Integer.BYTES);
    }

    @Override
    public String toString() {
        return hex();
    }
}
