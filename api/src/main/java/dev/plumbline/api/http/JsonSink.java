package dev.plumbline.api.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.merkle.Hash;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;

/**
 * A growing array of bytes that JSON is written into by hand. Knows how to spell a value and nothing of structure: a bulk
 * answer has megabytes, of which nearly all is copied as it is. For one thread.
 */
final class JsonSink {
    private static final byte[] HEX = "0123456789abcdef".getBytes(ISO_8859_1);
    private static final Base64.Encoder BASE64 = Base64.getEncoder();
    private static final int HASH_CHARS = 44;
    private static final int ESCAPE_CHARS_MAX = 6;

    private final byte[] hash = new byte[Hash.LENGTH];
    private byte[] bytes;
    private int size;

    JsonSink(int bytesExpected) {
        this.bytes = new byte[bytesExpected];
    }

    int size() {
        return size;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Hands over what was written and starts again, empty. */
    void drainTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
        size = 0;
    }

    /** ASCII text as it is. */
    @SuppressWarnings("deprecation") // the one way from a String to the middle of an array without a copy; ASCII only
    JsonSink raw(String ascii) {
        reserve(ascii.length());
        ascii.getBytes(0, ascii.length(), bytes, size);
        size += ascii.length();
        return this;
    }

    /** Bytes as they are. */
    JsonSink raw(byte[] source) {
        reserve(source.length);
        System.arraycopy(source, 0, bytes, size, source.length);
        size += source.length;
        return this;
    }

    JsonSink number(long value) {
        return raw(Long.toString(value));
    }

    /** A JSON string of any text. */
    JsonSink quoted(String text) {
        return raw("\"").escaped(text.getBytes(UTF_8)).raw("\"");
    }

    /** The inside of a JSON string, from UTF-8, spelled as RFC 8785 demands. Half of a bulk answer goes through here. */
    JsonSink escaped(byte[] utf8) {
        int controlCount = 0;
        for (byte b : utf8) {
            controlCount += b >= 0 && b < 0x20 ? 1 : 0;
        }
        reserve(2 * utf8.length + controlCount * (ESCAPE_CHARS_MAX - 2));
        // Locals: the compiler cannot keep fields in registers across the writes to an array.
        byte[] target = bytes;
        int at = size;
        for (byte b : utf8) {
            if (b == '"' || b == '\\') {
                target[at++] = '\\';
            } else if (b >= 0 && b < 0x20) {
                at = control(target, at, b);
                continue;
            }
            target[at++] = b;
        }
        size = at;
        return this;
    }

    private static int control(byte[] target, int from, byte b) {
        int at = from;
        target[at++] = '\\';
        int named = "\b\t\n\f\r".indexOf(b);
        if (named >= 0) {
            target[at++] = (byte) "btnfr".charAt(named);
            return at;
        }
        target[at++] = 'u';
        target[at++] = '0';
        target[at++] = '0';
        target[at++] = HEX[b >> 4];
        target[at++] = HEX[b & 0xf];
        return at;
    }

    /** The 44 characters of a hash in base64, without quotes. */
    JsonSink base64(Hash value) {
        reserve(HASH_CHARS);
        value.copyTo(hash, 0);
        byte[] text = BASE64.encode(hash);
        System.arraycopy(text, 0, bytes, size, HASH_CHARS);
        size += HASH_CHARS;
        return this;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), Math.multiplyExact(bytes.length, 2)));
        }
    }
}
