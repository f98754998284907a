package dev.plumbline.api.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.DueAccrual;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.SignatureStatus;
import dev.plumbline.proofs.event.Weight;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemoEventsTest {
    private static final long START = 1_763_700_000_000L;
    private static final TreeHead HEAD =
            new TreeHead(1_000, TreeHasher.sha256("a tree".getBytes(StandardCharsets.UTF_8)));

    @Test
    void makesExactEventsFromTheFactsThatAreBuiltIn() {
        check(BuiltInFacts.facts());
    }

    @Test
    void makesExactEventsFromThePublicFiles() throws Exception {
        Path data = Path.of(System.getProperty("plumbline.shared", "../shared")).resolve("data");
        if (!Files.isDirectory(data)) {
            System.err.println(
                    "SKIPPED: no public data at " + data.toAbsolutePath().normalize());
            Assumptions.abort("no public data at " + data);
        }
        Facts facts = SharedFacts.read(data);
        assertThat(facts.datasets()).as("an empty folder is a failure").hasSizeGreaterThan(50);
        assertThat(facts.requests()).as("an empty trace is a failure").hasSize(200);
        assertThat(facts.datasets()).extracting(DatasetFact::spdx).contains("CC-BY-4.0", "Apache-2.0", "CC-BY-NC-4.0");
        check(facts);
    }

    @Test
    void makesTheSameEventsFromTheSameSeed() {
        assertThat(all(BuiltInFacts.facts(), 3)).isEqualTo(all(BuiltInFacts.facts(), 3));
        assertThat(all(BuiltInFacts.facts(), 3)).isNotEqualTo(all(BuiltInFacts.facts(), 4));
    }

    private static List<Event> all(Facts facts, long seed) {
        var made = new DemoEvents(facts, START, seed);
        List<Event> events = new ArrayList<>(made.uploads());
        Event model = made.model(HEAD);
        Event method = made.method();
        Event policy = made.policy();
        List<Event> inferences = made.inferences(model.id(), method.id(), HEAD);
        events.add(model);
        events.add(method);
        events.add(policy);
        events.addAll(inferences);
        events.addAll(made.rewards(inferences, policy));
        return events;
    }

    private static void check(Facts facts) {
        List<Event> events = all(facts, 1);
        assertThat(events)
                .hasSize(facts.datasets().size() + 3 + 2 * facts.requests().size());
        Map<String, Long> numbers = new HashMap<>();
        Map<Object, BigInteger> fees = new HashMap<>();
        Map<EventId, Event> byId = new HashMap<>();
        for (Event event : events) {
            assertThat(event.checkSignatures()).isEqualTo(SignatureStatus.VALID);
            assertThat(event.namespace().slug()).contains("synthetic");
            assertThat(event.iseq()).isEqualTo(numbers.merge(event.issuer().encode(), 1L, Long::sum));
            if (event.body() instanceof Inference inference) {
                fees.put(event.id(), inference.fee().amount());
                assertThat(weights(inference.attribution())).isEqualTo(BigInteger.valueOf(Weight.WHOLE));
            }
            byId.put(event.id(), event);
            if (event.body() instanceof RewardAccrue reward) {
                assertThat(due(reward, byId).differenceFrom(reward)).isNull();
                BigInteger paid =
                        reward.lines().stream().map(RewardAccrue.Line::amount).reduce(BigInteger.ZERO, BigInteger::add);
                assertThat(paid).isEqualTo(fees.remove(reward.inference())).isPositive();
            }
            if (event.body() instanceof DatanetUpload upload) {
                assertThat(upload.content().digest()).isNotNull();
            }
        }
        assertThat(fees).as("inferences that nobody was paid for").isEmpty();
    }

    private static DueAccrual due(RewardAccrue reward, Map<EventId, Event> byId) {
        Inference inference = (Inference) byId.get(reward.inference()).body();
        return DueAccrual.ofInference(reward.inference(), inference, reward.policy(), (PolicySplit)
                byId.get(reward.policy()).body());
    }

    private static BigInteger weights(Attribution attribution) {
        BigInteger sum = BigInteger.valueOf(attribution.unattributed());
        for (Attribution.Line line : attribution.lines()) {
            sum = sum.add(BigInteger.valueOf(line.weight()));
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource
    void tampersWithExactlyOneByte(Tampering part) throws Exception {
        Path example = Path.of(System.getProperty("plumbline.root", ".."))
                .resolve("samples/verify-receipt/example.receipt.json");
        byte[] whole = Files.readAllBytes(example);
        byte[] changed = part.tamper(whole, Demo.ORIGIN);
        assertThat(changed).hasSameSizeAs(whole);
        int differences = 0;
        for (int i = 0; i < whole.length; i++) {
            differences += whole[i] == changed[i] ? 0 : 1;
        }
        assertThat(differences).isEqualTo(1);
        assertThatThrownBy(() -> part.tamper("{}".getBytes(StandardCharsets.UTF_8), Demo.ORIGIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part.title());
    }
}
