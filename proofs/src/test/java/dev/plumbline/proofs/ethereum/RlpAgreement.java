package dev.plumbline.proofs.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.rlp.RLPException;
import org.apache.tuweni.rlp.RLPReader;
import org.apache.tuweni.rlp.RLPWriter;
import org.jspecify.annotations.Nullable;

/** That we take exactly the RLP that Tuweni takes and writes again alike, read the same in it, and write it alike. */
public final class RlpAgreement {
    private RlpAgreement() {}

    /** Compares the two on any bytes that are not nested deeper than is allowed. */
    public static void check(byte[] rlp) {
        RlpItem slow = readSlowly(rlp);
        assertThat(read(rlp)).as("%s", HexData.encode(rlp)).isEqualTo(slow);
        checkList(rlp);
        if (slow != null) {
            assertThat(slow.encode()).isEqualTo(rlp);
        }
    }

    /** That the places of a list's items are found exactly where its tree is read, and what stands there are those items. */
    static void checkList(byte[] rlp) {
        RlpItem tree;
        RlpList list;
        try {
            tree = CanonicalRlp.parse(rlp, "RLP");
        } catch (MalformedException e) {
            assertRefused(rlp, e.code(), e.getMessage());
            return;
        }
        if (!(tree instanceof RlpItem.Sequence sequence)) {
            assertRefused(rlp, Malformed.VALUE, "RLP: is an RLP string, want a list");
            return;
        }
        try {
            list = CanonicalRlp.list(rlp, 0, rlp.length, "RLP");
            assertItems(list, sequence.items());
        } catch (MalformedException e) {
            throw new AssertionError("refuses what the tree is read from: " + HexData.encode(rlp), e);
        }
    }

    private static void assertRefused(byte[] rlp, Malformed code, @Nullable String message) {
        assertThatThrownBy(() -> CanonicalRlp.list(rlp, 0, rlp.length, "RLP"))
                .as("%s", HexData.encode(rlp))
                .hasMessage(message)
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static void assertItems(RlpList list, List<RlpItem> items) throws MalformedException {
        assertThat(list.count()).isEqualTo(items.size());
        for (int i = 0; i < items.size(); i++) {
            RlpItem item = items.get(i);
            assertThat(list.encodedLength(i)).isEqualTo(item.encode().length);
            if (item instanceof RlpItem.Sequence sequence) {
                assertThat(list.isList(i)).isTrue();
                assertThat(list.isNone(i)).isFalse();
                assertItems(list.list(i, "RLP"), sequence.items());
            } else if (item instanceof RlpItem.Text text) {
                assertThat(list.isList(i)).isFalse();
                assertThat(list.bytes(i)).isEqualTo(text.bytes()).hasSize(list.length(i));
                assertThat(list.isNone(i)).isEqualTo(text.length() == 0);
                assertThat(list.number(i)).isEqualTo(new BigInteger(1, text.bytes()));
            }
        }
    }

    /** What our reader makes of the bytes, or null if it refuses them. */
    static @Nullable RlpItem read(byte[] rlp) {
        try {
            return CanonicalRlp.parse(rlp, "RLP");
        } catch (MalformedException e) {
            return null;
        }
    }

    private static @Nullable RlpItem readSlowly(byte[] rlp) {
        try {
            List<RlpItem> items = RLP.decode(Bytes.wrap(rlp), reader -> items(reader, 0));
            boolean isOne = items.size() == 1 && Arrays.equals(writtenSlowly(items.get(0)), rlp);
            return isOne ? items.get(0) : null;
        } catch (RLPException e) {
            return null;
        }
    }

    private static byte[] writtenSlowly(RlpItem item) {
        return RLP.encode(writer -> write(writer, item)).toArray();
    }

    private static void write(RLPWriter writer, RlpItem item) {
        if (item instanceof RlpItem.Sequence sequence) {
            writer.writeList(inner -> sequence.items().forEach(child -> write(inner, child)));
        } else if (item instanceof RlpItem.Text text) {
            writer.writeByteArray(text.bytes());
        }
    }

    private static List<RlpItem> items(RLPReader reader, int depth) {
        if (depth > RlpItem.DEPTH_MAX) {
            throw new RLPException("too deep");
        }
        var items = new ArrayList<RlpItem>();
        while (!reader.isComplete()) {
            items.add(
                    reader.nextIsList()
                            ? reader.readList(inner -> RlpItem.of(items(inner, depth + 1)))
                            : RlpItem.of(reader.readValue().toArray()));
        }
        return items;
    }
}
