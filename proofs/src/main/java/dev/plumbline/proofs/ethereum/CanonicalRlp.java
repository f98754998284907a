package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.util.Arrays;
import java.util.List;

/**
 * Reads RLP in one pass, each item at its place in the array. It accepts only bytes that are the shortest form of what they say, so nothing
 * has to be encoded again and compared, and says of all others what is wrong first.
 */
final class CanonicalRlp {
    /** Three bytes say more than any document of ours has. */
    private static final int LENGTH_BYTES_MAX = 3;

    /** Of which a branch with few children has many. */
    private static final RlpItem.Text EMPTY = new RlpItem.Text(new byte[0], 0, 0);

    private final byte[] rlp;
    private final String subject;
    private int at;

    private CanonicalRlp(byte[] rlp, String subject) {
        this.rlp = rlp;
        this.subject = subject;
    }

    /** As {@link RlpItem#parse}, but the item refers to the array, which must not change as long as the item is used. */
    static RlpItem parse(byte[] rlp, String subject) throws MalformedException {
        var reader = new CanonicalRlp(rlp, subject);
        if (rlp.length == 0) {
            throw reader.defect("holds no RLP item, want one");
        }
        RlpItem item = reader.item(rlp.length, 0);
        if (reader.at < rlp.length) {
            throw reader.defect("holds RLP items one after the other, want one");
        }
        return item;
    }

    /** The next item, all of it before {@code limit}. */
    private RlpItem item(int limit, int depth) throws MalformedException {
        int first = rlp[at] & 0xff;
        if (first < RlpWriter.TEXT) {
            return new RlpItem.Text(rlp, at, ++at);
        }
        at++;
        boolean isList = first >= RlpWriter.LIST;
        int length = length(first - (isList ? RlpWriter.LIST : RlpWriter.TEXT), limit);
        int end = at + length;
        if (isList) {
            if (depth == RlpItem.DEPTH_MAX) {
                throw new MalformedException(
                        Malformed.LIMIT_EXCEEDED, subject, "nests RLP lists deeper than " + RlpItem.DEPTH_MAX);
            }
            return list(end, depth + 1);
        }
        if (length == 0) {
            return EMPTY;
        }
        if (length == 1 && rlp[at] >= 0) {
            throw defect("is not RLP: a byte that stands for itself has a length");
        }
        int start = at;
        at = end;
        return new RlpItem.Text(rlp, start, end);
    }

    private RlpItem list(int end, int depth) throws MalformedException {
        var items = new RlpItem[TrieNode.BRANCH_WIDTH + 1];
        int count = 0;
        while (at < end) {
            RlpItem item = item(end, depth);
            if (count == items.length) {
                items = Arrays.copyOf(items, 2 * count);
            }
            items[count++] = item;
        }
        return new RlpItem.Sequence(List.of(count == items.length ? items : Arrays.copyOf(items, count)));
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
