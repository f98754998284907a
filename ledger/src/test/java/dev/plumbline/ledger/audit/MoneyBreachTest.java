package dev.plumbline.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.event.Correction;
import dev.plumbline.proofs.event.CorrectionClass;
import dev.plumbline.proofs.event.Effective;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.KeyRotate;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.RewardAccrue.Line;
import dev.plumbline.proofs.event.RewardAccrue.Pool;
import dev.plumbline.proofs.event.RewardPay;
import dev.plumbline.proofs.event.Settlement;
import dev.plumbline.testkit.SampleEvents;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Money that goes where it ought not to, to the last unit. */
class MoneyBreachTest {
    private final Scene scene = new Scene();
    private Event answer;
    private Issuer one;
    private Issuer other;

    @BeforeEach
    void giveAnAnswer() {
        answer = scene.say(Scene.OPERATOR, scene.answer());
        one = Scene.payout(scene.first);
        other = Scene.payout(scene.second);
    }

    private void assertOnly(Invariant invariant) throws Exception {
        Audits.assertOnly(Audits.of(scene.log), invariant, scene.lastIndex());
    }

    private Event accrue(RewardAccrue accrual) {
        return scene.say(Scene.OPERATOR, accrual);
    }

    @Test
    void findsOneUnitThatIsRoundedToTheWrongLine() throws Exception {
        accrue(scene.accrual(answer, 126, 249, 125));
        AuditResult result = Audits.of(scene.log);
        assertThat(result.of(Invariant.EXACT_SPLIT).violated()).isEqualTo(2);
        assertThat(Audits.violations(result)).hasSize(2);
        Audits.assertHas(result, Invariant.EXACT_SPLIT, scene.lastIndex());
    }

    @Test
    void findsOneUnitThatIsTakenFromWhatNobodyEarned() throws Exception {
        accrue(scene.accrual(answer, 126, 250, 124));
        Audits.assertHas(Audits.of(scene.log), Invariant.EXACT_SPLIT, scene.lastIndex());
    }

    @Test
    void findsOneUnitThatIsTakenFromAnotherRole() throws Exception {
        RewardAccrue right = scene.accrual(answer);
        accrue(new RewardAccrue(
                right.inference(),
                null,
                right.policy(),
                List.of(
                        new Pool("platform", BigInteger.valueOf(101)),
                        new Pool("model", BigInteger.valueOf(199)),
                        right.pool().get(2),
                        right.pool().get(3),
                        right.pool().get(4)),
                List.of(
                        new Line(one, "platform", null, BigInteger.valueOf(101)),
                        new Line(one, "model", null, BigInteger.valueOf(199)),
                        right.lines().get(2),
                        right.lines().get(3),
                        right.lines().get(4),
                        right.lines().get(5)),
                right.token(),
                right.total()));
        assertOnly(Invariant.EXACT_SPLIT);
    }

    @Test
    void findsAContributorThatIsLeftOut() throws Exception {
        RewardAccrue right = scene.accrual(answer);
        accrue(new RewardAccrue(
                right.inference(),
                null,
                right.policy(),
                right.pool(),
                List.of(
                        right.lines().get(0),
                        right.lines().get(1),
                        right.lines().get(2),
                        new Line(one, "contributors", scene.first.id(), BigInteger.valueOf(375)),
                        right.lines().get(5)),
                right.token(),
                right.total()));
        assertOnly(Invariant.EXACT_SPLIT);
    }

    @Test
    void findsContributorsThatAreSwapped() throws Exception {
        RewardAccrue right = scene.accrual(answer);
        accrue(new RewardAccrue(
                right.inference(),
                null,
                right.policy(),
                right.pool(),
                List.of(
                        right.lines().get(0),
                        right.lines().get(1),
                        right.lines().get(2),
                        new Line(other, "contributors", scene.second.id(), BigInteger.valueOf(125)),
                        new Line(one, "contributors", scene.first.id(), BigInteger.valueOf(250)),
                        right.lines().get(5)),
                right.token(),
                right.total()));
        Audits.assertHas(Audits.of(scene.log), Invariant.EXACT_SPLIT, scene.lastIndex());
    }

    @Test
    void findsAContributorsLineToAnotherAccount() throws Exception {
        accrue(scene.accrual(
                answer, null, scene.policy, SampleEvents.account(7), other, List.of(125L, 250L, 125L), 1_000));
        assertOnly(Invariant.ACCRUED_TO_PAYOUT);
    }

    @Test
    void findsARestThatIsNotRouted() throws Exception {
        RewardAccrue right = scene.accrual(answer);
        accrue(new RewardAccrue(
                right.inference(),
                null,
                right.policy(),
                right.pool(),
                List.of(
                        right.lines().get(0),
                        right.lines().get(1),
                        right.lines().get(2),
                        right.lines().get(3),
                        right.lines().get(4),
                        new Line(one, "unattributed", null, BigInteger.valueOf(125))),
                right.token(),
                right.total()));
        assertOnly(Invariant.ACCRUED_TO_PAYOUT);
    }

    @Test
    void findsARewardForARefusal() throws Exception {
        Event refusal = scene.say(Scene.OPERATOR, scene.refusal());
        accrue(scene.accrual(refusal));
        assertOnly(Invariant.REWARD_HAS_INFERENCE);
    }

    @Test
    void findsARewardForNoInference() throws Exception {
        Event never = scene.draft(Scene.REQUESTER, scene.answer()).sign(Scene.REQUESTER);
        accrue(scene.accrual(never));
        AuditResult result = Audits.of(scene.log);
        Audits.assertHas(result, Invariant.REWARD_HAS_INFERENCE, scene.lastIndex());
        Audits.assertHas(result, Invariant.REFERENCES_HOLD, scene.lastIndex());
    }

    @Test
    void findsTwoRewardsForOneAnswer() throws Exception {
        accrue(scene.accrual(answer));
        accrue(scene.accrual(answer));
        assertOnly(Invariant.REWARD_HAS_INFERENCE);
    }

    @Test
    void findsASecondRewardByAPeriod() throws Exception {
        accrue(scene.accrual(answer));
        accrue(period(answer));
        assertOnly(Invariant.REWARD_HAS_INFERENCE);
    }

    private RewardAccrue period(Event... inferences) {
        long from = SampleEvents.ISSUED_AT;
        return scene.accrual(
                null,
                scene.period(from, scene.clockMillis() + 100, inferences),
                scene.policy,
                one,
                other,
                List.of(125L * inferences.length, 250L * inferences.length, 125L * inferences.length),
                1_000L * inferences.length);
    }

    @Test
    void findsAPeriodThatLeavesOneOut() throws Exception {
        scene.say(Scene.OPERATOR, scene.answer());
        accrue(period(answer));
        AuditResult result = Audits.of(scene.log);
        Audits.assertHas(result, Invariant.PERIOD_IS_COMPLETE, scene.lastIndex());
        Audits.assertHas(result, Invariant.ACCRUED_IS_FEE, scene.lastIndex());
    }

    @Test
    void findsAPeriodOfOtherInferences() throws Exception {
        accrue(period(scene.policy));
        assertOnly(Invariant.PERIOD_IS_COMPLETE);
    }

    @Test
    void findsATotalThatIsNotTheFee() throws Exception {
        accrue(scene.accrual(answer, null, scene.policy, one, other, List.of(250L, 500L, 250L), 2_000));
        assertOnly(Invariant.ACCRUED_IS_FEE);
    }

    @Test
    void findsAPolicyThatIsNoLongerInForce() throws Exception {
        scene.say(Scene.OPERATOR, Scene.policy(2, 0));
        answer = scene.say(Scene.OPERATOR, scene.answer());
        accrue(scene.accrual(answer));
        assertOnly(Invariant.POLICY_IN_FORCE);
    }

    @Test
    void findsAPolicyThatIsNotYetInForce() throws Exception {
        Event later = scene.say(Scene.OPERATOR, Scene.policy(2, 1_000));
        answer = scene.say(Scene.OPERATOR, scene.answer());
        accrue(scene.accrual(answer, null, later, one, other, List.of(125L, 250L, 125L), 1_000));
        assertOnly(Invariant.POLICY_IN_FORCE);
    }

    @Test
    void takesThePolicyThatWasInForceAtTheAnswer() throws Exception {
        scene.say(Scene.OPERATOR, Scene.policy(2, 0));
        accrue(scene.accrual(answer));
        assertThat(Audits.violations(Audits.of(scene.log))).isEmpty();
    }

    @Test
    void findsALineThatIsPaidTwice() throws Exception {
        Event accrual = accrue(scene.accrual(answer));
        scene.say(Scene.OPERATOR, Scene.pay(accrual, 3, one, 125, 1));
        scene.say(Scene.OPERATOR, Scene.pay(accrual, 3, one, 125, 2));
        assertOnly(Invariant.PAID_ONCE);
    }

    @Test
    void findsASettlementThatIsUsedTwice() throws Exception {
        Event accrual = accrue(scene.accrual(answer));
        scene.say(Scene.OPERATOR, Scene.pay(accrual, 3, one, 125, 1));
        scene.say(Scene.OPERATOR, Scene.pay(accrual, 4, other, 250, 1));
        assertOnly(Invariant.SETTLED_ON_CHAIN);
    }

    @Test
    void findsABatchThatPaysAnAccountTwice() throws Exception {
        Event accrual = accrue(scene.accrual(answer));
        for (int line = 0; line < 2; line++) {
            Settlement settlement = Settlement.included("eip155:1612", SampleEvents.hash("tx " + line), 7, line)
                    .inBatch(SampleEvents.hash("batch"));
            scene.say(
                    Scene.OPERATOR,
                    new RewardPay(
                            List.of(new RewardPay.Paid(accrual.id(), line)),
                            Scene.OPERATOR.issuer(),
                            BigInteger.valueOf(100L + 100L * line),
                            settlement));
        }
        assertOnly(Invariant.SETTLED_ON_CHAIN);
    }

    @Test
    void findsAPaymentToSomebodyElse() throws Exception {
        Event accrual = accrue(scene.accrual(answer));
        scene.say(Scene.OPERATOR, Scene.pay(accrual, 3, other, 125, 1));
        assertOnly(Invariant.PAYEE_IS_OWED);
    }

    @Test
    void findsWhatGoesToAnAccountThatWasReplaced() throws Exception {
        Event accrual = accrue(scene.accrual(answer));
        EventSigner old = CleanLogTest.account(scene.first);
        EventSigner fresh = SampleEvents.signer(60);
        scene.put(
                scene.draft(fresh, new KeyRotate(old.issuer(), fresh.issuer())).sign(fresh, old));
        scene.say(Scene.OPERATOR, Scene.pay(accrual, 3, one, 125, 1));
        assertOnly(Invariant.PAYEE_IS_OWED);
        Event next = scene.say(Scene.OPERATOR, scene.answer());
        accrue(scene.accrual(next));
        Audits.assertHas(Audits.of(scene.log), Invariant.ACCRUED_TO_PAYOUT, scene.lastIndex());
    }

    @Test
    void findsAPaymentOfOneUnitLess() throws Exception {
        Event accrual = accrue(scene.accrual(answer));
        scene.say(Scene.OPERATOR, Scene.pay(accrual, 3, one, 124, 1));
        assertOnly(Invariant.PAID_IS_ACCRUED);
    }

    @Test
    void findsAPaymentOfALineThatIsNotThere() throws Exception {
        Event accrual = accrue(scene.accrual(answer));
        scene.say(Scene.OPERATOR, Scene.pay(accrual, 6, one, 125, 1));
        assertOnly(Invariant.PAID_IS_ACCRUED);
    }

    @Test
    void findsAPaymentOfWhatIsSuperseded() throws Exception {
        Event accrual = accrue(scene.accrual(answer));
        withdraw(accrual);
        scene.say(Scene.OPERATOR, Scene.pay(accrual, 3, one, 125, 1));
        assertOnly(Invariant.SUPERSEDED_IS_NOT_PAID);
    }

    @Test
    void findsARewardForAnAnswerThatIsSuperseded() throws Exception {
        withdraw(answer);
        accrue(scene.accrual(answer));
        assertOnly(Invariant.SUPERSEDED_IS_NOT_PAID);
    }

    private void withdraw(Event target) {
        scene.say(
                Scene.OPERATOR,
                new Correction(
                        target.id(),
                        CorrectionClass.WITHDRAWAL,
                        null,
                        SampleEvents.hash("reason"),
                        Effective.FROM_NOW,
                        List.of()));
    }
}
