package dev.plumbline.proofs.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.MalformedException;
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
        if (slow != null) {
            assertThat(slow.encode()).isEqualTo(rlp);
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
