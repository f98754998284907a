package dev.plumbline.proofs.cose;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the kinds of CBOR that a receipt is made of, in the order in which a receipt has them.
 *
 * <p>The caller says what must come next, so nothing is ever skipped, built for later, or read by recursion, and the order
 * and number of the keys of a map are the caller's. Whether each head was as short as it can be is not looked at here: who
 * reads encodes again and compares.
 */
final class CborReader {
    private final String subject;
    private final byte[] bytes;
    private int at;

    /**
     * @param bytes not written to while they are read
     * @param subject what is being read, for messages
     */
    CborReader(byte[] bytes, String subject) {
        this.bytes = bytes;
        this.subject = subject;
    }

    /** A number from 0 to 2^63−1. */
    long unsigned() throws MalformedException {
        return head(CborWriter.UNSIGNED, "an unsigned integer");
    }

    long integer() throws MalformedException {
        return at < bytes.length && majorType() == CborWriter.NEGATIVE
                ? -1 - head(CborWriter.NEGATIVE, "an integer")
                : head(CborWriter.UNSIGNED, "an integer");
    }

    /** A fresh copy of a byte string. */
    byte[] bytes() throws MalformedException {
        return content(CborWriter.BYTES, "a byte string");
    }

    /** A text. Bytes that are no UTF-8 come out as others, so that they do not encode to what was read. */
    String text() throws MalformedException {
        return new String(content(CborWriter.TEXT, "a text"), StandardCharsets.UTF_8);
    }

    /** The length of an array, whose items follow. */
    long array() throws MalformedException {
        return head(CborWriter.ARRAY, "an array");
    }

    /** An array of exactly that length. */
    void array(int length) throws MalformedException {
        require(array(), length, "an array of length");
    }

    /** A map of exactly that size. */
    void map(int size) throws MalformedException {
        require(head(CborWriter.MAP, "a map"), size, "a map of size");
    }

    void tag(int number) throws MalformedException {
        require(head(CborWriter.TAG, "a tag"), number, "the tag");
    }

    /** The key of a map that must be next. */
    void label(long label) throws MalformedException {
        long found = integer();
        if (found != label) {
            throw malformed(Malformed.UNKNOWN_KEY, "has the label " + found + ", want " + label);
        }
    }

    void nil() throws MalformedException {
        if (next() != CborWriter.NIL) {
            throw malformed(Malformed.SYNTAX, "has no null before byte " + at);
        }
    }

    /** Nothing may follow. */
    void end() throws MalformedException {
        if (at != bytes.length) {
            throw malformed(Malformed.SYNTAX, "ends with " + (bytes.length - at) + " bytes too many");
        }
    }

    MalformedException malformed(Malformed code, String detail) {
        return new MalformedException(code, subject, detail);
    }

    private void require(long found, long wanted, String what) throws MalformedException {
        if (found != wanted) {
            throw malformed(Malformed.SYNTAX, "has " + what + " " + found + ", want " + wanted);
        }
    }

    private byte[] content(int majorType, String what) throws MalformedException {
        long length = head(majorType, what);
        if (length > bytes.length - at) {
            throw malformed(
                    Malformed.SYNTAX,
                    "has " + what + " of " + length + " bytes where " + (bytes.length - at) + " are left");
        }
        at += (int) length;
        return Arrays.copyOfRange(bytes, at - (int) length, at);
    }

    private long head(int majorType, String what) throws MalformedException {
        if (at < bytes.length && majorType() != majorType) {
            throw malformed(Malformed.SYNTAX, "has no " + what.substring(what.indexOf(' ') + 1) + " at byte " + at);
        }
        int additional = next() & 0x1f;
        if (additional < 24) {
            return additional;
        }
        if (additional > 27) {
            throw malformed(Malformed.NOT_CANONICAL, "has an indefinite or reserved length before byte " + at);
        }
        long argument = 0;
        for (int left = 1 << (additional - 24); left > 0; left--) {
            argument = argument << 8 | next();
        }
        if (argument < 0) {
            throw malformed(Malformed.LIMIT_EXCEEDED, "has a number above 2^63-1 before byte " + at);
        }
        return argument;
    }

    private int majorType() {
        return (bytes[at] & 0xff) >>> 5;
    }

    private int next() throws MalformedException {
        if (at == bytes.length) {
            throw malformed(Malformed.SYNTAX, "ends after " + at + " bytes, want more");
        }
        return bytes[at++] & 0xff;
    }
}
