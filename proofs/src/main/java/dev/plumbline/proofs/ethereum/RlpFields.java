package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.math.BigInteger;

/** The fields of an RLP list, read where they stand, by position, and held to their exact size. */
final class RlpFields {
    private final String subject;
    private final RlpList items;

    private RlpFields(String subject, RlpList items) {
        this.subject = subject;
        this.items = items;
    }

    /** Reads exactly one list. */
    static RlpFields parse(byte[] rlp, String subject) throws MalformedException {
        CanonicalRlp.checkSize(rlp, subject);
        return new RlpFields(subject, CanonicalRlp.list(rlp, 0, rlp.length, subject));
    }

    int count() {
        return items.count();
    }

    /** A string of exactly {@code length} bytes. */
    byte[] bytes(int index, int length) throws MalformedException {
        checkBytes(index, length);
        return items.bytes(index);
    }

    /** Refuses what {@link #bytes(int, int)} would refuse, and makes no array. */
    void checkBytes(int index, int length) throws MalformedException {
        checkText(index);
        int found = items.length(index);
        if (found != length) {
            throw refused(index, "has " + found + " bytes, want " + length);
        }
    }

    Word word(int index) throws MalformedException {
        return Word.owning(bytes(index, Word.LENGTH));
    }

    boolean isWord(int index) {
        return !items.isList(index) && items.length(index) == Word.LENGTH;
    }

    /** A number without leading zeros, of at most {@code bytesMax} bytes. */
    BigInteger number(int index, int bytesMax) throws MalformedException {
        checkNumber(index, bytesMax);
        return items.number(index);
    }

    /** Refuses what {@link #number} would refuse, and makes no number. */
    void checkNumber(int index, int bytesMax) throws MalformedException {
        checkText(index);
        int length = items.length(index);
        if (length > bytesMax) {
            throw refused(index, "is a number of " + length + " bytes, want at most " + bytesMax);
        }
        if (length > 0 && items.shared()[items.from(index)] == 0) {
            throw refused(index, "is a number with a leading zero byte");
        }
    }

    /** A number of at most 63 bits. */
    long count63(int index) throws MalformedException {
        checkNumber(index, Long.BYTES);
        long number = items.unsignedLong(index);
        if (number < 0) {
            throw refused(index, "is " + Long.toUnsignedString(number) + ", want less than 2^63");
        }
        return number;
    }

    RlpFields list(int index) throws MalformedException {
        return list(index, subject + " field " + index);
    }

    /** The fields of a list that has a name of its own in messages. */
    RlpFields list(int index, String ownSubject) throws MalformedException {
        return new RlpFields(ownSubject, items.list(index, ownSubject));
    }

    /** A string of any length. */
    byte[] bytes(int index) throws MalformedException {
        checkText(index);
        return items.bytes(index);
    }

    void checkText(int index) throws MalformedException {
        if (items.isList(index)) {
            throw refused(index, "is an RLP list, want a string");
        }
    }

    private MalformedException refused(int index, String detail) {
        return new MalformedException(Malformed.VALUE, subject + " field " + index, detail);
    }
}
