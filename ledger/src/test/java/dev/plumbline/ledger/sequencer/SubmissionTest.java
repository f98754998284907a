package dev.plumbline.ledger.sequencer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.Eip1559Transaction;
import dev.plumbline.ledger.rpc.Fees;
import dev.plumbline.ledger.sequencer.EndpointAnswer.Outcome;
import dev.plumbline.ledger.sequencer.SubmissionState.Stage;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.disclosure.DisclosureStatus;
import dev.plumbline.proofs.disclosure.Salt;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.event.EndpointResponse;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.SequencerSubmit;
import dev.plumbline.testkit.Anvil;
import dev.plumbline.testkit.LyingNode;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One rollup, several ways to it, a log that watches, and a writer that may die on any line. */
final class SubmissionTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String SEND = "eth_sendRawTransaction";
    private static final Salt SALT = Salt.of(SampleEvents.hash("salt").bytes());

    @TempDir
    Path folder;

    private final InstantSource clock = InstantSource.system();
    private Anvil anvil;
    private WitnessLog ledger;
    private AccountKey key;
    private SubmittedTransaction transaction;
    private Path file;

    @BeforeEach
    void startRollup() throws Exception {
        anvil = Anvil.start("--network", "optimism", "--chain-id", "901");
        ledger = new WitnessLog(folder.resolve("log"), clock);
        key = AccountKey.of(HexData.parseExactly(Anvil.FIRST_KEY, "key", 32));
        transaction = transfer(0);
        file = folder.resolve("first" + SubmissionFile.SUFFIX);
    }

    @AfterEach
    void stopRollup() throws IOException {
        ledger.close();
        anvil.close();
    }

    private SubmittedTransaction transfer(long nonce) {
        var fees = new Fees(BigInteger.valueOf(1_000_000), BigInteger.TEN.pow(10));
        var to = Address.of(new byte[Address.LENGTH]);
        return SubmittedTransaction.of(
                new Eip1559Transaction(901, nonce, fees, 21_000, to, BigInteger.ONE, Bytes.EMPTY).sign(key));
    }

    private static Endpoints endpoints(LyingNode... nodes) {
        var all = new ArrayList<Endpoint>();
        for (LyingNode node : nodes) {
            all.add(new Endpoint("door-" + all.size(), node.url()));
        }
        return Endpoints.of(all, TIMEOUT);
    }

    private Submission prepare(Endpoints endpoints, SubmissionLog log, SubmissionStore store) throws IOException {
        return Submission.prepare(transaction, SampleEvents.id("event"), SALT, endpoints, log, store, clock);
    }

    private List<SequencerSubmit> logged() throws IOException, MalformedException {
        return ledger.events().stream()
                .map(event -> (SequencerSubmit) event.body())
                .toList();
    }

    private static void refuse(ObjectNode answer, String words) {
        answer.remove("result");
        answer.putObject("error").put("code", -32_000).put("message", words);
    }

    @Test
    void theLogHoldsTheIntentionBeforeTheFirstByteGoesOut() throws Exception {
        try (var spy = new LyingNode(anvil.url())) {
            var heldAtSend = new ArrayList<SequencerSubmit>();
            spy.lieTo(SEND, (answer, params) -> {
                // The proxy answers only after the chain has; so the log had it before this endpoint could.
                try {
                    heldAtSend.addAll(logged());
                } catch (MalformedException e) {
                    throw new IOException(e);
                }
            });
            Submission submission = prepare(endpoints(spy), ledger.log(), new SubmissionFile(file));
            assertThat(submission.state().stage()).isEqualTo(Stage.SIGNED);
            SubmissionState state = submission.send();

            assertThat(heldAtSend).singleElement().satisfies(held -> {
                assertThat(held.via()).allMatch(via -> via.response() == null && via.atMillis() == null);
                assertThat(held.rawCommitment()).isEqualTo(state.opening().commitment());
                assertThat(held.event()).isEqualTo(SampleEvents.id("event"));
            });
            assertThat(state.stage()).isEqualTo(Stage.ANSWERED);
            assertThat(logged()).hasSize(2);
            SequencerSubmit answered = logged().get(1);
            assertThat(answered.via()).singleElement().satisfies(via -> {
                assertThat(via.response()).isEqualTo(EndpointResponse.HASH);
                assertThat(via.atMillis()).isGreaterThanOrEqualTo(answered.submittedAtMillis());
            });
            assertThat(answered.tx().hex()).isEqualTo(transaction.hash().hex().substring(2));
            assertThat(answered.from()).isEqualTo(key.address().hex());
            assertThat(anvil.call(
                                    "eth_getTransactionReceipt",
                                    transaction.hash().hex())
                            .path("status")
                            .asText())
                    .isEqualTo("0x1");
        }
    }

    @Test
    void saysOfEachEndpointWhatItSaid() throws Exception {
        var released = new CountDownLatch(1);
        try (var honest = new LyingNode(anvil.url());
                var lying = new LyingNode(anvil.url());
                var silent = new LyingNode(anvil.url());
                var refusing = new LyingNode(anvil.url())) {
            lying.lieAbout(SEND, answer -> {
                answer.remove("error");
                answer.put("result", "0x" + "ab".repeat(32));
            });
            silent.answerRaw(SEND, (exchange, id) -> {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            refusing.lieAbout(SEND, answer -> refuse(answer, "sender is not welcome"));
            Submission submission =
                    prepare(endpoints(honest, lying, silent, refusing), ledger.log(), new SubmissionFile(file));
            submission.send();
            assertThat(submission.answers().stream().map(EndpointAnswer::outcome))
                    .containsExactly(Outcome.TAKEN, Outcome.NONSENSE, Outcome.SILENT, Outcome.REFUSED);
            List<SequencerSubmit.Via> via = logged().get(1).via();
            assertThat(via.stream().map(SequencerSubmit.Via::response))
                    .containsExactly(EndpointResponse.HASH, null, EndpointResponse.TIMEOUT, EndpointResponse.ERROR);
            assertThat(via).allMatch(each -> each.atMillis() != null);
            assertThat(via.get(3).endpoint())
                    .isEqualTo(SampleEvents.hash(refusing.url().toString()));
        } finally {
            released.countDown();
        }
    }

    @Test
    void anEndpointThatHasItAlreadyHasTakenIt() throws Exception {
        anvil.call(SEND, HexData.encode(transaction.signed().raw()));
        try (var door = new LyingNode(anvil.url())) {
            door.lieAbout(SEND, answer -> refuse(answer, "already known"));
            Submission submission = prepare(endpoints(door), ledger.log(), new SubmissionFile(file));
            submission.send();
            assertThat(submission.answers().get(0).outcome()).isEqualTo(Outcome.TAKEN);
        }
    }

    /** Dies right after a state was kept, which is the last line of each step. */
    @ParameterizedTest
    @EnumSource(Stage.class)
    void goesOnAfterDyingBehindAnyStep(Stage last) throws Exception {
        var sendings = new AtomicInteger();
        try (var door = new LyingNode(anvil.url())) {
            door.lieAbout(SEND, answer -> sendings.incrementAndGet());
            Endpoints endpoints = endpoints(door);
            var kept = new SubmissionFile(file);
            assertThatThrownBy(() -> prepare(endpoints, ledger.log(), dyingBehind(last, kept))
                            .send())
                    .isInstanceOf(IOException.class)
                    .hasMessage("died");
            SubmissionState found = SubmissionFile.read(file);
            assertThat(found.stage()).isEqualTo(last);

            Submission again = Submission.resume(found, endpoints, ledger.log(), kept, clock);
            assertThat(again.send().stage()).isEqualTo(Stage.ANSWERED);
            assertThat(sendings).hasValue(1);
            assertThat(logged()).hasSize(2);
            assertThat(SubmissionFile.read(file).stage()).isEqualTo(Stage.ANSWERED);
        }
    }

    /** Dies right before a state is kept: the log or the endpoints have done their part, and the disk does not know. */
    @ParameterizedTest
    @CsvSource({"WITNESSED,SIGNED", "SENDING,WITNESSED", "SENT,SENDING", "ANSWERED,SENT"})
    void goesOnAfterDyingBeforeAnyStepWasKept(Stage lost, Stage kept) throws Exception {
        var sendings = new AtomicInteger();
        try (var door = new LyingNode(anvil.url())) {
            door.lieAbout(SEND, answer -> sendings.incrementAndGet());
            Endpoints endpoints = endpoints(door);
            var store = new SubmissionFile(file);
            assertThatThrownBy(() -> prepare(endpoints, ledger.log(), dyingBefore(lost, store))
                            .send())
                    .hasMessage("died");
            SubmissionState found = SubmissionFile.read(file);
            assertThat(found.stage()).isEqualTo(kept);

            Submission again = Submission.resume(found, endpoints, ledger.log(), store, clock);
            assertThat(again.send().stage()).isEqualTo(Stage.ANSWERED);
            assertThat(sendings).hasValue(1);
            assertThat(logged()).hasSize(2);
            boolean isAnswerLost = lost == Stage.SENT;
            assertThat(logged().get(1).via().get(0).response()).isEqualTo(isAnswerLost ? null : EndpointResponse.HASH);
        }
    }

    private static SubmissionStore dyingBehind(Stage last, SubmissionFile file) {
        return state -> {
            file.keep(state);
            if (state.stage() == last) {
                throw new IOException("died");
            }
        };
    }

    private static SubmissionStore dyingBefore(Stage lost, SubmissionFile file) {
        return state -> {
            if (state.stage() == lost) {
                throw new IOException("died");
            }
            file.keep(state);
        };
    }

    @Test
    void isNotSentAgainWhereNobodyCanSayWhetherItWas() throws Exception {
        try (var door = new LyingNode(anvil.url())) {
            Endpoints endpoints = endpoints(door);
            var kept = new SubmissionFile(file);
            assertThatThrownBy(() -> prepare(endpoints, ledger.log(), dyingBehind(Stage.SENDING, kept))
                            .send())
                    .hasMessage("died");
            door.answerRaw("*", (exchange, id) -> LyingNode.reply(exchange, 503, "down"));
            Submission again = Submission.resume(SubmissionFile.read(file), endpoints, ledger.log(), kept, clock);
            assertThatThrownBy(again::send).hasMessageContaining("not sent again");
            assertThat(logged()).hasSize(1);
            door.tellTheTruth();
            assertThat(again.send().stage()).isEqualTo(Stage.ANSWERED);
        }
    }

    @Test
    void signsAnewWhereItsNumberWasTakenMeanwhile() throws Exception {
        try (var door = new LyingNode(anvil.url())) {
            Submission submission = prepare(endpoints(door), ledger.log(), new SubmissionFile(file));
            Event first = submission.state().intention();
            SequencedLog other = ledger.log();
            other.append(SampleEvents.method(), clock.millis());
            Submission again = Submission.resume(
                    submission.state(), endpoints(door), ledger.log(), new SubmissionFile(file), clock);
            SubmissionState state = again.send();
            assertThat(state.intention().id()).isNotEqualTo(first.id());
            assertThat(state.intention().iseq()).isEqualTo(2);
            assertThat(ledger.events()).hasSize(3);
        }
    }

    @Test
    void itsFileIsForItsOwnerAloneAndOpensTheCommitment() throws Exception {
        try (var door = new LyingNode(anvil.url())) {
            SubmissionState state = prepare(endpoints(door), ledger.log(), new SubmissionFile(file))
                    .send();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            SubmissionState read = SubmissionFile.read(file);
            assertThat(read.encode()).isEqualTo(state.encode());
            assertThat(read.opening().check(logged().get(0))).isEqualTo(DisclosureStatus.VALID);
            assertThat(read.opening().check(logged().get(1))).isEqualTo(DisclosureStatus.VALID);
            assertThat(state.toString()).doesNotContain(SALT.base64());
            String text = Files.readString(file);
            byte[] spaced = text.replaceFirst(":", ": ").getBytes(UTF_8);
            assertThatThrownBy(() -> SubmissionState.parse(spaced)).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void otherEndpointsThanThoseOfTheIntentionAreRefused() throws Exception {
        try (var door = new LyingNode(anvil.url());
                var other = new LyingNode(anvil.url())) {
            SubmissionState state = prepare(endpoints(door), ledger.log(), new SubmissionFile(file))
                    .state();
            SubmissionLog log = ledger.log();
            assertThatThrownBy(() -> Submission.resume(state, endpoints(other), log, kept -> {}, clock))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
