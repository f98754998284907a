package dev.plumbline.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Byte arrays put together, hashed, and damaged in one place. */
final class Bytes {
    private Bytes() {}

    static byte[] of(String text) {
        return text.getBytes(UTF_8);
    }

    static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] uint64(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    static byte[] sha256(byte[]... parts) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(concat(parts));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] unbase64(String text) {
        return Base64.getDecoder().decode(text);
    }

    /** A copy in which the lowest bit of one byte is the other; a negative place counts from the end. */
    static byte[] flipped(byte[] bytes, int place) {
        byte[] copy = bytes.clone();
        copy[place < 0 ? copy.length + place : place] ^= 1;
        return copy;
    }

    /** The array without its last byte. */
    static byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length - 1);
    }

    /** The text with the one place where {@code from} stands changed. */
    static String replaced(String text, String from, String to) {
        int at = text.indexOf(from);
        if (at < 0 || text.indexOf(from, at + 1) >= 0) {
            throw new IllegalArgumentException("want exactly one \"" + from + "\" in " + text);
        }
        return text.replace(from, to);
    }

    /** Base64 of the same bytes whose last digit before the padding has a bit set that no byte holds. */
    static String withTrailingBits(String base64) {
        int last = base64.indexOf('=') - 1;
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        char other = digits.charAt(digits.indexOf(base64.charAt(last)) + 1);
        return base64.substring(0, last) + other + base64.substring(last + 1);
    }
}
