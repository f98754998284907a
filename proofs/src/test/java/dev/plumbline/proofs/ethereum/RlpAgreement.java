package dev.plumbline.proofs.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.rlp.RLPException;
import org.apache.tuweni.rlp.RLPReader;
import org.jspecify.annotations.Nullable;

/** That the fast reader of RLP takes exactly what Tuweni's takes and writes again alike, and reads the same in it. */
public final class RlpAgreement {
    private RlpAgreement() {}

    /** Compares the two on any bytes that are not nested deeper than is allowed. */
    public static void check(byte[] rlp) {
        RlpItem slow = readSlowly(rlp);
        assertThat(CanonicalRlp.read(rlp)).as("%s", HexData.encode(rlp)).isEqualTo(slow);
    }

    private static @Nullable RlpItem readSlowly(byte[] rlp) {
        try {
            List<RlpItem> items = RLP.decode(Bytes.wrap(rlp), reader -> items(reader, 0));
            boolean isOne = items.size() == 1 && Arrays.equals(items.get(0).encode(), rlp);
            return isOne ? items.get(0) : null;
        } catch (RLPException e) {
            return null;
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
