package dev.plumbline.proofs.trace;

import static dev.plumbline.testkit.SampleTrace.CONTRIBUTOR;
import static dev.plumbline.testkit.SampleTrace.OPERATOR;
import static dev.plumbline.testkit.SampleTrace.TRUST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.Correction;
import dev.plumbline.proofs.event.CorrectionClass;
import dev.plumbline.proofs.event.DisputeCode;
import dev.plumbline.proofs.event.DisputeOpen;
import dev.plumbline.proofs.event.DisputeResolve;
import dev.plumbline.proofs.event.DueAccrual;
import dev.plumbline.proofs.event.Effective;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
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
import dev.plumbline.proofs.verify.Check;
import dev.plumbline.proofs.verify.Reason;
import dev.plumbline.testkit.SampleEvents;
import dev.plumbline.testkit.SampleTrace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One log, changed in one thing at a time: what the log holds, what the file holds, and what either is called wrong for. */
final class TraceVerifierTest {
    private static final int FIRST_UPLOAD = 0;
    private static final int MODEL = 2;
    private static final int METHOD = 3;
    private static final int POLICY = 4;
    private static final int INFERENCE = 5;
    private static final int ACCRUAL = 6;
    private static final int PAYMENT = 7;

    private final SampleTrace log = SampleTrace.paid();

    private static TraceVerdict verify(TraceBundle bundle) {
        return new TraceVerifier(TRUST).verify(bundle.encode());
    }

    private TraceVerdict verify(int subject, @Nullable Long line) {
        return verify(log.traceOf(log.at(subject), line));
    }

    private TraceVerdict verify(Event subject) {
        return verify(log.traceOf(subject, null));
    }

    private static void accepts(TraceVerdict verdict) {
        assertThat(verdict).as("%s", verdict).isInstanceOf(TraceVerdict.Verified.class);
    }

    private static void refuses(TraceVerdict verdict, Reason reason, String detail) {
        assertThat(verdict).isInstanceOfSatisfying(TraceVerdict.Rejected.class, rejected -> {
            assertThat(rejected.detail()).contains(detail);
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.checks()).extracting(Check::name).isEqualTo(Check.Name.OF_TRACES);
        });
    }

    private static List<String> texts(TraceVerdict verdict, TraceStep.Topic topic) {
        return verdict.steps().stream()
                .filter(step -> step.topic() == topic)
                .map(TraceStep::text)
                .toList();
    }

    /** {@code line} of the accrual that pays the first upload. */
    private long line() {
        return SampleTrace.contributorLine(log.at(ACCRUAL), log.at(FIRST_UPLOAD));
    }

    @Test
    void aPaymentIsExplainedDownToTheUploadByArithmetic() {
        TraceVerdict verdict = verify(PAYMENT, null);
        accepts(verdict);
        VerifiedTrace trace = ((TraceVerdict.Verified) verdict).trace();
        assertThat(trace.subject().id()).isEqualTo(log.at(PAYMENT).id());
        assertThat(trace.subject().index()).isEqualTo(PAYMENT);
        assertThat(trace.events()).hasSize(log.size());
        assertThat(trace.amount()).isEqualTo(new TokenAmount(SampleEvents.TOKEN, new BigInteger("125000000000000000")));
        assertThat(texts(verdict, TraceStep.Topic.ARITHMETIC))
                .containsExactly(
                        "1000000000000000000 units (1 OPEN) × 500000 of 1000000 (50 %) = 500000000000000000 units "
                                + "(0.5 OPEN) for contributors; rounding: +0 units",
                        "line " + line() + ": 0.5 OPEN × 25 % = 125000000000000000 units (0.125 OPEN); rounding: +0 "
                                + "units, to " + SampleEvents.account(1));
        assertThat(texts(verdict, TraceStep.Topic.PAYMENT))
                .containsExactly(
                        "125000000000000000 units (0.125 OPEN) paid to " + SampleEvents.account(1) + " in tx 0x"
                                + SampleEvents.hash("transaction").hex()
                                + " on eip155:1612 in block 17 (final, operator's word)");
        assertThat(texts(verdict, TraceStep.Topic.INFERENCE).get(1))
                .isEqualTo("weight of upload " + log.at(FIRST_UPLOAD).id()
                        + ", row 1: 250000000000000000 of 10^18 = 25 %");
        assertThat(texts(verdict, TraceStep.Topic.UPLOAD).get(0)).contains("licence CC-BY-4.0 (asserted)");
        assertThat(texts(verdict, TraceStep.Topic.NOT_PROVEN)).hasSize(3);
        assertThat(verdict.checks())
                .extracting(Check::result)
                .containsExactly(
                        Check.Result.PASSED,
                        Check.Result.PASSED,
                        Check.Result.PASSED,
                        Check.Result.PASSED,
                        Check.Result.NOT_CHECKED,
                        Check.Result.PASSED,
                        Check.Result.PASSED,
                        Check.Result.PASSED);
    }

    @Test
    void everySubjectIsExplained() {
        for (int i = 0; i < log.size(); i++) {
            accepts(verify(i, null));
        }
        for (long line = 0;
                line < ((RewardAccrue) log.at(ACCRUAL).body()).lines().size();
                line++) {
            accepts(verify(ACCRUAL, line));
        }
        assertThat(texts(verify(ACCRUAL, line()), TraceStep.Topic.PAYMENT)).hasSize(1);
        accepts(verify(PAYMENT, 0L));
        refuses(verify(PAYMENT, 1L), Reason.TRACE_BROKEN, "is for 1 lines");
        refuses(verify(ACCRUAL, 99L), Reason.TRACE_BROKEN, "has 6 lines");
        refuses(verify(INFERENCE, 0L), Reason.TRACE_BROKEN, "has no lines");
    }

    @Test
    void whatTheFileLacksIsSaidOrRefused() {
        for (int missing : List.of(FIRST_UPLOAD, POLICY, INFERENCE, ACCRUAL, PAYMENT)) {
            refuses(verify(without(missing)), Reason.TRACE_INCOMPLETE, "lacks");
        }
        for (int missing : List.of(MODEL, METHOD)) {
            TraceVerdict verdict = verify(without(missing));
            accepts(verdict);
            assertThat(texts(verdict, TraceStep.Topic.NOT_SHOWN)).hasSize(1);
        }
        accepts(verify(without(1)));
    }

    private TraceBundle without(int missing) {
        List<Long> indexes = LongStream.range(0, log.size())
                .filter(index -> index != missing)
                .boxed()
                .toList();
        return log.trace(log.at(PAYMENT), null, indexes);
    }

    private RewardAccrue accrualWith(int changed, RewardAccrue.Line line, int other, RewardAccrue.Line otherLine) {
        var accrual = (RewardAccrue) log.at(ACCRUAL).body();
        var lines = new ArrayList<>(accrual.lines());
        lines.set(changed, line);
        lines.set(other, otherLine);
        return new RewardAccrue(
                accrual.inference(),
                accrual.period(),
                accrual.policy(),
                accrual.pool(),
                lines,
                accrual.token(),
                accrual.total());
    }

    private static RewardAccrue.Line more(RewardAccrue.Line line, long units) {
        return new RewardAccrue.Line(
                line.to(), line.role(), line.upload(), line.amount().add(BigInteger.valueOf(units)));
    }

    @Test
    void anAccrualThatIsOneUnitOffIsWrong() {
        int mine = (int) line();
        int other = SampleTrace.contributorLine(log.at(ACCRUAL), log.at(1));
        List<RewardAccrue.Line> lines = ((RewardAccrue) log.at(ACCRUAL).body()).lines();
        Event wrong = log.add(OPERATOR, accrualWith(mine, more(lines.get(mine), -1), other, more(lines.get(other), 1)));
        TraceVerdict verdict = verify(wrong);
        refuses(verdict, Reason.AMOUNT_WRONG, "amount is");
        assertThat(verdict.steps()).isNotEmpty();
    }

    @Test
    void anAccrualToAnotherPayeeIsWrong() {
        int mine = (int) line();
        RewardAccrue.Line line = ((RewardAccrue) log.at(ACCRUAL).body()).lines().get(mine);
        var toOther = new RewardAccrue.Line(SampleEvents.account(55), line.role(), line.upload(), line.amount());
        Event wrong = log.add(OPERATOR, accrualWith(mine, toOther, mine, toOther));
        refuses(verify(wrong), Reason.AMOUNT_WRONG, "due to " + SampleEvents.account(1));
    }

    @Test
    void whatNobodyEarnedGoesWhereThePolicySays() {
        Event policy = log.add(
                OPERATOR,
                SampleTrace.policy(2, 0).routing(dev.plumbline.proofs.event.Route.HOLD, SampleEvents.account(77)));
        Event inference = log.add(
                OPERATOR, SampleTrace.inference(log.at(MODEL), log.at(METHOD), log.size(), log.at(0), log.at(1), 2));
        var due = (RewardAccrue) log.at(ACCRUAL).body();
        Event wrong = log.add(
                OPERATOR,
                new RewardAccrue(inference.id(), null, policy.id(), due.pool(), due.lines(), due.token(), due.total()));
        refuses(verify(wrong), Reason.AMOUNT_WRONG, "due to " + SampleEvents.account(77));
        List<RewardAccrue.Line> lines = due.lines().stream()
                .map(line -> line.role().equals(DueAccrual.UNATTRIBUTED)
                        ? new RewardAccrue.Line(SampleEvents.account(77), line.role(), null, line.amount())
                        : line)
                .toList();
        Event right = log.add(
                OPERATOR,
                new RewardAccrue(inference.id(), null, policy.id(), due.pool(), lines, due.token(), due.total()));
        accepts(verify(right));
    }

    @Test
    void anAttributionNamesNoRowBehindTheLast() {
        for (long row : new long[] {2, 3}) {
            Inference known = SampleTrace.inference(log.at(MODEL), log.at(METHOD), log.size(), log.at(0), log.at(1), 4);
            Event inference = log.add(
                    OPERATOR,
                    new Inference(
                            "attempt-of-row-" + row,
                            known.outcome(),
                            known.model(),
                            known.method(),
                            known.startedAtMillis(),
                            known.finishedAtMillis(),
                            known.prompt(),
                            known.response(),
                            known.params(),
                            known.tokens(),
                            known.fee(),
                            Attribution.asOf(new TreeHead(log.size(), SampleEvents.hash("root")))
                                    .row(log.at(FIRST_UPLOAD).id(), row, Weight.WHOLE)
                                    .build()));
            if (row == 2) {
                accepts(verify(inference));
            } else {
                refuses(verify(inference), Reason.TRACE_BROKEN, "which has 3 rows");
            }
        }
    }

    @Test
    void aPaymentOfAnotherAmountOrToSomebodyElseIsWrong() {
        RewardPay paid = (RewardPay) log.at(PAYMENT).body();
        Event less = log.add(
                OPERATOR,
                new RewardPay(paid.accruals(), paid.to(), paid.amount().subtract(BigInteger.ONE), paid.settlement()));
        refuses(verify(less), Reason.AMOUNT_WRONG, "sum to");
        Event stranger = log.add(
                OPERATOR, new RewardPay(paid.accruals(), SampleEvents.account(55), paid.amount(), paid.settlement()));
        refuses(verify(stranger), Reason.TRACE_BROKEN, "is due to");
        Event beyond = log.add(
                OPERATOR,
                new RewardPay(
                        List.of(new RewardPay.Paid(log.at(ACCRUAL).id(), 99)),
                        paid.to(),
                        paid.amount(),
                        paid.settlement()));
        refuses(verify(beyond), Reason.TRACE_BROKEN, "line 99");
        assertThat(texts(verify(PAYMENT, null), TraceStep.Topic.PAYMENT)).hasSize(3);
    }

    @Test
    void aPolicyHoldsForLaterInferencesOnlyAndUntilItsNextVersion() {
        Event late = log.add(OPERATOR, SampleTrace.policy(2, 1_000));
        Event inference = log.add(
                OPERATOR, SampleTrace.inference(log.at(MODEL), log.at(METHOD), log.size(), log.at(0), log.at(1), 2));
        refuses(verify(log.add(OPERATOR, log.accrual(inference, late))), Reason.TRACE_BROKEN, "not yet for");
        accepts(verify(log.add(OPERATOR, log.accrual(inference, log.at(POLICY)))));
        Event next = log.add(OPERATOR, SampleTrace.policy(3, 0));
        refuses(verify(log.add(OPERATOR, log.accrual(inference, next))), Reason.TRACE_BROKEN, "not yet for");
        Event after = log.add(
                OPERATOR, SampleTrace.inference(log.at(MODEL), log.at(METHOD), log.size(), log.at(0), log.at(1), 3));
        refuses(
                verify(log.add(OPERATOR, log.accrual(after, log.at(POLICY)))),
                Reason.TRACE_BROKEN,
                "was replaced by the");
        accepts(verify(log.add(OPERATOR, log.accrual(after, next))));
    }

    @Test
    void anAttributionCannotPointToWhatItDidNotLookAt() {
        Event inference =
                log.add(OPERATOR, SampleTrace.inference(log.at(MODEL), log.at(METHOD), 1, log.at(0), log.at(1), 2));
        refuses(verify(inference), Reason.TRACE_BROKEN, "looked at the log at size 1");
        refuses(
                verify(log.add(OPERATOR, log.accrual(inference, log.at(POLICY)))),
                Reason.TRACE_BROKEN,
                "looked at the log at size 1");
    }

    private static Correction correction(Event target, @Nullable EventId replacement) {
        return new Correction(
                target.id(),
                replacement == null ? CorrectionClass.WITHDRAWAL : CorrectionClass.WEIGHT,
                replacement,
                SampleEvents.hash("reason"),
                Effective.FROM_NOW,
                List.of());
    }

    @Test
    void aLaterCorrectionLeavesValidWhatWasIssuedBefore() {
        log.add(OPERATOR, correction(log.at(INFERENCE), null));
        TraceVerdict verdict = verify(PAYMENT, null);
        accepts(verdict);
        assertThat(texts(verdict, TraceStep.Topic.LIFE_CYCLE))
                .containsExactly("inference " + log.at(INFERENCE).id()
                        + " at index 5: valid when issued, superseded at index 8: withdrawn (withdrawal, from-now)");
        refuses(
                verify(log.add(OPERATOR, log.accrual(log.at(INFERENCE), log.at(POLICY)))),
                Reason.TRACE_BROKEN,
                "was superseded at index 8");
    }

    @Test
    void aCorrectionByAStrangerDoesNotCount() {
        log.add(CONTRIBUTOR, correction(log.at(INFERENCE), null));
        accepts(verify(log.add(OPERATOR, log.accrual(log.at(INFERENCE), log.at(POLICY)))));
        assertThat(texts(verify(PAYMENT, null), TraceStep.Topic.LIFE_CYCLE).get(0))
                .contains("does not count");
    }

    @Test
    void disputesAreShownOpenAndResolved() {
        Event dispute = log.add(
                CONTRIBUTOR,
                new DisputeOpen(
                        log.at(ACCRUAL).id(),
                        DisputeCode.WRONG_AMOUNT,
                        DisputeOpen.Claim.ofAmount(BigInteger.TEN),
                        List.of(),
                        SampleEvents.ISSUED_AT));
        assertThat(texts(verify(PAYMENT, null), TraceStep.Topic.LIFE_CYCLE).get(0))
                .endsWith("disputed as wrong-amount by " + CONTRIBUTOR.issuer() + ", not resolved");
        log.add(OPERATOR, DisputeResolve.rejected(dispute.id(), SampleEvents.hash("reason")));
        assertThat(texts(verify(PAYMENT, null), TraceStep.Topic.LIFE_CYCLE).get(0))
                .endsWith("rejected at index 9 by " + OPERATOR.issuer());
    }

    @Test
    void aRevokedKeyMakesNoEventThatCountsAndSparesThoseBefore() {
        log.add(OPERATOR, KeyRevoke.of(OPERATOR.issuer()));
        TraceVerdict before = verify(PAYMENT, null);
        accepts(before);
        assertThat(texts(before, TraceStep.Topic.LIFE_CYCLE).get(0)).contains("it was logged before");
        Event after = log.add(OPERATOR, log.accrual(log.at(INFERENCE), log.at(POLICY)));
        refuses(verify(after), Reason.TRACE_BROKEN, "whose key was revoked before");
    }

    @Test
    void aKeyThatWasCompromisedFromAnEntryOnMadeNoneFromThereOn() {
        log.add(OPERATOR, new KeyRevoke(OPERATOR.issuer(), (long) PAYMENT, null));
        assertThat(texts(verify(PAYMENT, null), TraceStep.Topic.LIFE_CYCLE))
                .hasSize(6)
                .allMatch(text ->
                        text.contains(text.startsWith("reward.pay ") ? "it does not count" : "it was logged before"));
    }

    @Test
    void aPayeeWhoChangedHisKeyIsPaidUnderTheNewOne() {
        EventSigner old = EventSigner.ethereumAccount(
                1_612, SampleEvents.hash("account 1").bytes());
        EventSigner changed = SampleEvents.signer(44);
        log.add(old, new KeyRotate(old.issuer(), changed.issuer()), changed);
        RewardPay paid = (RewardPay) log.at(PAYMENT).body();
        Event toNew =
                log.add(OPERATOR, new RewardPay(paid.accruals(), changed.issuer(), paid.amount(), paid.settlement()));
        accepts(verify(toNew));
        Event toOld = log.add(
                OPERATOR,
                new RewardPay(
                        paid.accruals(),
                        paid.to(),
                        paid.amount(),
                        Settlement.submitted("eip155:1612", SampleEvents.hash("second"))));
        refuses(verify(toOld), Reason.TRACE_BROKEN, "is due to " + changed.issuer());
        accepts(verify(PAYMENT, null));
    }

    @Test
    void aPeriodIsAddedUpOverAllItsInferences() {
        List<Event> covered = new ArrayList<>(List.of(log.at(INFERENCE)));
        for (int i = 2; i <= 30; i++) {
            covered.add(log.add(
                    OPERATOR,
                    SampleTrace.inference(log.at(MODEL), log.at(METHOD), log.size(), log.at(0), log.at(1), i)));
        }
        Event accrual = log.add(OPERATOR, periodOver(covered, SampleEvents.ISSUED_AT + 31));
        long line = SampleTrace.contributorLine(accrual, log.at(FIRST_UPLOAD));
        TraceVerdict verdict = verify(log.traceOf(accrual, line));
        accepts(verdict);
        assertThat(((TraceVerdict.Verified) verdict).trace().amount())
                .isEqualTo(new TokenAmount(SampleEvents.TOKEN, new BigInteger("3750000000000000000")));
        assertThat(texts(verdict, TraceStep.Topic.ARITHMETIC))
                .anyMatch(text -> text.contains("15 OPEN × 25 % = 3750000000000000000 units (3.75 OPEN)"));
        assertThat(texts(verdict, TraceStep.Topic.NOT_SHOWN))
                .containsExactly("10 more lines of its weights, which are in the sum too");

        List<Long> most = LongStream.range(0, log.size())
                .filter(index -> index != 20 && index != 21)
                .boxed()
                .toList();
        TraceVerdict partial = verify(log.trace(accrual, line, most));
        refuses(partial, Reason.TRACE_INCOMPLETE, "holds 28 of the 30 inferences");
        assertThat(texts(partial, TraceStep.Topic.NOT_SHOWN))
                .containsExactly("2 inferences of the period, so the sums were not made again");
        Event wrong = log.add(OPERATOR, periodOver(covered.subList(1, 30), SampleEvents.ISSUED_AT + 31));
        refuses(verify(wrong), Reason.TRACE_BROKEN, "has another root");
    }

    private RewardAccrue periodOver(List<Event> covered, long to) {
        var earnings = new PeriodEarnings();
        covered.forEach(event -> earnings.add((Inference) event.body()));
        var period = new RewardAccrue.Period(
                SampleEvents.ISSUED_AT,
                to,
                EventIdSet.root(covered.stream().map(Event::id).toList()),
                covered.size());
        return DueAccrual.ofPeriod(period, earnings, log.at(POLICY).id(), (PolicySplit)
                        log.at(POLICY).body())
                .accrual(log.payees());
    }

    @Test
    void unitsWithoutKnownDecimalsAreShownAsUnits() {
        assertThat(new TokenAmount("eip155:1/erc20:0xab", BigInteger.TEN).words())
                .isEqualTo("10 units");
        assertThat(new TokenAmount("eip155:5/slip44:60", BigInteger.TEN.pow(17)).words())
                .isEqualTo("100000000000000000 units (0.1 coins)");
        assertThat(Sums.percent(BigInteger.ONE, BigInteger.valueOf(3))).isEqualTo("33.3333333333333333… %");
    }
}
