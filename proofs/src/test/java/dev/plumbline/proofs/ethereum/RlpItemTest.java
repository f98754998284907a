package dev.plumbline.proofs.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.testkit.SharedVectors;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RlpItemTest {
    @Test
    void readsAndWritesEveryPublicVector() throws MalformedException {
        JsonNode vectors = SharedVectors.json("ethereum/RLPTests/rlptest.json");
        assertThat(vectors).hasSize(28);
        for (Map.Entry<String, JsonNode> vector : vectors.properties()) {
            byte[] rlp = SlowTrie.bytes(vector.getValue().get("out").textValue());
            RlpItem wanted = item(vector.getValue().get("in"));
            assertThat(RlpItem.parse(rlp, "vector")).as(vector.getKey()).isEqualTo(wanted);
            assertThat(wanted.encode()).as(vector.getKey()).isEqualTo(rlp);
        }
    }

    @Test
    void refusesEveryInvalidPublicVector() {
        JsonNode vectors = SharedVectors.json("ethereum/RLPTests/invalidRLPTest.json");
        assertThat(vectors).hasSize(26);
        for (Map.Entry<String, JsonNode> vector : vectors.properties()) {
            byte[] rlp = SlowTrie.bytes(vector.getValue().get("out").textValue());
            assertThatThrownBy(() -> RlpItem.parse(rlp, "vector"))
                    .as(vector.getKey())
                    .isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void acceptsOfAllShortStringsExactlyThoseThatItWouldWrite() {
        int accepted = 0;
        for (int length = 0; length <= 2; length++) {
            for (int value = 0; value < 1 << (8 * length); value++) {
                byte[] rlp = length == 0
                        ? new byte[0]
                        : length == 1 ? new byte[] {(byte) value} : new byte[] {(byte) (value >> 8), (byte) value};
                try {
                    assertThat(RlpItem.parse(rlp, "short").encode()).isEqualTo(rlp);
                    accepted++;
                } catch (MalformedException e) {
                    assertThat(e.code()).isIn(Malformed.SYNTAX, Malformed.NOT_CANONICAL);
                }
            }
        }
        // One byte: 128 characters, the empty string, the empty list. Two: 128 characters that need a length, and
        // lists of one item of one byte.
        assertThat(accepted).isEqualTo(130 + 128 + 130);
    }

    @Test
    void refusesBytesBeforeAndAfterItsOneItem() {
        for (String rlp : List.of("0x", "0x0505", "0xc080", "0x80c0", "0x83646f6700")) {
            assertThatThrownBy(() -> RlpItem.parse(SlowTrie.bytes(rlp), "more"))
                    .as(rlp)
                    .isInstanceOfSatisfying(
                            MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.SYNTAX));
        }
    }

    @Test
    void throwsNothingButItsOwnExceptionWhateverTheBytes() {
        var random = new SplittableRandom(5);
        for (int round = 0; round < 50_000; round++) {
            byte[] rlp = new byte[random.nextInt(1, 40)];
            random.nextBytes(rlp);
            if (random.nextBoolean()) {
                rlp[0] = (byte) (0xb0 + random.nextInt(0x50));
            }
            try {
                assertThat(RlpItem.parse(rlp, "noise").encode()).isEqualTo(rlp);
            } catch (MalformedException e) {
                assertThat(e.subject()).isEqualTo("noise");
            }
        }
    }

    /** Other tests compare items, and would prove nothing if all were equal. */
    @Test
    void stringsAreEqualByTheirBytesAlone() throws MalformedException {
        RlpItem first = RlpItem.parse(SlowTrie.bytes("0x820102"), "item");
        assertThat(first).isEqualTo(RlpItem.of(new byte[] {1, 2})).isNotEqualTo(RlpItem.of(new byte[] {1, 3}));
        assertThat(first).isNotEqualTo(RlpItem.of(new byte[] {1})).isNotEqualTo(RlpItem.of(List.of(first)));
    }

    @Test
    void refusesListsNestedBeyondTheLimit() throws MalformedException {
        RlpItem item = RlpItem.of(List.of());
        for (int depth = 1; depth < RlpItem.DEPTH_MAX; depth++) {
            item = RlpItem.of(List.of(item));
        }
        assertThat(RlpItem.parse(item.encode(), "deep")).isEqualTo(item);
        byte[] deeper = RlpItem.of(List.of(item)).encode();
        assertThatThrownBy(() -> RlpItem.parse(deeper, "deep"))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.LIMIT_EXCEEDED));
    }

    private static RlpItem item(JsonNode in) {
        if (in.isArray()) {
            List<RlpItem> items = new ArrayList<>();
            for (Iterator<JsonNode> it = in.elements(); it.hasNext(); ) {
                items.add(item(it.next()));
            }
            return RlpItem.of(items);
        }
        if (in.isNumber()) {
            return RlpItem.ofNumber(in.bigIntegerValue());
        }
        String text = in.textValue();
        return text.startsWith("#")
                ? RlpItem.ofNumber(new BigInteger(text.substring(1)))
                : RlpItem.of(SlowTrie.bytes(text));
    }
}
