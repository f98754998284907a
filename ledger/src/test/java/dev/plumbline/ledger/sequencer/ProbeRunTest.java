package dev.plumbline.ledger.sequencer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ledger.fairness.ProbePlan;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.Fees;
import dev.plumbline.proofs.disclosure.Salt;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.PolicyMethod;
import dev.plumbline.proofs.event.SequencerSubmit;
import dev.plumbline.testkit.Anvil;
import dev.plumbline.testkit.LyingNode;
import dev.plumbline.testkit.SampleEvents;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five pairs through a real node, and the draw computed a second time as the documentation has it. */
final class ProbeRunTest {
    private static final byte[] SEED = SampleEvents.hash("seed").bytes();
    private static final int PAIRS = 5;

    @TempDir
    Path folder;

    private static AccountKey key(String hex) throws Exception {
        return AccountKey.of(HexData.parseExactly(hex, "key", 32));
    }

    @Test
    void commitsThenSendsBothOfAPairAtOnceThenDiscloses() throws Exception {
        try (Anvil anvil = Anvil.start("--network", "optimism", "--chain-id", "901");
                var front = new LyingNode(anvil.url());
                var back = new LyingNode(anvil.url());
                var ledger = new WitnessLog(folder, InstantSource.system())) {
            var one = new Endpoint("front", front.url());
            var other = new Endpoint("back", back.url());
            var design = new ProbeDesign(
                    901,
                    new ProbeArm("known", key(Anvil.FIRST_KEY), one),
                    new ProbeArm("unknown", key(Anvil.SECOND_KEY), other),
                    PAIRS,
                    Address.of(new byte[Address.LENGTH]),
                    "",
                    30_000,
                    new Fees(BigInteger.valueOf(1_000_000), BigInteger.TEN.pow(10)));
            var salts = new AtomicInteger();
            var run = new ProbeRun(
                    design,
                    SEED,
                    Endpoints.of(List.of(one, other), Duration.ofSeconds(10)),
                    ledger.log(),
                    () -> Salt.of(
                            SampleEvents.hash("salt " + salts.incrementAndGet()).bytes()),
                    0,
                    0,
                    InstantSource.system());
            assertThatThrownBy(run::sendPair).isInstanceOf(IllegalStateException.class);
            run.announce();
            var sizesAtSend = new ArrayList<Integer>();
            for (LyingNode node : List.of(front, back)) {
                node.lieAbout("eth_sendRawTransaction", answer -> {
                    synchronized (sizesAtSend) {
                        sizesAtSend.add(ledger.size());
                    }
                });
            }
            for (int pair = 0; pair < PAIRS; pair++) {
                sizesAtSend.clear();
                assertThat(run.sendPair()).allMatch(state -> state.stage() == SubmissionState.Stage.ANSWERED);
                // The plan, four events for each pair before, and both intentions.
                assertThat(sizesAtSend).containsExactly(1 + 4 * pair + 2, 1 + 4 * pair + 2);
            }
            assertThatThrownBy(run::sendPair).isInstanceOf(IllegalStateException.class);
            assertThat(run.plan().seed()).isNull();
            run.disclose();
            check(ledger.events(), run.plan(), design);
        }
    }

    private static void check(List<Event> events, ProbePlan plan, ProbeDesign design) throws Exception {
        var announced = (PolicyMethod) events.get(0).body();
        var disclosed = (PolicyMethod) events.get(events.size() - 1).body();
        String commitment = "sha256:" + HexFormat.of().formatHex(sha256("plumbline/probe-seed/v1\0", SEED));
        assertThat(announced.params()).contains(new PolicyMethod.Parameter("seed-commitment", commitment));
        assertThat(announced.params()).noneMatch(param -> param.name().equals("seed"));
        assertThat(disclosed.params())
                .contains(new PolicyMethod.Parameter("seed", HexFormat.of().formatHex(SEED)));
        assertThat(plan.logIndex()).isZero();
        assertThat(plan.seedCommitment()).isEqualTo(commitment);
        assertThat(plan.seed()).isEqualTo(HexFormat.of().formatHex(SEED));

        // From the log alone: intentions about the plan, two for each pair.
        List<SequencerSubmit> intentions = events.stream()
                .map(Event::body)
                .filter(body -> body instanceof SequencerSubmit submit
                        && events.get(0).id().equals(submit.event())
                        && submit.via().get(0).atMillis() == null)
                .map(body -> (SequencerSubmit) body)
                .toList();
        assertThat(intentions).hasSize(2 * PAIRS);
        for (int pair = 0; pair < PAIRS; pair++) {
            byte[] number = ByteBuffer.allocate(4).putInt(pair).array();
            boolean isSwapped = (sha256("plumbline/probe-pair/v1\0", SEED, number)[31] & 1) == 1;
            ProbeArm first = isSwapped ? design.second() : design.first();
            ProbeArm second = isSwapped ? design.first() : design.second();
            assertThat(intentions.get(2 * pair).from())
                    .isEqualTo(first.key().address().hex());
            assertThat(intentions.get(2 * pair + 1).from())
                    .isEqualTo(second.key().address().hex());
            assertThat(plan.assignments().get(2 * pair).arm()).isEqualTo(first.name());
            assertThat(plan.assignments().get(2 * pair + 1).arm()).isEqualTo(second.name());
            assertThat(plan.assignments().get(2 * pair).tx().hex())
                    .isEqualTo("0x" + intentions.get(2 * pair).tx().hex());
        }
    }

    private static byte[] sha256(String domain, byte[]... rest) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(domain.getBytes(US_ASCII));
        for (byte[] part : rest) {
            digest.update(part);
        }
        return digest.digest();
    }
}
