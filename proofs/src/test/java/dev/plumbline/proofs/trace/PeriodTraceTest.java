package dev.plumbline.proofs.trace;

import static dev.plumbline.testkit.SampleTrace.CONTRIBUTOR;
import static dev.plumbline.testkit.SampleTrace.OPERATOR;
import static dev.plumbline.testkit.SampleTrace.TRUST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.event.Correction;
import dev.plumbline.proofs.event.CorrectionClass;
import dev.plumbline.proofs.event.DueAccrual;
import dev.plumbline.proofs.event.Effective;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventIdSet;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.KeyRevoke;
import dev.plumbline.proofs.event.Outcome;
import dev.plumbline.proofs.event.PeriodEarnings;
import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.RewardPay;
import dev.plumbline.proofs.event.Settlement;
import dev.plumbline.proofs.verify.Reason;
import dev.plumbline.testkit.SampleEvents;
import dev.plumbline.testkit.SampleTrace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which inferences a period covers, at each of its bounds, and what its sums are held to. */
final class PeriodTraceTest {
    private static final int MODEL = 2;
    private static final int METHOD = 3;
    private static final int POLICY = 4;
    private static final int INFERENCE = 5;
    private static final int ACCRUAL = 6;
    private static final long FROM = SampleEvents.ISSUED_AT + 10;
    private static final long TO = SampleEvents.ISSUED_AT + 20;

    private final SampleTrace log = SampleTrace.paid();

    /** An inference that finished so many milliseconds after the others' start. */
    private Event inference(int finished) {
        return log.add(
                OPERATOR,
                SampleTrace.inference(log.at(MODEL), log.at(METHOD), log.size(), log.at(0), log.at(1), finished));
    }

    private RewardAccrue due(Event policy, Event... covered) {
        var earnings = new PeriodEarnings();
        for (Event event : covered) {
            earnings.add((Inference) event.body());
        }
        var period = new RewardAccrue.Period(
                FROM,
                TO,
                EventIdSet.root(List.of(covered).stream().map(Event::id).toList()),
                covered.length);
        return DueAccrual.ofPeriod(period, earnings, policy.id(), (PolicySplit) policy.body())
                .accrual(log.payees());
    }

    private TraceVerdict verify(Event subject) {
        return new TraceVerifier(TRUST).verify(log.traceOf(subject, null).encode());
    }

    private void accepts(RewardAccrue accrual) {
        TraceVerdict verdict = verify(log.add(OPERATOR, accrual));
        assertThat(verdict).as("%s", verdict).isInstanceOf(TraceVerdict.Verified.class);
    }

    private void refuses(RewardAccrue accrual, Reason reason, String detail) {
        refuses(log.add(OPERATOR, accrual), reason, detail);
    }

    private void refuses(Event subject, Reason reason, String detail) {
        assertThat(verify(subject)).isInstanceOfSatisfying(TraceVerdict.Rejected.class, rejected -> {
            assertThat(rejected.detail()).contains(detail);
            assertThat(rejected.reason()).isEqualTo(reason);
        });
    }

    @Test
    void coversWhatFinishedFromItsBeginningToBeforeItsEnd() {
        inference(9);
        Event first = inference(10);
        Event last = inference(19);
        inference(20);
        accepts(due(log.at(POLICY), first, last));
        refuses(due(log.at(POLICY), first), Reason.TRACE_BROKEN, "has another root");
    }

    @Test
    void coversAnswersThatCostSomethingAndStillCount() {
        Event served = inference(11);
        Inference like = (Inference) served.body();
        Event cached = log.add(OPERATOR, other(like, "cached", Outcome.CACHED, like.fee()));
        log.add(
                OPERATOR,
                other(like, "free", Outcome.SERVED, new Inference.Fee(like.fee().token(), BigInteger.ZERO)));
        Event withdrawn = inference(12);
        log.add(
                OPERATOR,
                new Correction(
                        withdrawn.id(),
                        CorrectionClass.WITHDRAWAL,
                        null,
                        SampleEvents.hash("reason"),
                        Effective.FROM_NOW,
                        List.of()));
        accepts(due(log.at(POLICY), served, cached));
    }

    private static Inference other(Inference like, String attempt, Outcome outcome, Inference.Fee fee) {
        return new Inference(
                attempt,
                outcome,
                like.model(),
                like.method(),
                like.startedAtMillis(),
                like.finishedAtMillis(),
                like.prompt(),
                like.response(),
                like.params(),
                like.tokens(),
                fee,
                like.attribution());
    }

    @Test
    void whatWasWithdrawnAfterwardsStillCounts() {
        Event inference = inference(11);
        RewardAccrue accrual = due(log.at(POLICY), inference);
        Event accrued = log.add(OPERATOR, accrual);
        log.add(
                OPERATOR,
                new Correction(
                        inference.id(),
                        CorrectionClass.WITHDRAWAL,
                        null,
                        SampleEvents.hash("reason"),
                        Effective.FROM_NOW,
                        List.of()));
        assertThat(verify(accrued)).isInstanceOf(TraceVerdict.Verified.class);
    }

    @Test
    void itsPolicyHasToBeInForceForEachOfThem() {
        Event before = inference(11);
        Event policy = log.add(OPERATOR, SampleTrace.policy(2, 0));
        Event after = inference(12);
        refuses(due(policy, before, after), Reason.TRACE_BROKEN, "not yet for");
    }

    @Test
    void aPolicyHoldsFromTheSizeThatItSays() {
        Event policy = log.add(OPERATOR, SampleTrace.policy(2, log.size() + 1));
        Event first = inference(11);
        accepts(due(policy, first));
    }

    @Test
    void aPolicyHoldsUntilTheSizeThatTheNextOneSays() {
        log.add(OPERATOR, SampleTrace.policy(2, log.size() + 2));
        Event last = inference(11);
        accepts(due(log.at(POLICY), last));
        Event next = inference(12);
        refuses(due(log.at(POLICY), last, next), Reason.TRACE_BROKEN, "was replaced by the");
    }

    @Test
    void itsInferencesPointToWhatTheyLookedAt() {
        Event inference =
                log.add(OPERATOR, SampleTrace.inference(log.at(MODEL), log.at(METHOD), 1, log.at(0), log.at(1), 11));
        refuses(due(log.at(POLICY), inference), Reason.TRACE_BROKEN, "looked at the log at size 1");
    }

    @Test
    void itsSumsAreMadeAgain() {
        Event inference = inference(11);
        RewardAccrue due = due(log.at(POLICY), inference);
        List<RewardAccrue.Line> lines = new ArrayList<>(due.lines());
        RewardAccrue.Line line = lines.get(0);
        lines.set(0, new RewardAccrue.Line(SampleEvents.account(99), line.role(), line.upload(), line.amount()));
        RewardAccrue.Line upload = lines.get(3);
        lines.set(3, new RewardAccrue.Line(SampleEvents.account(99), upload.role(), upload.upload(), upload.amount()));
        refuses(
                new RewardAccrue(null, due.period(), due.policy(), due.pool(), lines, due.token(), due.total()),
                Reason.AMOUNT_WRONG,
                "due to");
    }

    @Test
    void aPaymentDoesNotRestOnAnAccrualByARevokedKey() {
        EventSigner stranger = SampleEvents.signer(33);
        log.add(stranger, KeyRevoke.of(stranger.issuer()));
        Event accrual = log.add(stranger, log.accrual(log.at(INFERENCE), log.at(POLICY)));
        RewardAccrue.Line line = ((RewardAccrue) accrual.body()).lines().get(0);
        Event payment = log.add(
                OPERATOR,
                new RewardPay(
                        List.of(new RewardPay.Paid(accrual.id(), 0)),
                        line.to(),
                        line.amount(),
                        Settlement.submitted("eip155:1612", SampleEvents.hash("tx"))));
        refuses(payment, Reason.TRACE_BROKEN, "whose key was revoked before");
    }

    @Test
    void aCorrectionThatTheIssuerCosignedCounts() {
        log.add(
                CONTRIBUTOR,
                new Correction(
                        log.at(INFERENCE).id(),
                        CorrectionClass.WITHDRAWAL,
                        null,
                        SampleEvents.hash("reason"),
                        Effective.FROM_NOW,
                        List.of()),
                OPERATOR);
        refuses(log.accrual(log.at(INFERENCE), log.at(POLICY)), Reason.TRACE_BROKEN, "was superseded at index 8");
        assertThat(verify(log.at(ACCRUAL))).isInstanceOf(TraceVerdict.Verified.class);
    }
}
