package dev.plumbline.proofs.rollup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.testkit.ForcedWorld;
import dev.plumbline.testkit.SignedPayload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every member of every file about a rollup: left out, of another sort, or one too many. */
final class EvidenceFormTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Members that may be missing. Without a game, or a signed block, another form is read, which lacks its own. */
    private static final Set<String> OPTIONAL = Set.of("event", "later", "latest", "isthmus_time", "registry");

    private interface Reader {
        byte[] readAndWrite(byte[] json) throws MalformedException;
    }

    private record Sample(String name, String json, Reader reader) {
        Sample(String name, byte[] json, Reader reader) {
            this(name, new String(json, UTF_8), reader);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sample> samples() {
        SampleSettlement game = SampleSettlement.ofGame();
        SampleSettlement output = SampleSettlement.ofOutput();
        var forced = new ForcedWorld();
        ForcedEvidence plain = forced.evidence(forced.first(forced.deposit()));
        var signed = new RollupBlock.BySignature(new SignedPayload(4).block());
        Reader settlement = json -> SettlementEvidence.parse(json).encode();
        Reader forcing = json -> ForcedEvidence.parse(json).encode();
        Reader profile = json -> RollupProfile.parse(json).encode();
        return Stream.of(
                new Sample("settlement by game", game.evidence().encode(), settlement),
                new Sample("settlement by oracle", output.evidence().encode(), settlement),
                new Sample("forced", plain.encode(), forcing),
                new Sample(
                        "forced, signed",
                        plain.with(RawRlp.of(forced.origin()), List.of(signed)).encode(),
                        forcing),
                new Sample("profile of games", game.profile().encode(), profile),
                new Sample("profile of an oracle", output.profile().encode(), profile),
                new Sample("whole profile", wholeProfile().encode(), profile),
                new Sample(
                        "equivocation",
                        equivocation().encode(),
                        json -> SequencerEquivocation.parse(json).encode()));
    }

    private static RollupProfile wholeProfile() {
        return new RollupProfile(
                SampleSettlement.CHAIN,
                SampleSettlement.L1_CHAIN,
                SampleSettlement.CONTRACT,
                LayoutProfile.DISPUTE_GAMES,
                0L,
                new TreeSet<>(Set.of(0L, 1L)),
                SampleSettlement.DELAY,
                List.of(Word.ofNumber(1), Word.ofNumber(2)),
                SampleSettlement.REGISTRY);
    }

    private static SequencerEquivocation equivocation() {
        var other = new SignedPayload(4);
        other.timestamp++;
        return java.util.Objects.requireNonNull(
                SequencerEquivocation.of(RollupChain.of(901), new SignedPayload(4).block(), other.block()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadAsItWasWritten(Sample sample) throws MalformedException {
        byte[] json = sample.json.getBytes(UTF_8);
        assertThat(sample.reader.readAndWrite(json)).isEqualTo(json);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void takesNoMemberThatItDoesNotKnow(Sample sample) throws IOException {
        int places = objects(JSON.readTree(sample.json)).size();
        for (int place = 0; place < places; place++) {
            JsonNode changed = JSON.readTree(sample.json);
            objects(changed).get(place).put("also", 1);
            assertThat(refusal(sample, changed)).isEqualTo(Malformed.UNKNOWN_KEY);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void lacksNoMemberButThoseThatMayBeMissing(Sample sample) throws IOException {
        int places = objects(JSON.readTree(sample.json)).size();
        for (int place = 0; place < places; place++) {
            for (String key : keys(objects(JSON.readTree(sample.json)).get(place))) {
                JsonNode changed = JSON.readTree(sample.json);
                objects(changed).get(place).remove(key);
                if (OPTIONAL.contains(key)) {
                    assertThat(refusal(sample, changed)).as(key).isNull();
                } else {
                    assertThat(refusal(sample, changed)).as(key).isIn(Malformed.MISSING_KEY, Malformed.UNKNOWN_KEY);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void holdsEveryMemberToItsSort(Sample sample) throws IOException {
        int places = objects(JSON.readTree(sample.json)).size();
        for (int place = 0; place < places; place++) {
            for (String key : keys(objects(JSON.readTree(sample.json)).get(place))) {
                for (String other : new String[] {"true", "-1", "\"?\"", "[true]"}) {
                    JsonNode changed = JSON.readTree(sample.json);
                    objects(changed).get(place).set(key, JSON.readTree(other));
                    assertThat(refusal(sample, changed)).as(key + " = " + other).isNotNull();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isOfItsVersionAndKind(Sample sample) throws IOException {
        for (String member : new String[] {"v", "kind"}) {
            JsonNode changed = JSON.readTree(sample.json);
            if (member.equals("v")) {
                ((ObjectNode) changed).put(member, 2);
            } else {
                ((ObjectNode) changed).put(member, "other");
            }
            assertThat(refusal(sample, changed)).isEqualTo(Malformed.UNSUPPORTED);
        }
    }

    @Test
    void theLogOfADepositStandsNoEarlierInItsBlockThanInItsReceipt() throws IOException, MalformedException {
        var world = new ForcedWorld();
        world.log = 7;
        ForcedEvidence edge = world.evidence();
        assertThat(ForcedEvidence.parse(edge.encode()).logIndex()).isEqualTo(7);
        ObjectNode changed = (ObjectNode) JSON.readTree(edge.encode());
        changed.put("log", 8);
        assertThatThrownBy(() -> ForcedEvidence.parse(JSON.writeValueAsBytes(changed)))
                .isInstanceOf(MalformedException.class);
        changed.put("log", 1L << 31).put("log_index", 1L << 31);
        assertThatThrownBy(() -> ForcedEvidence.parse(JSON.writeValueAsBytes(changed)))
                .isInstanceOf(MalformedException.class);
        changed.put("log", 0).put("log_index", 0).put("transaction", 0);
        assertThat(ForcedEvidence.parse(JSON.writeValueAsBytes(changed)).log()).isZero();
    }

    @Test
    void gamesAndOutputsAreNumberedFromZero() throws IOException, MalformedException {
        byte[] json = SampleSettlement.ofOutput().evidence().encode();
        ObjectNode first = (ObjectNode) JSON.readTree(json);
        first.put("output", 0);
        assertThat(SettlementEvidence.parse(JSON.writeValueAsBytes(first)).claim())
                .isEqualTo(new OutputEvidence(0));
        assertThatThrownBy(() -> new OutputEvidence(-1)).isInstanceOf(IllegalArgumentException.class);
        ObjectNode game =
                (ObjectNode) JSON.readTree(SampleSettlement.ofGame().evidence().encode());
        ((ObjectNode) game.get("game")).put("type", DisputeGame.TYPE_MAX);
        var claim = (GameEvidence)
                SettlementEvidence.parse(JSON.writeValueAsBytes(game)).claim();
        assertThat(claim.type()).isEqualTo(DisputeGame.TYPE_MAX);
    }

    private static @org.jspecify.annotations.Nullable Malformed refusal(Sample sample, JsonNode changed)
            throws IOException {
        try {
            sample.reader.readAndWrite(JSON.writeValueAsBytes(changed));
            return null;
        } catch (MalformedException e) {
            return e.code();
        }
    }

    private static List<ObjectNode> objects(JsonNode node) {
        List<ObjectNode> found = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            found.add(object);
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(child -> found.addAll(objects(child)));
        }
        return found;
    }

    private static List<String> keys(ObjectNode object) {
        List<String> keys = new ArrayList<>();
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            keys.add(names.next());
        }
        return keys;
    }
}
