package dev.plumbline.proofs.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Base58 in Bitcoin's alphabet, which multibase calls {@code z}. Quadratic, so callers bound the length first. */
final class Base58 {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final int RADIX = 58;
    private static final byte[] DIGIT_OF = new byte[128];

    static {
        Arrays.fill(DIGIT_OF, (byte) -1);
        for (int digit = 0; digit < RADIX; digit++) {
            DIGIT_OF[ALPHABET.charAt(digit)] = (byte) digit;
        }
    }

    private Base58() {}

    static String encode(byte[] bytes) {
        int zeros = 0;
        while (zeros < bytes.length && bytes[zeros] == 0) {
            zeros++;
        }
        byte[] digits = convert(bytes, zeros, 256, RADIX);
        var text = new StringBuilder(zeros + digits.length);
        text.append("1".repeat(zeros));
        for (byte digit : digits) {
            text.append(ALPHABET.charAt(digit));
        }
        return text.toString();
    }

    /** The bytes that encode to this text; null if a character is outside the alphabet. */
    static byte @Nullable [] decode(String text) {
        byte[] digits = new byte[text.length()];
        for (int i = 0; i < digits.length; i++) {
            char c = text.charAt(i);
            if (c >= DIGIT_OF.length || DIGIT_OF[c] < 0) {
                return null;
            }
            digits[i] = DIGIT_OF[c];
        }
        int zeros = 0;
        while (zeros < digits.length && digits[zeros] == 0) {
            zeros++;
        }
        byte[] tail = convert(digits, zeros, RADIX, 256);
        byte[] bytes = new byte[zeros + tail.length];
        System.arraycopy(tail, 0, bytes, zeros, tail.length);
        return bytes;
    }

    /** Writes the number whose digits begin at {@code from} in another radix, most significant first, no leading zero. */
    private static byte[] convert(byte[] digits, int from, int radix, int targetRadix) {
        // One digit in either radix never needs more than two in the other.
        byte[] reversed = new byte[2 * (digits.length - from)];
        int length = 0;
        for (int i = from; i < digits.length; i++) {
            int carry = digits[i] & 0xff;
            for (int j = 0; j < length || carry != 0; j++) {
                carry += radix * (reversed[j] & 0xff);
                reversed[j] = (byte) (carry % targetRadix);
                carry /= targetRadix;
                length = Math.max(length, j + 1);
            }
        }
        byte[] converted = new byte[length];
        for (int i = 0; i < length; i++) {
            converted[i] = reversed[length - 1 - i];
        }
        return converted;
    }
}
