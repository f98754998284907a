package dev.plumbline.proofs.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes values as RFC 8785 does, in one pass into one growing buffer. One writer per document and thread. */
final class JsonWriter {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int ESCAPE_BYTES_MAX = 6;

    private byte[] buffer;
    private int length;

    JsonWriter(int expectedBytes) {
        this.buffer = new byte[expectedBytes];
    }

    /** Number of bytes written so far. */
    int length() {
        return length;
    }

    /** A fresh copy of what was written. */
    byte[] bytes() {
        return Arrays.copyOf(buffer, length);
    }

    /** Index of the first byte at which {@code other} differs from what was written, or −1 if it is the same. */
    int mismatch(byte[] other) {
        return Arrays.mismatch(buffer, 0, length, other, 0, other.length);
    }

    void write(JsonValue value) {
        if (value instanceof JsonString string) {
            write(string.text());
        } else if (value instanceof JsonObject object) {
            write(object);
        } else if (value instanceof JsonInteger integer) {
            writeAscii(Long.toString(integer.value()).getBytes(StandardCharsets.US_ASCII));
        } else if (value instanceof JsonArray array) {
            write(array.items());
        } else {
            writeAscii(value == JsonBoolean.TRUE ? TRUE : FALSE);
        }
    }

    private void write(JsonObject object) {
        write('{');
        for (int i = 0; i < object.size(); i++) {
            if (i > 0) {
                write(',');
            }
            write(object.key(i));
            write(':');
            write(object.value(i));
        }
        write('}');
    }

    private void write(List<JsonValue> items) {
        write('[');
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                write(',');
            }
            write(items.get(i));
        }
        write(']');
    }

    /**
     * Writes a quoted string. Text that needs no escape, which is nearly all, is written in this one loop; half the time
     * of writing an event is spent here, so it works on locals.
     */
    private void write(String text) {
        int chars = text.length();
        reserve(chars + 2);
        byte[] target = buffer;
        int at = length;
        target[at++] = '"';
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') {
                length = at;
                writeRest(text, i);
                return;
            }
            target[at++] = (byte) c;
        }
        target[at++] = '"';
        length = at;
    }

    private void writeRest(String text, int from) {
        reserve(ESCAPE_BYTES_MAX * (text.length() - from) + 1);
        int codePoint;
        for (int i = from; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (codePoint < 0x20 || codePoint == '"' || codePoint == '\\') {
                writeEscape(codePoint);
            } else {
                writeUtf8(codePoint);
            }
        }
        buffer[length++] = '"';
    }

    /** RFC 8785 section 3.2.2.2: the short escape where JSON has one, else four lowercase hex digits. */
    private void writeEscape(int c) {
        buffer[length++] = '\\';
        switch (c) {
            case '"', '\\' -> buffer[length++] = (byte) c;
            case '\b' -> buffer[length++] = 'b';
            case '\t' -> buffer[length++] = 't';
            case '\n' -> buffer[length++] = 'n';
            case '\f' -> buffer[length++] = 'f';
            case '\r' -> buffer[length++] = 'r';
            default -> {
                buffer[length++] = 'u';
                buffer[length++] = '0';
                buffer[length++] = '0';
                buffer[length++] = HEX[c >>> 4];
                buffer[length++] = HEX[c & 0xf];
            }
        }
    }

    private void writeUtf8(int codePoint) {
        if (codePoint < 0x80) {
            buffer[length++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            buffer[length++] = (byte) (0xc0 | (codePoint >>> 6));
            buffer[length++] = continuation(codePoint);
        } else if (codePoint < 0x10000) {
            buffer[length++] = (byte) (0xe0 | (codePoint >>> 12));
            buffer[length++] = continuation(codePoint >>> 6);
            buffer[length++] = continuation(codePoint);
        } else {
            buffer[length++] = (byte) (0xf0 | (codePoint >>> 18));
            buffer[length++] = continuation(codePoint >>> 12);
            buffer[length++] = continuation(codePoint >>> 6);
            buffer[length++] = continuation(codePoint);
        }
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3f));
    }

    private void writeAscii(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void write(char ascii) {
        reserve(1);
        buffer[length++] = (byte) ascii;
    }

    private void reserve(int bytes) {
        if (bytes > buffer.length - length) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + bytes));
        }
    }
}
