package dev.plumbline.proofs.merkle;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A SHA-256 hash: exactly 32 bytes, immutable, compared by value. */
public final class Hash {
    /** Bytes of every hash in the tree. */
    public static final int LENGTH = 32;

    private static final int BASE64_CHARS = 44;

    /** The value of each base64 digit, -1 for every other character. */
    private static final byte[] BASE64_VALUES = base64Values();

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] bytes;

    private Hash(byte[] owned) {
        this.bytes = owned;
    }

    /**
     * Copies a hash out of an array.
     *
     * @throws IllegalArgumentException if {@code bytes} is not 32 long
     */
    public static Hash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("hash of " + bytes.length + " bytes, want " + LENGTH);
        }
        return new Hash(bytes.clone());
    }

    /** Copies the 32 bytes of {@code source} that start at {@code offset}. */
    public static Hash copyOf(byte[] source, int offset) {
        return new Hash(Arrays.copyOfRange(source, offset, offset + LENGTH));
    }

    /** Takes an array that this package alone has seen and will not touch again. */
    static Hash owning(byte[] bytes) {
        return new Hash(bytes);
    }

    /** Reads padded standard base64 of exactly 32 bytes; any other spelling of the same bytes is refused. */
    public static Hash parseBase64(String text) throws MalformedException {
        return parseBase64(text, 0, text.length());
    }

    /**
     * As {@link #parseBase64(String)}, of the characters from {@code from} to {@code to}, exclusive.
     *
     * @throws IndexOutOfBoundsException if there are no such characters
     */
    public static Hash parseBase64(CharSequence text, int from, int to) throws MalformedException {
        Objects.checkFromToIndex(from, to, text.length());
        if (to - from != BASE64_CHARS) {
            throw new MalformedException(
                    Malformed.SYNTAX, "hash", "has " + (to - from) + " characters, want 44 of base64");
        }
        byte[] canonical = canonicalBase64(text, from);
        if (canonical != null) {
            return new Hash(canonical);
        }
        throw otherBase64(text.subSequence(from, to).toString());
    }

    /** What is wrong with any other spelling: the decoder takes some of them, and so tells. */
    private static MalformedException otherBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new MalformedException(Malformed.SYNTAX, "hash", "is not base64: " + MalformedException.quote(text));
        }
        return new MalformedException(Malformed.NOT_CANONICAL, "hash", "is not canonical base64 of 32 bytes");
    }

    /** The bytes that 43 digits and one sign of padding stand for, or null for everything else. */
    private static byte @Nullable [] canonicalBase64(CharSequence text, int from) {
        byte[] bytes = new byte[LENGTH];
        int bits = 0;
        int signs = 0;
        for (int digit = 0, at = 0; digit < BASE64_CHARS - 1; digit++) {
            char c = text.charAt(from + digit);
            int value = c < BASE64_VALUES.length ? BASE64_VALUES[c] : -1;
            signs |= value;
            bits = bits << 6 | value;
            if (digit % 4 == 3) {
                bytes[at++] = (byte) (bits >>> 16);
                bytes[at++] = (byte) (bits >>> 8);
                bytes[at++] = (byte) bits;
            }
        }
        bytes[LENGTH - 2] = (byte) (bits >>> 10);
        bytes[LENGTH - 1] = (byte) (bits >>> 2);
        boolean isCanonical = signs >= 0 && (bits & 3) == 0 && text.charAt(from + BASE64_CHARS - 1) == '=';
        return isCanonical ? bytes : null;
    }

    private static byte[] base64Values() {
        byte[] values = new byte[1 << Byte.SIZE];
        Arrays.fill(values, (byte) -1);
        for (int value = 0; value < 64; value++) {
            // Of three bytes of which the last six bits alone are set, the last digit shows the value.
            values[
                    Base64.getEncoder()
                            .encodeToString(new byte[] {0, 0, (byte) value})
                            .charAt(3)] = (byte) value;
        }
        return values;
    }

    /** Reads exactly 64 lowercase hex digits. */
    public static Hash parseHex(String text) throws MalformedException {
        if (text.length() != 2 * LENGTH) {
            throw new MalformedException(
                    Malformed.SYNTAX, "hash", "has " + text.length() + " characters, want 64 of lowercase hex");
        }
        byte[] decoded = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            int high = lowercaseHexDigit(text.charAt(2 * i));
            int low = lowercaseHexDigit(text.charAt(2 * i + 1));
            if ((high | low) < 0) {
                throw new MalformedException(
                        Malformed.SYNTAX, "hash", "is not lowercase hex: " + MalformedException.quote(text));
            }
            decoded[i] = (byte) (high << 4 | low);
        }
        return new Hash(decoded);
    }

    private static int lowercaseHexDigit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }

    /** A fresh copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Writes the 32 bytes to {@code target} from {@code offset} on. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, LENGTH);
    }

    /** The 32 bytes themselves, for hashing inside this package. */
    byte[] shared() {
        return bytes;
    }

    /** The first eight bytes as a number: uniform enough to spread a table, never enough to identify. */
    public long prefix() {
        return ByteBuffer.wrap(bytes).getLong();
    }

    /** Padded standard base64, 44 characters. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Lowercase hex, 64 characters. */
    public String hex() {
        return HEX.formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return ByteBuffer.wrap(bytes).getInt();
    }

    @Override
    public String toString() {
        return hex();
    }
}
