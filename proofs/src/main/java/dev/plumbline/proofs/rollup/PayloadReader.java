package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the SSZ of an execution payload from front to back. SSZ has offsets, and offsets can leave gaps or overlap: here every
 * one must be where its writer would have put it, so each payload has one spelling. Numbers are little-endian.
 */
final class PayloadReader {
    private static final String SUBJECT = "execution payload";
    private static final int OFFSET_BYTES = 4;
    private static final int EXTRA_DATA_BYTES_MAX = 32;

    private final byte[] signed;
    private final int start;
    private final PayloadForm form;
    private int at;

    /** @param signed what was signed: the payload, and before it whatever the form has there */
    PayloadReader(byte[] signed, PayloadForm form) throws MalformedException {
        this.signed = signed;
        this.form = form;
        this.start = form.prefixBytes();
        this.at = start;
        if (signed.length < start + form.fixedBytes()) {
            throw new MalformedException(
                    Malformed.SYNTAX,
                    SUBJECT,
                    "has " + signed.length + " bytes, want at least " + (start + form.fixedBytes()));
        }
    }

    byte[] bytes(int length) {
        at += length;
        return Arrays.copyOfRange(signed, at - length, at);
    }

    Word word() {
        return Word.of(bytes(Word.LENGTH));
    }

    /** A 64-bit number, of which we take those that every reader of JSON takes too. */
    long number(String field) throws MalformedException {
        long number = littleEndian(bytes(Long.BYTES)).longValue();
        if (number < 0 || number > Limits.JSON_INTEGER_MAX) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED,
                    SUBJECT,
                    field + " is " + Long.toUnsignedString(number) + ", want at most " + Limits.JSON_INTEGER_MAX);
        }
        return number;
    }

    BigInteger number256() {
        return littleEndian(bytes(Word.LENGTH));
    }

    private static BigInteger littleEndian(byte[] bytes) {
        byte[] bigEndian = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            bigEndian[i] = bytes[bytes.length - 1 - i];
        }
        return new BigInteger(1, bigEndian);
    }

    /** Passes over the first offset, by which the payload claims its form. */
    void skipFirstOffset() {
        at += OFFSET_BYTES;
    }

    /** Takes the offset of the transactions; what stands before them is at most 32 bytes of extra data. */
    int transactionsOffset() throws MalformedException {
        int offset = offset();
        if (offset < form.fixedBytes()
                || offset > form.fixedBytes() + EXTRA_DATA_BYTES_MAX
                || offset > signed.length - start) {
            throw new MalformedException(
                    Malformed.SYNTAX,
                    SUBJECT,
                    "has its transactions at " + offset + ", want 0 to 32 bytes before them");
        }
        return offset;
    }

    /** Takes the offset of the withdrawals, which must be the end: a rollup's blocks have none. */
    void noWithdrawals() throws MalformedException {
        int offset = offset();
        int end = signed.length - start;
        if (offset != end) {
            throw new MalformedException(
                    Malformed.SYNTAX,
                    SUBJECT,
                    "has withdrawals at " + offset + " of " + end + " bytes, want none, as of a rollup");
        }
    }

    /** Offsets of 2^31 and more come out negative, which no comparison above takes. */
    private int offset() {
        return littleEndian(bytes(OFFSET_BYTES)).intValue();
    }

    /** The extra data, behind the fixed part. */
    byte[] extraData(int transactionsOffset) {
        return Arrays.copyOfRange(signed, start + form.fixedBytes(), start + transactionsOffset);
    }

    /** The transactions, from their offset to the end: their offsets, then one behind the other. None is empty. */
    List<byte[]> transactions(int transactionsOffset) throws MalformedException {
        int from = start + transactionsOffset;
        int length = signed.length - from;
        var transactions = new ArrayList<byte[]>();
        if (length == 0) {
            return transactions;
        }
        if (length < OFFSET_BYTES) {
            throw badTransactions("end inside the first offset");
        }
        at = from;
        int first = offset();
        if (first <= 0 || first % OFFSET_BYTES != 0 || first > length) {
            throw badTransactions("have their first offset at " + first + " of " + length + " bytes");
        }
        int begin = first;
        for (int i = 1; i <= first / OFFSET_BYTES; i++) {
            int end = i == first / OFFSET_BYTES ? length : offset();
            if (end <= begin || end > length) {
                throw badTransactions("end at " + end + " after they began at " + begin + ", of " + length + " bytes");
            }
            transactions.add(Arrays.copyOfRange(signed, from + begin, from + end));
            begin = end;
        }
        return transactions;
    }

    private static MalformedException badTransactions(String detail) {
        return new MalformedException(Malformed.SYNTAX, "transactions of an execution payload", detail);
    }
}
