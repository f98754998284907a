package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.util.ArrayList;

/**
 * Reads RLP in one pass, each item at its place in the array, as a tree of items or as the places of a list's. It accepts only bytes
 * that are the shortest form of what they say, so nothing has to be encoded again and compared, and says of all others what is wrong first.
 */
final class CanonicalRlp {
    /** Three bytes say more than any document of ours has. */
    private static final int LENGTH_BYTES_MAX = 3;

    private static final RlpItem.Text EMPTY = new RlpItem.Text(new byte[0], 0, 0);

    private final byte[] rlp;
    private final String subject;
    private int at;

    private CanonicalRlp(byte[] rlp, int from, String subject) {
        this.rlp = rlp;
        this.at = from;
        this.subject = subject;
    }

    /** As {@link RlpItem#parse}, but the item refers to the array, which must not change as long as the item is used. */
    static RlpItem parse(byte[] rlp, String subject) throws MalformedException {
        var reader = new CanonicalRlp(rlp, 0, subject);
        reader.checkStart(rlp.length);
        RlpItem item = reader.item(rlp.length, 0);
        reader.checkEnd(rlp.length);
        return item;
    }

    /** Reads exactly one item from {@code from} to {@code to}, exclusive; all that is in it is checked, and it is a list. */
    static RlpList list(byte[] rlp, int from, int to, String subject) throws MalformedException {
        var reader = new CanonicalRlp(rlp, from, subject);
        reader.checkStart(to);
        int count = reader.pass(to, 0);
        reader.checkEnd(to);
        if (!isList(rlp, from)) {
            throw new MalformedException(Malformed.VALUE, subject, "is an RLP string, want a list");
        }
        return new RlpList(rlp, reader.starts(from, to, count));
    }

    static void checkSize(byte[] rlp, String subject) throws MalformedException {
        if (rlp.length > Limits.RLP_BYTES_MAX) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED,
                    subject,
                    "has " + rlp.length + " bytes, want at most RLP_BYTES_MAX = " + Limits.RLP_BYTES_MAX);
        }
    }

    static boolean isList(byte[] rlp, int start) {
        return (rlp[start] & 0xff) >= RlpWriter.LIST;
    }

    /** Bytes that stand before those of an item with this first byte: none if it stands for itself. */
    static int headLength(int first) {
        int code = first - (first >= RlpWriter.LIST ? RlpWriter.LIST : RlpWriter.TEXT);
        return code < 0 ? 0 : 1 + Math.max(0, code - RlpWriter.SHORT_LENGTH_MAX);
    }

    private void checkStart(int limit) throws MalformedException {
        if (at == limit) {
            throw defect("holds no RLP item, want one");
        }
    }

    private void checkEnd(int limit) throws MalformedException {
        if (at < limit) {
            throw defect("holds RLP items one after the other, want one");
        }
    }

    private RlpItem item(int limit, int depth) throws MalformedException {
        boolean isList = isList(rlp, at);
        int end = enter(limit, depth);
        if (isList) {
            var items = new ArrayList<RlpItem>();
            while (at < end) {
                items.add(item(end, depth + 1));
            }
            return new RlpItem.Sequence(items);
        }
        int from = at;
        at = end;
        return from == end ? EMPTY : new RlpItem.Text(rlp, from, end);
    }

    /** Goes over an item and all that is in it, and counts the items of which it is the list. */
    private int pass(int limit, int depth) throws MalformedException {
        boolean isList = isList(rlp, at);
        int end = enter(limit, depth);
        int count = 0;
        while (isList && at < end) {
            pass(end, depth + 1);
            count++;
        }
        at = end;
        return count;
    }

    private int[] starts(int from, int to, int count) throws MalformedException {
        int[] starts = new int[count + 1];
        at = from;
        int end = enter(to, 0);
        for (int i = 0; i < count; i++) {
            starts[i] = at;
            at = enter(end, 1);
        }
        starts[count] = end;
        return starts;
    }

    /** Goes to the first of the bytes of an item, behind its head, and gives the place behind the last, at most {@code limit}. */
    private int enter(int limit, int depth) throws MalformedException {
        int first = rlp[at] & 0xff;
        if (first < RlpWriter.TEXT) {
            return at + 1;
        }
        at++;
        boolean isList = first >= RlpWriter.LIST;
        int length = length(first - (isList ? RlpWriter.LIST : RlpWriter.TEXT), limit);
        if (isList && depth == RlpItem.DEPTH_MAX) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED, subject, "nests RLP lists deeper than " + RlpItem.DEPTH_MAX);
        }
        if (!isList && length == 1 && rlp[at] >= 0) {
            throw defect("is not RLP: a byte that stands for itself has a length");
        }
        return at + length;
    }

    /** The length that follows from the first byte. */
    private int length(int code, int limit) throws MalformedException {
        int length = code;
        if (code > RlpWriter.SHORT_LENGTH_MAX) {
            int lengthBytes = code - RlpWriter.SHORT_LENGTH_MAX;
            if (lengthBytes > limit - at) {
                throw defect("is not RLP: it ends inside a length");
            }
            if (lengthBytes > LENGTH_BYTES_MAX || rlp[at] == 0) {
                throw defect("is not RLP: a length is not in its shortest form, or too large");
            }
            length = 0;
            for (int i = 0; i < lengthBytes; i++) {
                length = length << Byte.SIZE | (rlp[at++] & 0xff);
            }
            if (length <= RlpWriter.SHORT_LENGTH_MAX) {
                throw defect("is not RLP: a length is not in its shortest form");
            }
        }
        if (length > limit - at) {
            throw defect("is not RLP: it ends inside an item");
        }
        return length;
    }

    private MalformedException defect(String detail) {
        return new MalformedException(Malformed.SYNTAX, subject, detail);
    }
}
