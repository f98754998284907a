package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes as Ethereum writes them in text: {@code 0x} and two lowercase hex digits for each byte. */
public final class HexData {
    private static final String PREFIX = "0x";
    private static final byte[] SPELLED = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    /** The value of each lowercase digit, -1 for every other character. */
    private static final byte[] DIGITS = digits();

    // Eight digits at a time, in place; a trie node has a thousand.
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH_BYTE = 0x0101_0101_0101_0101L;

    private HexData() {}

    /**
     * Reads {@code 0x} and lowercase hex of any number of whole bytes.
     *
     * @param subject what is being read, for the message
     * @param bytesMax most bytes to accept; checked before anything is allocated
     */
    public static byte[] parse(CharSequence text, String subject, int bytesMax) throws MalformedException {
        byte[] bytes = new byte[length(text, subject, bytesMax)];
        int signs = 0;
        for (int i = 0; i < bytes.length; i++) {
            int at = PREFIX.length() + 2 * i;
            int value = digit(text.charAt(at)) << 4 | digit(text.charAt(at + 1));
            signs |= value;
            bytes[i] = (byte) value;
        }
        if (signs < 0) {
            checkDigits(text, subject);
        }
        return bytes;
    }

    /** What {@link #parse} makes of ASCII at a place in an array, or null where it would refuse. */
    static byte @Nullable [] read(byte[] ascii, int from, int to, int bytesMax) {
        int digits = to - from - PREFIX.length();
        if (digits < 0 || digits % 2 != 0 || digits / 2 > bytesMax || ascii[from] != '0' || ascii[from + 1] != 'x') {
            return null;
        }
        byte[] bytes = new byte[digits / 2];
        long defects = 0;
        int signs = 0;
        int i = 0;
        int at = from + PREFIX.length();
        for (; i <= bytes.length - Integer.BYTES; i += Integer.BYTES, at += Long.BYTES) {
            long word = (long) WORDS.get(ascii, at);
            long nibbles = nibbles(word);
            defects |= defects(word, nibbles);
            INTS.set(bytes, i, packed(nibbles));
        }
        for (; i < bytes.length; i++, at += 2) {
            int value = DIGITS[ascii[at] & 0x7f] << 4 | DIGITS[ascii[at + 1] & 0x7f];
            signs |= value | ascii[at] | ascii[at + 1];
            bytes[i] = (byte) value;
        }
        return signs < 0 || defects != 0 ? null : bytes;
    }

    /** What eight hex digits stand for, each in its byte; something else where a byte is no digit. */
    private static long nibbles(long word) {
        return (word & (0xf * EACH_BYTE)) + ((word >>> 6) & EACH_BYTE) * 9;
    }

    /** 0 if eight characters are what eight nibbles are written as: 0 to 9, and from 10 on a to f, 39 places further. */
    private static long defects(long word, long nibbles) {
        long letters = ((nibbles + 6 * EACH_BYTE) >>> 4) & EACH_BYTE;
        return (nibbles & ~(0xf * EACH_BYTE)) | ((nibbles + '0' * EACH_BYTE + letters * 39) ^ word);
    }

    /** Eight nibbles, the first in the lowest byte, as four bytes in the same order. */
    private static int packed(long nibbles) {
        long pairs = ((nibbles << 4) | (nibbles >>> 8)) & 0x00ff_00ff_00ff_00ffL;
        long quads = (pairs | (pairs >>> 8)) & 0x0000_ffff_0000_ffffL;
        return (int) (quads | (quads >>> 16));
    }

    private static int length(CharSequence text, String subject, int bytesMax) throws MalformedException {
        if (text.length() < PREFIX.length() || text.charAt(0) != '0' || text.charAt(1) != 'x') {
            throw new MalformedException(Malformed.SYNTAX, subject, "does not start with 0x");
        }
        int digits = text.length() - PREFIX.length();
        if (digits % 2 != 0) {
            throw new MalformedException(
                    Malformed.SYNTAX, subject, "has " + digits + " hex digits, want an even number");
        }
        if (digits / 2 > bytesMax) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED, subject, "has " + digits / 2 + " bytes, want at most " + bytesMax);
        }
        return digits / 2;
    }

    private static void checkDigits(CharSequence text, String subject) throws MalformedException {
        for (int i = PREFIX.length(); i < text.length(); i++) {
            if (digit(text.charAt(i)) < 0) {
                throw new MalformedException(
                        Malformed.SYNTAX, subject, "is not lowercase hex at character " + i + ", want 0-9 or a-f");
            }
        }
    }

    private static int digit(char c) {
        return c < DIGITS.length ? DIGITS[c] : -1;
    }

    private static byte[] digits() {
        byte[] digits = new byte[1 << Byte.SIZE];
        Arrays.fill(digits, (byte) -1);
        for (int value = 0; value < 16; value++) {
            digits[Character.forDigit(value, 16)] = (byte) value;
        }
        return digits;
    }

    /** Reads {@code 0x} and lowercase hex of exactly {@code length} bytes. */
    public static byte[] parseExactly(String text, String subject, int length) throws MalformedException {
        byte[] bytes = parse(text, subject, length);
        if (bytes.length != length) {
            throw new MalformedException(
                    Malformed.VALUE, subject, "has " + bytes.length + " bytes, want exactly " + length);
        }
        return bytes;
    }

    /** Writes {@code 0x} and lowercase hex. */
    public static String encode(byte[] bytes) {
        byte[] ascii = new byte[PREFIX.length() + 2 * bytes.length];
        ascii[0] = '0';
        ascii[1] = 'x';
        for (int i = 0, at = PREFIX.length(); i < bytes.length; i++) {
            ascii[at++] = SPELLED[(bytes[i] >>> 4) & 0xf];
            ascii[at++] = SPELLED[bytes[i] & 0xf];
        }
        return new String(ascii, StandardCharsets.ISO_8859_1);
    }
}
