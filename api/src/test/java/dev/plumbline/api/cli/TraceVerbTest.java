package dev.plumbline.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.api.http.HttpConfig;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.proofs.event.Correction;
import dev.plumbline.proofs.event.CorrectionClass;
import dev.plumbline.proofs.event.DisputeCode;
import dev.plumbline.proofs.event.DisputeOpen;
import dev.plumbline.proofs.event.DueAccrual;
import dev.plumbline.proofs.event.Effective;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventIdSet;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.KeyRotate;
import dev.plumbline.proofs.event.PeriodEarnings;
import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.testkit.SampleEvents;
import dev.plumbline.testkit.SampleTrace;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From uploads to a payment, submitted to a real log, and asked why. Each file is then checked without the log. */
final class TraceVerbTest {
    private static final int INFERENCE = 5;
    private static final int ACCRUAL = 6;
    private static final int PAYMENT = 7;

    @TempDir
    private Path folder;

    private final SampleTrace events = SampleTrace.paid();
    private RunningLog log;
    private String url;
    private int submitted;

    @BeforeEach
    void startLog() throws Exception {
        var config = LedgerConfig.of(folder.resolve("data"), SampleTrace.LOG, InstantSource.system())
                .withSegmentBytes(1 << 18)
                .withPublishIntervalMillis(10);
        log = RunningLog.start(config, HttpConfig.of("127.0.0.1", 0), new L1Options(), ServeConfig.empty());
        url = "http://127.0.0.1:" + log.port();
        submit();
    }

    @AfterEach
    void stopLog() throws Exception {
        log.close();
    }

    /** Submits what was added since, and waits until the index has it. */
    private void submit() throws Exception {
        var client = LogClient.of(url);
        while (submitted < events.size()) {
            LogClient.Answer answer = client.post(
                    "/v1/events", "application/json", events.at(submitted++).entry());
            assertThat(answer.isOk()).as(answer.problem()).isTrue();
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (client.requireJson("/v1/events?limit=1").path("indexed_size").asLong() < events.size()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private CapturedConsole run(int exitCode, String... words) {
        var console = new CapturedConsole();
        assertThat(Plumb.run(console.console(), words)).as("%s", console.text()).isEqualTo(exitCode);
        return console;
    }

    private String vkey() {
        return SampleTrace.LOG.verifierKey().encode();
    }

    private String idOf(int index) {
        return events.at(index).id().encode();
    }

    private String file() {
        return folder.resolve("mine.trace.json").toString();
    }

    @Test
    void saysWhyAPaymentIsWhatItIsAndKeepsAFileThatVerifiesOffline() throws Exception {
        CapturedConsole told = run(0, "trace", "--url", url, "--vkey", vkey(), idOf(PAYMENT), "--out", file());
        assertThat(told.out())
                .contains("1000000000000000000 units (1 OPEN) × 500000 of 1000000 (50 %) = 500000000000000000 units")
                .contains("0.5 OPEN × 25 % = 125000000000000000 units (0.125 OPEN); rounding: +0 units")
                .contains("not proven: that the transaction is on its chain")
                .contains("VERIFIED  entry 7 of ledger.example.org/attribution: 125000000000000000 units (0.125 OPEN)");
        log.close();
        assertThat(run(0, "verify", "--vkey", vkey(), file()).out()).isEqualTo(told.out());
        assertThat(run(0, "explain", file()).out())
                .contains("It holds 7 entries")
                .contains("entry 7");
        String tampered = Files.readString(Path.of(file())).replace("\\\"amount\\\":\\\"125", "\\\"amount\\\":\\\"126");
        Files.writeString(Path.of(file()), tampered);
        assertThat(run(1, "verify", "--vkey", vkey(), file()).out()).contains("ENTRY_NOT_CANONICAL");
    }

    @Test
    void answersForOneLineInJson() throws Exception {
        int line = SampleTrace.contributorLine(events.at(ACCRUAL), events.at(0));
        CapturedConsole told =
                run(0, "trace", "--url", url, "--vkey", vkey(), "-o", "json", "--line", "" + line, idOf(ACCRUAL));
        JsonNode json = Json.parse(told.out().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(json.path("verdict").asText()).isEqualTo("VERIFIED");
        assertThat(json.path("amount").asText()).isEqualTo("125000000000000000");
        assertThat(json.path("token").asText()).isEqualTo(SampleEvents.TOKEN);
        assertThat(json.path("explanation").size()).isGreaterThan(8);
        assertThat(run(3, "trace", "--url", url, "--vkey", vkey(), "--line", "99", idOf(ACCRUAL))
                        .err())
                .contains("has 6 lines, want one below that");
        assertThat(run(3, "trace", "--url", url, SampleEvents.id("none").encode())
                        .err())
                .contains("the log has no event");
        run(2, "trace", "--url", url, "--line", "-2", idOf(ACCRUAL));
        run(2, "trace", "--url", url, "x");
    }

    @Test
    void laterEntriesAreShownAndChangeNoVerdict() throws Exception {
        String receipt = folder.resolve("mine.receipt.json").toString();
        run(0, "receipt", "--url", url, idOf(INFERENCE), "--out", receipt);
        assertThat(run(0, "verify", "--vkey", vkey(), "--url", url, receipt).out())
                .contains("valid when issued, nothing supersedes it");
        events.add(
                SampleTrace.OPERATOR,
                new Correction(
                        events.at(INFERENCE).id(),
                        CorrectionClass.WITHDRAWAL,
                        null,
                        SampleEvents.hash("reason"),
                        Effective.FROM_NOW,
                        List.of()));
        events.add(
                SampleTrace.CONTRIBUTOR,
                new DisputeOpen(
                        events.at(ACCRUAL).id(),
                        DisputeCode.WRONG_AMOUNT,
                        DisputeOpen.Claim.ofAmount(BigInteger.TEN),
                        List.of(),
                        SampleEvents.ISSUED_AT));
        events.add(
                SampleTrace.OPERATOR,
                new KeyRotate(
                        SampleTrace.OPERATOR.issuer(), SampleEvents.signer(33).issuer()),
                SampleEvents.signer(33));
        submit();
        assertThat(run(0, "trace", "--url", url, "--vkey", vkey(), idOf(PAYMENT))
                        .out())
                .contains("valid when issued, superseded at index 8")
                .contains("disputed as wrong-amount by " + SampleTrace.CONTRIBUTOR.issuer() + ", not resolved")
                .contains("its issuer goes on as " + SampleEvents.signer(33).issuer())
                .contains("VERIFIED");
        assertThat(run(0, "verify", "--vkey", vkey(), "--url", url, receipt).out())
                .contains("the log says, unproven, at size 11: valid when issued, superseded at index 8")
                .contains("at index 10: its issuer goes on as")
                .contains("VERIFIED");
        log.close();
        assertThat(run(0, "verify", "--vkey", vkey(), "--url", url, receipt).out())
                .contains("could not be asked")
                .contains("VERIFIED");
    }

    @Test
    void aPeriodIsFetchedWhole() throws Exception {
        List<Event> covered = new ArrayList<>(List.of(events.at(INFERENCE)));
        for (int i = 2; i <= 12; i++) {
            covered.add(events.add(
                    SampleTrace.OPERATOR,
                    SampleTrace.inference(events.at(2), events.at(3), events.size(), events.at(0), events.at(1), i)));
        }
        var earnings = new PeriodEarnings();
        covered.forEach(event -> earnings.add((Inference) event.body()));
        var period = new RewardAccrue.Period(
                SampleEvents.ISSUED_AT,
                SampleEvents.ISSUED_AT + 13,
                EventIdSet.root(covered.stream().map(Event::id).toList()),
                covered.size());
        Event accrual = events.add(
                SampleTrace.OPERATOR,
                DueAccrual.ofPeriod(period, earnings, events.at(4).id(), (PolicySplit)
                                events.at(4).body())
                        .accrual(events.payees()));
        submit();
        int line = SampleTrace.contributorLine(accrual, events.at(0));
        assertThat(run(
                                0,
                                "trace",
                                "--url",
                                url,
                                "--vkey",
                                vkey(),
                                "--line",
                                "" + line,
                                accrual.id().encode())
                        .out())
                .contains("covers 12 inferences, of which this file holds 12")
                .contains("6 OPEN × 25 % = 1500000000000000000 units (1.5 OPEN); rounding: +0 units");
    }
}
