package dev.plumbline.proofs.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.merkle.MultiInclusionProof;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.verify.Check;
import dev.plumbline.proofs.verify.Reason;
import dev.plumbline.testkit.SampleEvents;
import dev.plumbline.testkit.SampleTrace;
import dev.plumbline.testkit.SampleWitnesses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A good file, changed in one place: every member, every entry, every hash. */
final class TamperedTraceTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SampleTrace log = SampleTrace.paid();
    private final TraceBundle good = log.trace(log.at(7), 0L, List.of(0L, 2L, 3L, 4L, 5L, 6L, 7L));

    private static TraceVerdict verify(String file) {
        return new TraceVerifier(SampleTrace.TRUST).verify(file.getBytes(UTF_8));
    }

    private Reason reasonAfter(Consumer<ObjectNode> change) {
        try {
            ObjectNode file = (ObjectNode) MAPPER.readTree(new String(good.encode(), UTF_8));
            change.accept(file);
            TraceVerdict verdict =
                    verify(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(file));
            assertThat(verdict).isInstanceOf(TraceVerdict.Rejected.class);
            return ((TraceVerdict.Rejected) verdict).reason();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void mayBeSpelledInAnyWay() throws Exception {
        String pretty = MAPPER.readTree(good.encode()).toPrettyString();
        assertThat(verify(pretty)).isInstanceOf(TraceVerdict.Verified.class);
        assertThat(TraceBundle.parse(pretty.getBytes(UTF_8)).encode()).isEqualTo(good.encode());
        assertThat(TraceBundle.parse(good.encode())).isEqualTo(good);
    }

    @Test
    void everyMemberIsNeededAndNoOtherIsTaken() {
        for (String member : List.of("v", "kind", "subject", "checkpoint", "indexes", "entries", "proof")) {
            assertThat(reasonAfter(file -> file.remove(member))).isEqualTo(Reason.FORMAT_UNREADABLE);
            assertThat(reasonAfter(file -> file.put(member, true))).isEqualTo(Reason.FORMAT_UNREADABLE);
        }
        assertThat(reasonAfter(file -> file.put("size", 8))).isEqualTo(Reason.FORMAT_UNREADABLE);
        assertThat(reasonAfter(file -> file.put("v", 2))).isEqualTo(Reason.FORMAT_UNSUPPORTED);
        assertThat(reasonAfter(file -> file.put("kind", "receipt"))).isEqualTo(Reason.FORMAT_UNSUPPORTED);
        assertThat(reasonAfter(file -> file.put("line", "0"))).isEqualTo(Reason.FORMAT_UNREADABLE);
        assertThat(reasonAfter(file -> file.put("line", -1))).isEqualTo(Reason.FORMAT_UNREADABLE);
        assertThat(reasonAfter(file -> array(file, "indexes").remove(0))).isEqualTo(Reason.FORMAT_UNREADABLE);
    }

    private static ArrayNode array(ObjectNode file, String member) {
        return (ArrayNode) file.get(member);
    }

    @Test
    void anotherSubjectOrLineIsNotExplainedByTheseEntries() {
        assertThat(reasonAfter(file -> file.put("line", 1))).isEqualTo(Reason.TRACE_BROKEN);
        assertThat(reasonAfter(
                        file -> file.put("subject", SampleEvents.id("no event").encode())))
                .isEqualTo(Reason.TRACE_INCOMPLETE);
    }

    @Test
    void everyEntryIsProvenSignedAndInItsPlace() {
        int count = good.entries().size();
        for (int i = 0; i < count; i++) {
            int place = i;
            assertThat(reasonAfter(file -> replace(file, place, "\"issued_at\":1", "\"issued_at\":2")))
                    .isEqualTo(Reason.EVENT_SIGNATURE_BAD);
            assertThat(reasonAfter(file -> replace(file, place, "{", " {"))).isEqualTo(Reason.ENTRY_NOT_CANONICAL);
            assertThat(reasonAfter(file -> {
                        array(file, "entries").remove(place);
                        array(file, "indexes").remove(place);
                    }))
                    .isIn(Reason.PATH_LENGTH_WRONG, Reason.ROOT_MISMATCH);
            assertThat(reasonAfter(file -> array(file, "indexes").set(place, 1)))
                    .isIn(Reason.PATH_LENGTH_WRONG, Reason.ROOT_MISMATCH, Reason.INDEX_OUT_OF_RANGE);
            for (int other = 0; other < i; other++) {
                int otherPlace = other;
                assertThat(reasonAfter(file -> {
                            var first = array(file, "entries").get(otherPlace);
                            array(file, "entries")
                                    .set(otherPlace, array(file, "entries").get(place));
                            array(file, "entries").set(place, first);
                        }))
                        .isEqualTo(Reason.ROOT_MISMATCH);
            }
        }
        assertThat(reasonAfter(file -> array(file, "indexes").set(0, 8))).isEqualTo(Reason.INDEX_OUT_OF_RANGE);
        assertThat(reasonAfter(file -> replace(file, 0, "\"v\":1}", "\"v\":2}")))
                .isEqualTo(Reason.FORMAT_UNSUPPORTED);
    }

    private static void replace(ObjectNode file, int place, String from, String to) {
        String entry = array(file, "entries").get(place).asText();
        assertThat(entry).contains(from);
        array(file, "entries").set(place, TextNode.valueOf(entry.replace(from, to)));
    }

    @Test
    void everyHashIsNeeded() {
        int count = good.proof().hashes().size();
        assertThat(count).isEqualTo(1);
        assertThat(reasonAfter(file -> array(file, "proof").remove(0))).isEqualTo(Reason.PATH_LENGTH_WRONG);
        assertThat(reasonAfter(
                        file -> array(file, "proof").add(array(file, "proof").get(0))))
                .isEqualTo(Reason.PATH_LENGTH_WRONG);
        assertThat(reasonAfter(file ->
                        array(file, "proof").set(0, SampleEvents.hash("other").base64())))
                .isEqualTo(Reason.ROOT_MISMATCH);
        assertThat(reasonAfter(file -> array(file, "proof").set(0, "AAAA"))).isEqualTo(Reason.FORMAT_UNREADABLE);
    }

    @Test
    void theCheckpointIsSignedByALogThatIsBelieved() throws MalformedException {
        assertThat(reasonAfter(file ->
                        file.put("checkpoint", file.get("checkpoint").asText().replace("\n8\n", "\n9\n"))))
                .isEqualTo(Reason.CHECKPOINT_SIGNATURE_BAD);
        var other = new SignerKey("other.example.org/log", KeyType.ED25519, new byte[32]);
        TraceVerdict verdict = new TraceVerifier(TrustPolicy.ofLog(other.verifierKey())).verify(good.encode());
        assertThat(((TraceVerdict.Rejected) verdict).reason()).isEqualTo(Reason.UNKNOWN_LOG);
        assertThat(verdict.steps()).isEmpty();
    }

    @Test
    void witnessesAreAskedForIfTheReaderNamesSome() {
        SignerKey[] witnesses = {SampleWitnesses.ed25519(1), SampleWitnesses.ed25519(2)};
        TrustPolicy both = SampleWitnesses.policy(SampleTrace.LOG.verifierKey(), 2, witnesses);
        for (int count = 0; count <= witnesses.length; count++) {
            SignedNote note =
                    SampleWitnesses.cosigned(good.checkpoint(), 1_763_700_000L, Arrays.copyOf(witnesses, count));
            var bundle = new TraceBundle(good.subject(), good.line(), note, good.proof(), good.entries());
            TraceVerdict verdict = new TraceVerifier(both).verify(bundle.encode());
            boolean isEnough = count == witnesses.length;
            assertThat(verdict instanceof TraceVerdict.Verified).isEqualTo(isEnough);
            assertThat(result(verdict, Check.Name.CHECKPOINT)).isEqualTo(Check.Result.PASSED);
            assertThat(result(verdict, Check.Name.WITNESSES))
                    .isEqualTo(isEnough ? Check.Result.PASSED : Check.Result.FAILED);
            if (verdict instanceof TraceVerdict.Rejected rejected) {
                assertThat(rejected.reason()).isEqualTo(Reason.WITNESS_QUORUM_MISSING);
            }
        }
    }

    private static Check.Result result(TraceVerdict verdict, Check.Name name) {
        return verdict.checks().stream()
                .filter(check -> check.name() == name)
                .findFirst()
                .orElseThrow()
                .result();
    }

    @Test
    void refusesMoreThanItsLimits() {
        List<String> entries = Collections.nCopies(Limits.TRACE_ENTRIES_MAX + 1, "{}");
        var indexes = new ArrayList<Long>();
        for (long i = 0; i < entries.size(); i++) {
            indexes.add(i);
        }
        assertThatThrownBy(() -> new TraceBundle(
                        good.subject(), null, good.checkpoint(), new MultiInclusionProof(indexes, List.of()), entries))
                .isInstanceOf(IllegalArgumentException.class);
        List<Long> most = indexes.subList(0, Limits.TRACE_ENTRIES_MAX);
        var fitting = new TraceBundle(
                good.subject(),
                null,
                good.checkpoint(),
                new MultiInclusionProof(most, List.of()),
                entries.subList(0, most.size()));
        assertThat(fitting.entries()).hasSize(Limits.TRACE_ENTRIES_MAX);
        assertThat(reasonAfter(file -> {
                    var more = file.putArray("entries");
                    entries.forEach(more::add);
                }))
                .isEqualTo(Reason.FORMAT_UNREADABLE);
        byte[] large = new byte[Limits.TRACE_BYTES_MAX + 1];
        assertThatThrownBy(() -> TraceBundle.parse(large))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.LIMIT_EXCEEDED));
        assertThat(reasonAfter(file -> {
                    var more = file.putArray("proof");
                    for (int i = 0; i < Limits.TRACE_TOKENS_MAX; i++) {
                        more.add("A");
                    }
                }))
                .isEqualTo(Reason.FORMAT_UNREADABLE);
    }
}
