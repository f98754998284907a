package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.MalformedException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads canonical RLP in one pass, each item at its place in the array: every trie node and header that is worth reading.
 *
 * <p>It accepts only bytes that are the shortest form of what they say, so nothing has to be encoded again and compared. It
 * never says what is wrong: at the first byte that it is not sure of it gives up, and {@link RlpItem#parse} asks Tuweni.
 */
final class CanonicalRlp {
    private static final int TEXT = 0x80;
    private static final int LIST = 0xc0;
    /** Lengths up to this one stand in the first byte. */
    private static final int SHORT_LENGTH_MAX = 55;
    /** Of which a branch with few children has many. */
    private static final RlpItem.Text EMPTY = new RlpItem.Text(new byte[0], 0, 0);

    private final byte[] rlp;
    private int at;

    private CanonicalRlp(byte[] rlp) {
        this.rlp = rlp;
    }

    /** As {@link RlpItem#parse}, but the item refers to the array, which must not change as long as the item is used. */
    static RlpItem parse(byte[] rlp, String subject) throws MalformedException {
        RlpItem canonical = read(rlp);
        return canonical != null ? canonical : RlpItem.parse(rlp, subject);
    }

    /** The item that these bytes are, or null if that takes a closer look. The item refers to the array. */
    static @Nullable RlpItem read(byte[] rlp) {
        var reader = new CanonicalRlp(rlp);
        RlpItem item = reader.item(rlp.length, 0);
        return reader.at == rlp.length ? item : null;
    }

    /** The next item, all of it before {@code limit}. */
    private @Nullable RlpItem item(int limit, int depth) {
        if (at >= limit) {
            return null;
        }
        int first = rlp[at] & 0xff;
        if (first < TEXT) {
            return new RlpItem.Text(rlp, at, ++at);
        }
        at++;
        boolean isList = first >= LIST;
        int length = length(first - (isList ? LIST : TEXT), limit);
        if (length < 0) {
            return null;
        }
        int end = at + length;
        if (isList) {
            return depth < RlpItem.DEPTH_MAX ? list(end, depth + 1) : null;
        }
        if (length == 0) {
            return EMPTY;
        }
        if (length == 1 && rlp[at] >= 0) {
            // Such a byte stands for itself.
            return null;
        }
        int start = at;
        at = end;
        return new RlpItem.Text(rlp, start, end);
    }

    private @Nullable RlpItem list(int end, int depth) {
        var items = new RlpItem[TrieNode.BRANCH_WIDTH + 1];
        int count = 0;
        while (at < end) {
            RlpItem item = item(end, depth);
            if (item == null) {
                return null;
            }
            if (count == items.length) {
                items = Arrays.copyOf(items, 2 * count);
            }
            items[count++] = item;
        }
        return new RlpItem.Sequence(List.of(count == items.length ? items : Arrays.copyOf(items, count)));
    }

    /** The length that follows from the first byte, or −1 if it is not the shortest form or does not fit. */
    private int length(int code, int limit) {
        if (code <= SHORT_LENGTH_MAX) {
            return code <= limit - at ? code : -1;
        }
        int lengthBytes = code - SHORT_LENGTH_MAX;
        if (lengthBytes > 3 || lengthBytes > limit - at || rlp[at] == 0) {
            return -1;
        }
        int length = 0;
        for (int i = 0; i < lengthBytes; i++) {
            length = length << 8 | (rlp[at++] & 0xff);
        }
        return length > SHORT_LENGTH_MAX && length <= limit - at ? length : -1;
    }
}
