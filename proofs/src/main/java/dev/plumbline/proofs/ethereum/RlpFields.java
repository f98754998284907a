package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.math.BigInteger;
import java.util.List;

/** The fields of an RLP list, read by position and held to their exact size. */
final class RlpFields {
    private final String subject;
    private final List<RlpItem> items;

    private RlpFields(String subject, List<RlpItem> items) {
        this.subject = subject;
        this.items = items;
    }

    static RlpFields of(RlpItem item, String subject) throws MalformedException {
        if (item instanceof RlpItem.Sequence sequence) {
            return new RlpFields(subject, sequence.items());
        }
        throw new MalformedException(Malformed.VALUE, subject, "is an RLP string, want a list");
    }

    int count() {
        return items.size();
    }

    /** A string of exactly {@code length} bytes. */
    byte[] bytes(int index, int length) throws MalformedException {
        checkBytes(index, length);
        return bytes(index);
    }

    /** Refuses what {@link #bytes(int, int)} would refuse, and makes no array. */
    void checkBytes(int index, int length) throws MalformedException {
        int found = text(index).length();
        if (found != length) {
            throw refused(index, "has " + found + " bytes, want " + length);
        }
    }

    Word word(int index) throws MalformedException {
        return Word.owning(bytes(index, Word.LENGTH));
    }

    /** A number without leading zeros, of at most {@code bytesMax} bytes. */
    BigInteger number(int index, int bytesMax) throws MalformedException {
        byte[] bytes = bytes(index);
        if (bytes.length > bytesMax) {
            throw refused(index, "is a number of " + bytes.length + " bytes, want at most " + bytesMax);
        }
        if (bytes.length > 0 && bytes[0] == 0) {
            throw refused(index, "is a number with a leading zero byte");
        }
        return new BigInteger(1, bytes);
    }

    /** A number of at most 63 bits. */
    long count63(int index) throws MalformedException {
        BigInteger number = number(index, Long.BYTES);
        if (number.bitLength() >= Long.SIZE) {
            throw refused(index, "is " + number + ", want less than 2^63");
        }
        return number.longValue();
    }

    RlpItem item(int index) {
        return items.get(index);
    }

    RlpFields list(int index) throws MalformedException {
        return of(items.get(index), subject + " field " + index);
    }

    byte[] bytes(int index) throws MalformedException {
        return text(index).bytes();
    }

    /** A string of any length. */
    RlpItem.Text text(int index) throws MalformedException {
        if (items.get(index) instanceof RlpItem.Text text) {
            return text;
        }
        throw refused(index, "is an RLP list, want a string");
    }

    private MalformedException refused(int index, String detail) {
        return new MalformedException(Malformed.VALUE, subject + " field " + index, detail);
    }
}
