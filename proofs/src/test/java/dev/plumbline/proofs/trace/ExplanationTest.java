package dev.plumbline.proofs.trace;

import static dev.plumbline.testkit.SampleTrace.CONTRIBUTOR;
import static dev.plumbline.testkit.SampleTrace.OPERATOR;
import static dev.plumbline.testkit.SampleTrace.TRUST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.Authority;
import dev.plumbline.proofs.event.Correction;
import dev.plumbline.proofs.event.CorrectionClass;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.DisputeCode;
import dev.plumbline.proofs.event.DisputeOpen;
import dev.plumbline.proofs.event.DisputeResolve;
import dev.plumbline.proofs.event.DueAccrual;
import dev.plumbline.proofs.event.Effective;
import dev.plumbline.proofs.event.ErasureNotice;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventIdSet;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.KeyRevoke;
import dev.plumbline.proofs.event.KeyRotate;
import dev.plumbline.proofs.event.PeriodEarnings;
import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.RewardPay;
import dev.plumbline.proofs.event.Settlement;
import dev.plumbline.proofs.event.Weight;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.testkit.SampleEvents;
import dev.plumbline.testkit.SampleTrace;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Whole explanations, word by word, as a reader gets them: read them in {@code explanations.txt} beside this test. After a change
 * of words: {@code mvn test -pl proofs -Dtest=ExplanationTest -Dexplanations.write=true}, and read what changed.
 */
final class ExplanationTest {
    private static final String FILE = "explanations.txt";
    private static final int INFERENCE = 5;
    private static final int ACCRUAL = 6;
    private static final int PAYMENT = 7;
    private static final int MANY = 23;

    private final StringBuilder told = new StringBuilder();
    private final SampleTrace log = SampleTrace.paid();

    @Test
    void everySubjectIsExplainedInTheseWords() throws IOException {
        for (int subject = 0; subject <= PAYMENT; subject++) {
            tell("entry " + subject + " of a small log", log.traceOf(log.at(subject), null));
        }
        int lines = ((RewardAccrue) log.at(ACCRUAL).body()).lines().size();
        for (long line = 0; line < lines; line++) {
            tell("line " + line + " of its accrual", log.traceOf(log.at(ACCRUAL), line));
        }
        tell("the payment without one upload and the model", log.trace(log.at(PAYMENT), null, without(1, 2, 3)));
        tell("the inference without what it names", log.trace(log.at(INFERENCE), null, List.of(5L)));
        tell("the accrual without uploads", log.trace(log.at(ACCRUAL), null, List.of(4L, 5L, 6L)));
        payments();
        period();
        lifeCycle();
        manyLines();
        expectTold();
    }

    private List<Long> without(long... indexes) {
        return LongStream.range(0, log.size())
                .filter(index -> LongStream.of(indexes).noneMatch(other -> other == index))
                .boxed()
                .toList();
    }

    /** One payment of two lines, whole, one of its lines, and without one of its accruals. */
    private void payments() {
        Event second = log.add(OPERATOR, log.accrual(inferenceLike(2), log.at(4)));
        int line = SampleTrace.contributorLine(second, log.at(0));
        RewardPay first = (RewardPay) log.at(PAYMENT).body();
        Event both = log.add(
                OPERATOR,
                new RewardPay(
                        List.of(first.accruals().get(0), new RewardPay.Paid(second.id(), line)),
                        first.to(),
                        first.amount().multiply(BigInteger.TWO),
                        Settlement.submitted("eip155:1612", SampleEvents.hash("both"))));
        tell("a payment of two lines, one of which was paid before", log.traceOf(both, null));
        tell("its second line", log.traceOf(both, 1L));
        tell("its second line, without the first accrual", log.trace(both, 1L, without(ACCRUAL)));
    }

    private Event inferenceLike(int attempt) {
        return log.add(
                OPERATOR, SampleTrace.inference(log.at(2), log.at(3), log.size(), log.at(0), log.at(1), attempt));
    }

    /** More inferences than are shown, and less than all of them. */
    private void period() {
        List<Event> covered = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            covered.add(inferenceLike(100 + i));
        }
        var earnings = new PeriodEarnings();
        covered.forEach(event -> earnings.add((Inference) event.body()));
        var period = new RewardAccrue.Period(
                SampleEvents.ISSUED_AT + 100,
                SampleEvents.ISSUED_AT + 200,
                EventIdSet.root(covered.stream().map(Event::id).toList()),
                covered.size());
        Event accrual = log.add(
                OPERATOR,
                DueAccrual.ofPeriod(period, earnings, log.at(4).id(), (PolicySplit)
                                log.at(4).body())
                        .accrual(log.payees()));
        long line = SampleTrace.contributorLine(accrual, log.at(0));
        tell("a line of a period of " + MANY + " inferences", log.traceOf(accrual, line));
        tell("the same without two of them", log.trace(accrual, line, without(15, 16)));
    }

    private void lifeCycle() {
        Event dispute = log.add(
                CONTRIBUTOR,
                new DisputeOpen(
                        log.at(ACCRUAL).id(),
                        DisputeCode.WRONG_AMOUNT,
                        DisputeOpen.Claim.ofAmount(BigInteger.TEN),
                        List.of(),
                        SampleEvents.ISSUED_AT));
        tell("a payment whose accrual is in dispute", log.traceOf(log.at(PAYMENT), null));
        tell("the dispute", log.traceOf(dispute, null));
        tell("the dispute alone", log.trace(dispute, null, List.of(log.size() - 1L)));
        log.add(OPERATOR, DisputeResolve.rejected(dispute.id(), SampleEvents.hash("reason")));
        log.add(CONTRIBUTOR, withdrawal(log.at(INFERENCE)));
        log.add(OPERATOR, withdrawal(log.at(INFERENCE)));
        log.add(OPERATOR, withdrawal(log.at(INFERENCE)));
        log.add(
                OPERATOR,
                new ErasureNotice(
                        log.at(INFERENCE).id(), List.of("prompt"), Authority.SUBJECT, SampleEvents.ISSUED_AT));
        EventSigner changed = SampleEvents.signer(44);
        log.add(CONTRIBUTOR, new KeyRotate(CONTRIBUTOR.issuer(), changed.issuer()), changed);
        log.add(CONTRIBUTOR, KeyRevoke.of(OPERATOR.issuer()));
        log.add(OPERATOR, KeyRevoke.of(OPERATOR.issuer()));
        tell("a payment of which much was said later", log.traceOf(log.at(PAYMENT), null));
    }

    private static Correction withdrawal(Event target) {
        return new Correction(
                target.id(),
                CorrectionClass.WITHDRAWAL,
                null,
                SampleEvents.hash("reason"),
                Effective.FROM_NOW,
                List.of());
    }

    /** More lines than are shown. */
    private void manyLines() {
        var many = new SampleTrace();
        List<Attribution.Line> weights = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Event upload = many.add(CONTRIBUTOR, upload(i));
            weights.add(new Attribution.Line(upload.id(), i == 0 ? 2L : null, Weight.WHOLE / MANY));
        }
        weights.sort(Comparator.comparing(Attribution.Line::upload));
        Event model = many.add(OPERATOR, SampleTrace.model());
        Event method = many.add(OPERATOR, SampleTrace.method());
        Event policy = many.add(OPERATOR, SampleTrace.policy(1, 0));
        Inference like = SampleTrace.inference(model, method, many.size(), many.at(0), many.at(1), 1);
        long rest = Weight.WHOLE - MANY * (Weight.WHOLE / MANY);
        Event inference = many.add(
                OPERATOR,
                new Inference(
                        like.attempt(),
                        like.outcome(),
                        like.model(),
                        like.method(),
                        like.startedAtMillis(),
                        like.finishedAtMillis(),
                        like.prompt(),
                        like.response(),
                        like.params(),
                        like.tokens(),
                        like.fee(),
                        new Attribution(
                                new TreeHead(many.size(), SampleEvents.hash("root")), weights, rest, null, null)));
        Event accrual = many.add(OPERATOR, many.accrual(inference, policy));
        tell("an inference of " + MANY + " lines", many.traceOf(inference, null));
        tell("an accrual of more lines than are shown", many.traceOf(accrual, null));
    }

    private static DatanetUpload upload(int number) {
        return SampleTrace.upload(number);
    }

    private void tell(String title, TraceBundle bundle) {
        TraceVerdict verdict = new TraceVerifier(TRUST).verify(bundle.encode());
        told.append("== ").append(title).append('\n');
        if (verdict instanceof TraceVerdict.Rejected rejected) {
            told.append(rejected.reason())
                    .append(": ")
                    .append(rejected.detail())
                    .append('\n');
        } else {
            TokenAmount amount = ((TraceVerdict.Verified) verdict).trace().amount();
            told.append(amount == null ? "no amount" : amount.words()).append('\n');
        }
        verdict.checks()
                .forEach(check -> told.append(check.result())
                        .append("  ")
                        .append(check.name())
                        .append("  ")
                        .append(check.detail())
                        .append('\n'));
        verdict.steps()
                .forEach(step -> told.append(step.topic())
                        .append("  ")
                        .append(index(step))
                        .append(step.text())
                        .append('\n'));
    }

    private static String index(TraceStep step) {
        return step.index() < 0 ? "" : "[" + step.index() + "] ";
    }

    private void expectTold() throws IOException {
        if (Boolean.getBoolean("explanations.write")) {
            Path source = Path.of("src", "test", "resources", "dev", "plumbline", "proofs", "trace", FILE);
            Files.createDirectories(Objects.requireNonNull(source.getParent()));
            Files.writeString(source, told);
        }
        try (InputStream stream = ExplanationTest.class.getResourceAsStream(FILE)) {
            assertThat(stream).isNotNull();
            assertThat(told.toString().lines())
                    .containsExactlyElementsOf(new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
        }
    }
}
