package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.rpc.AbiWriter;
import dev.plumbline.ledger.rpc.StrictJson;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Call data and errors against the compiler's own description of the contract, and against words written by hand. */
class RootAnchorCallsTest {
    private static final Hash A = TreeHasher.leaf(new byte[] {1});
    private static final Hash B = TreeHasher.leaf(new byte[] {2});
    private static final Address SOMEBODY = Address.of(HexFormat.of().parseHex("11".repeat(20)));

    private static String word(long number) {
        return String.format("%064x", number);
    }

    private static String hex(byte[] call) {
        return HexFormat.of().formatHex(call);
    }

    private static String arguments(byte[] call) {
        return hex(call).substring(8);
    }

    @Test
    void everyFunctionThatIsCalledIsOneOfTheContracts() throws IOException {
        var head = new TreeHead(5, A);
        var demand = new IncludedDemand(1, 2, List.of());
        Map<String, byte[]> calls = new TreeMap<>(Map.of(
                "anchor", RootAnchor.anchorCall(head, List.of()),
                "anchorAndSatisfy", RootAnchor.anchorAndSatisfyCall(head, List.of(), List.of()),
                "demand", RootAnchor.demandCall(new byte[1]),
                "satisfy", RootAnchor.satisfyCall(demand, 5),
                "nameSuccessor", RootAnchor.nameSuccessorCall(SOMEBODY),
                "acceptOperator", RootAnchor.acceptOperatorCall(),
                "verifyInclusion", RootAnchor.verifyInclusionCall(A, new InclusionProof(0, List.of())),
                "verifyConsistency", RootAnchor.verifyConsistencyCall(head, head, List.of()),
                "demandOf", RootAnchor.demandOfCall(7)));
        Map<String, String> found = new TreeMap<>();
        calls.forEach((name, call) -> found.put(name, hex(Arrays.copyOf(call, 4))));
        Map<String, String> wanted = new TreeMap<>();
        for (JsonNode entry : abi()) {
            String name = entry.path("name").textValue();
            if (entry.path("type").textValue().equals("function") && calls.containsKey(name)) {
                wanted.put(name, hex(AbiWriter.selector(signature(entry))));
            }
        }
        assertThat(found).isEqualTo(wanted).hasSize(calls.size());
    }

    @Test
    void everyErrorOfTheContractIsExplained() throws IOException {
        Set<String> wanted = new TreeSet<>();
        for (JsonNode entry : abi()) {
            if (entry.path("type").textValue().equals("error")) {
                wanted.add(signature(entry));
            }
        }
        assertThat(Arrays.stream(RootAnchorError.values()).map(RootAnchorError::signature))
                .containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void everyEventThatIsReadIsOneOfTheContracts() throws IOException {
        Set<Word> topics = new HashSet<>();
        for (JsonNode entry : abi()) {
            if (entry.path("type").textValue().equals("event")) {
                topics.add(Word.keccak(signature(entry).getBytes(StandardCharsets.US_ASCII)));
            }
        }
        assertThat(topics)
                .contains(DemandedEvent.SIGNATURE, SatisfiedEvent.SIGNATURE, OperatorChangedEvent.SIGNATURE)
                .hasSize(5);
    }

    @Test
    void argumentsOfFixedSizeStandInTheirPlaces() {
        assertThat(arguments(RootAnchor.nameSuccessorCall(SOMEBODY))).isEqualTo("0".repeat(24) + "11".repeat(20));
        assertThat(arguments(RootAnchor.demandOfCall(7))).isEqualTo(word(7));
        assertThat(arguments(RootAnchor.acceptOperatorCall())).isEmpty();
    }

    @Test
    void listsStandBehindTheWordsThatSayWhere() {
        assertThat(arguments(RootAnchor.satisfyCall(new IncludedDemand(3, 9, List.of(A, B)), 10)))
                .isEqualTo(word(3) + word(9) + word(10) + word(0x80) + word(2) + A.hex() + B.hex());
        assertThat(arguments(RootAnchor.verifyInclusionCall(A, new InclusionProof(4, List.of(B)))))
                .isEqualTo(A.hex() + word(4) + word(0x60) + word(1) + B.hex());
        assertThat(arguments(RootAnchor.verifyConsistencyCall(new TreeHead(4, A), new TreeHead(6, B), List.of(A))))
                .isEqualTo(word(4) + A.hex() + word(6) + B.hex() + word(0xa0) + word(1) + A.hex());
    }

    @Test
    void entriesArePaddedToWholeWords() {
        for (int length : new int[] {1, 31, 32, 33, 64}) {
            String bytes = "ab".repeat(length);
            assertThat(arguments(RootAnchor.demandCall(HexFormat.of().parseHex(bytes))))
                    .isEqualTo(word(0x20) + word(length) + bytes + "0".repeat((64 - 2 * length % 64) % 64));
        }
    }

    @Test
    void satisfactionsEachSayWhereTheyStart() {
        byte[] call = RootAnchor.anchorAndSatisfyCall(
                new TreeHead(10, A),
                List.of(B),
                List.of(new IncludedDemand(3, 9, List.of(A, B)), new IncludedDemand(4, 8, List.of())));
        assertThat(arguments(call))
                .isEqualTo(word(10)
                        + A.hex()
                        + word(0x80)
                        + word(0xc0)
                        // the consistency proof
                        + word(1)
                        + B.hex()
                        // two satisfactions, and where they start behind this
                        + word(2)
                        + word(0x40)
                        + word(0x100)
                        + word(3)
                        + word(9)
                        + word(0x60)
                        + word(2)
                        + A.hex()
                        + B.hex()
                        + word(4)
                        + word(8)
                        + word(0x60)
                        + word(0));
    }

    @Test
    void explainsAnErrorOnlyDownToItsLastBit() {
        byte[] revert = HexFormat.of()
                .parseHex(hex(AbiWriter.selector("NotPaid(address,uint256)"))
                        + "0".repeat(24)
                        + "11".repeat(20)
                        + word(7));
        assertThat(RootAnchorError.of(revert)).isEqualTo(RootAnchorError.NOT_PAID);
        assertThat(RootAnchorError.explain(revert)).isEqualTo("0x" + "11".repeat(20) + " refused 7 wei of deposits");
        assertThat(RootAnchorError.of(Arrays.copyOf(revert, revert.length - 1))).isNull();
        assertThat(RootAnchorError.of(Arrays.copyOf(revert, revert.length + 1))).isNull();
        assertThat(RootAnchorError.of(new byte[0])).isNull();
        revert[4 + 11] = 1;
        assertThat(RootAnchorError.explain(revert)).as("an address of 21 bytes").isNull();
        byte[] open = HexFormat.of().parseHex(hex(AbiWriter.selector("NotOpen(uint64)")) + word(7));
        assertThat(RootAnchorError.explain(open)).isEqualTo("demand 7 is not open");
        open[4 + 23] = 1;
        assertThat(RootAnchorError.explain(open)).as("an id of 65 bits").isNull();
        open[0]++;
        assertThat(RootAnchorError.explain(open)).isNull();
    }

    private static String signature(JsonNode entry) {
        return entry.path("name").textValue() + types(entry.path("inputs"));
    }

    private static String types(JsonNode inputs) {
        var types = new StringBuilder("(");
        for (JsonNode input : inputs) {
            String type = input.path("type").textValue();
            types.append(types.length() == 1 ? "" : ",")
                    .append(type.startsWith("tuple") ? types(input.path("components")) + type.substring(5) : type);
        }
        return types.append(')').toString();
    }

    private static JsonNode abi() throws IOException {
        try (InputStream stream = RootAnchor.class.getResourceAsStream("RootAnchor.json")) {
            assertThat(stream).isNotNull();
            return StrictJson.read(stream.readAllBytes()).path("abi");
        }
    }
}
