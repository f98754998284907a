package dev.plumbline.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.Authority;
import dev.plumbline.proofs.event.Correction;
import dev.plumbline.proofs.event.CorrectionClass;
import dev.plumbline.proofs.event.DisputeCode;
import dev.plumbline.proofs.event.DisputeOpen;
import dev.plumbline.proofs.event.DisputeResolve;
import dev.plumbline.proofs.event.Effective;
import dev.plumbline.proofs.event.ErasureNotice;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.IssuerConflict;
import dev.plumbline.proofs.event.KeyRevoke;
import dev.plumbline.proofs.event.KeyRotate;
import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.testkit.SampleEvents;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Wrong answers, corrections, keys, disputes and notices. */
class LifeCycleBreachTest {
    private final Scene scene = new Scene();

    private void assertOnly(Invariant invariant) throws Exception {
        Audits.assertOnly(Audits.of(scene.log), invariant, scene.lastIndex());
    }

    private Event answer(EventId upload, TreeHead asOf) {
        return scene.say(
                Scene.OPERATOR,
                scene.answer(
                        BigInteger.ONE,
                        asOf,
                        List.of(new Attribution.Line(upload, null, 3 * Scene.QUARTER)),
                        Scene.QUARTER));
    }

    @Test
    void findsAWeightForAnUnknownUpload() throws Exception {
        answer(SampleEvents.id("unknown"), scene.now());
        AuditResult result = Audits.of(scene.log);
        Audits.assertHas(result, Invariant.UPLOAD_BEFORE_USE, scene.lastIndex());
        Audits.assertHas(result, Invariant.REFERENCES_HOLD, scene.lastIndex());
        assertThat(Audits.violations(result)).hasSize(2);
    }

    @Test
    void findsAWeightForAnUploadBehindTheStateThatWasLookedAt() throws Exception {
        answer(scene.first.id(), TreeHead.EMPTY);
        assertOnly(Invariant.UPLOAD_BEFORE_USE);
    }

    @Test
    void findsAWeightForARowThatIsNotThere() throws Exception {
        scene.say(
                Scene.OPERATOR,
                scene.answer(
                        BigInteger.ONE,
                        scene.now(),
                        List.of(new Attribution.Line(scene.first.id(), 0L, 3 * Scene.QUARTER)),
                        Scene.QUARTER));
        assertOnly(Invariant.UPLOAD_BEFORE_USE);
    }

    @Test
    void findsAStateThatTheLogNeverHad() throws Exception {
        answer(scene.first.id(), new TreeHead(scene.log.size(), SampleEvents.hash("root")));
        assertOnly(Invariant.AS_OF_IS_THIS_LOG);
    }

    @Test
    void findsAStateThatTheLogDidNotHaveYet() throws Exception {
        answer(scene.first.id(), new TreeHead(scene.log.size() + 1, scene.now().root()));
        assertOnly(Invariant.AS_OF_IS_THIS_LOG);
    }

    @Test
    void findsAWeightForWhatTheModelWasNotTrainedOn() throws Exception {
        Event upload = scene.say(Scene.CONTRIBUTOR, Scene.upload(3, Permission.ALLOWED));
        answer(upload.id(), scene.now());
        assertOnly(Invariant.TRAINED_ON);
    }

    @Test
    void findsAUseThatTheLicenseDoesNotPermit() throws Exception {
        Event upload = scene.say(Scene.CONTRIBUTOR, Scene.upload(3, Permission.NOT_ALLOWED));
        Event model = scene.say(Scene.OPERATOR, scene.model(List.of(scene.first, scene.second, upload)));
        Inference answer = scene.answer(
                BigInteger.ONE, scene.now(), List.of(Scene.line(upload, 3 * Scene.QUARTER)), Scene.QUARTER);
        scene.say(Scene.OPERATOR, with(answer, model.id(), scene.method.id(), answer.attempt()));
        AuditResult result = Audits.of(scene.log);
        Audits.assertOnly(result, Invariant.LICENSE_PERMITS, scene.lastIndex());
        assertThat(result.figures().licenseConflicts())
                .containsExactly(new AuditFigures.LicenseConflict(5, upload.id(), 1));
    }

    @Test
    void takesAConstrainedUseAsAsserted() throws Exception {
        Event upload = scene.say(Scene.CONTRIBUTOR, Scene.upload(3, Permission.CONSTRAINED));
        Event model = scene.say(Scene.OPERATOR, scene.model(List.of(scene.first, scene.second, upload)));
        Inference answer = scene.answer(
                BigInteger.ONE, scene.now(), List.of(Scene.line(upload, 3 * Scene.QUARTER)), Scene.QUARTER);
        scene.say(Scene.OPERATOR, with(answer, model.id(), scene.method.id(), answer.attempt()));
        assertThat(Audits.of(scene.log).of(Invariant.LICENSE_PERMITS).standing())
                .isEqualTo(Standing.OPERATOR_ASSERTED);
    }

    private static Inference with(Inference answer, EventId model, @Nullable EventId method, String attempt) {
        return new Inference(
                attempt,
                answer.outcome(),
                model,
                method,
                answer.startedAtMillis(),
                answer.finishedAtMillis(),
                answer.prompt(),
                answer.response(),
                answer.params(),
                answer.tokens(),
                answer.fee(),
                answer.attribution());
    }

    @Test
    void findsAModelThatIsNotRegistered() throws Exception {
        Inference answer = scene.answer();
        scene.say(Scene.OPERATOR, with(answer, SampleEvents.id("model"), scene.method.id(), answer.attempt()));
        Audits.assertHas(Audits.of(scene.log), Invariant.MODEL_REGISTERED, scene.lastIndex());
    }

    @Test
    void findsAMethodThatIsNone() throws Exception {
        Inference answer = scene.answer();
        scene.say(Scene.OPERATOR, with(answer, scene.model.id(), scene.policy.id(), answer.attempt()));
        AuditResult result = Audits.of(scene.log);
        Audits.assertHas(result, Invariant.MODEL_REGISTERED, scene.lastIndex());
        Audits.assertHas(result, Invariant.REFERENCES_HOLD, scene.lastIndex());
    }

    @Test
    void findsAnAttemptThatEndsTwice() throws Exception {
        Event once = scene.say(Scene.OPERATOR, scene.answer());
        Inference answer = scene.answer();
        scene.say(
                Scene.OPERATOR, with(answer, scene.model.id(), scene.method.id(), ((Inference) once.body()).attempt()));
        assertOnly(Invariant.ONE_OUTCOME);
    }

    private Correction correction(Event target, @Nullable Event replacement, Correction.Delta... delta) {
        return new Correction(
                target.id(),
                replacement == null ? CorrectionClass.WITHDRAWAL : CorrectionClass.AMOUNT,
                replacement == null ? null : replacement.id(),
                SampleEvents.hash("reason"),
                Effective.FROM_NOW,
                List.of(delta));
    }

    @Test
    void findsACorrectionOfSomebodyElsesEvent() throws Exception {
        Event answer = scene.say(Scene.OPERATOR, scene.answer());
        scene.say(Scene.REQUESTER, correction(answer, null));
        assertOnly(Invariant.CORRECTIONS_CHAIN);
    }

    @Test
    void findsASecondCorrection() throws Exception {
        Event answer = scene.say(Scene.OPERATOR, scene.answer());
        scene.say(Scene.OPERATOR, correction(answer, null));
        scene.say(Scene.OPERATOR, correction(answer, null));
        assertOnly(Invariant.CORRECTIONS_CHAIN);
    }

    @Test
    void findsACircleOfCorrections() throws Exception {
        Event one = scene.say(Scene.OPERATOR, scene.answer());
        Event other = scene.say(Scene.OPERATOR, scene.answer());
        scene.say(Scene.OPERATOR, correction(one, other));
        scene.say(Scene.OPERATOR, correction(other, one));
        assertOnly(Invariant.CORRECTIONS_CHAIN);
    }

    @Test
    void findsACorrectionBeforeItsTarget() throws Exception {
        Event later = scene.draft(Scene.OPERATOR, scene.answer()).sign(Scene.OPERATOR);
        scene.say(Scene.REQUESTER, correction(later, null));
        long index = scene.lastIndex();
        scene.put(later);
        AuditResult result = Audits.of(scene.log);
        Audits.assertHas(result, Invariant.CORRECTIONS_CHAIN, index);
        Audits.assertHas(result, Invariant.REFERENCES_HOLD, index);
    }

    @Test
    void findsDeltasThatDoNotNetOut() throws Exception {
        Event one = scene.say(Scene.OPERATOR, scene.answer());
        Event other = scene.say(Scene.OPERATOR, scene.answer());
        scene.say(
                Scene.OPERATOR, correction(one, other, new Correction.Delta(SampleEvents.account(1), BigInteger.ONE)));
        assertOnly(Invariant.CORRECTIONS_CHAIN);
    }

    @Test
    void findsDeltasThatAreNotTheDifference() throws Exception {
        Event answer = scene.say(Scene.OPERATOR, scene.answer());
        Event wrong = scene.say(Scene.OPERATOR, scene.accrual(answer, 126, 249, 125));
        RewardAccrue right = scene.accrual(answer);
        Event replacement = scene.say(Scene.OPERATOR, right);
        scene.say(
                Scene.OPERATOR,
                correction(
                        wrong,
                        replacement,
                        new Correction.Delta(Scene.payout(scene.first), BigInteger.valueOf(-2)),
                        new Correction.Delta(Scene.payout(scene.second), BigInteger.TWO)));
        Audits.assertHas(Audits.of(scene.log), Invariant.CORRECTIONS_CHAIN, scene.lastIndex());
    }

    @Test
    void findsAnEventUnderARevokedKey() throws Exception {
        scene.say(Scene.CONTRIBUTOR, KeyRevoke.of(Scene.CONTRIBUTOR.issuer()));
        scene.say(Scene.CONTRIBUTOR, Scene.upload(3, Permission.ALLOWED));
        assertOnly(Invariant.SIGNED);
    }

    @Test
    void findsARevocationByAStranger() throws Exception {
        scene.say(Scene.REQUESTER, KeyRevoke.of(Scene.CONTRIBUTOR.issuer()));
        assertOnly(Invariant.KEYS_CHANGE_ONCE);
        scene.say(Scene.CONTRIBUTOR, Scene.upload(3, Permission.ALLOWED));
        assertThat(Audits.violations(Audits.of(scene.log))).hasSize(1);
    }

    @Test
    void findsAKeyThatIsReplacedTwice() throws Exception {
        for (int number = 20; number < 22; number++) {
            EventSigner fresh = SampleEvents.signer(number);
            var rotation = new KeyRotate(Scene.CONTRIBUTOR.issuer(), fresh.issuer());
            scene.put(scene.draft(fresh, rotation).sign(fresh, Scene.CONTRIBUTOR));
        }
        assertOnly(Invariant.KEYS_CHANGE_ONCE);
    }

    @Test
    void tellsThatAnIssuerEquivocated() throws Exception {
        Event one = scene.draft(Scene.CONTRIBUTOR, Scene.upload(3, Permission.ALLOWED))
                .sign(Scene.CONTRIBUTOR);
        Event other = scene.draft(Scene.CONTRIBUTOR, Scene.upload(4, Permission.ALLOWED))
                .sign(Scene.CONTRIBUTOR);
        scene.put(one);
        scene.say(scene.log.issuer(), IssuerConflict.of(one.id(), other));
        assertOnly(Invariant.NO_ISSUER_EQUIVOCATES);
    }

    @Test
    void findsAWindowThatIsNotThePolicys() throws Exception {
        Event accrual = scene.say(Scene.OPERATOR, scene.accrual(scene.say(Scene.OPERATOR, scene.answer())));
        scene.say(Scene.CONTRIBUTOR, dispute(accrual, accrual.issuedAtMillis() + Scene.WINDOW_MILLIS - 1));
        assertOnly(Invariant.DISPUTES_ARE_HEARD);
    }

    @Test
    void findsADisputeThatIsUpheldByAnotherCorrection() throws Exception {
        Event answer = scene.say(Scene.OPERATOR, scene.answer());
        Event accrual = scene.say(Scene.OPERATOR, scene.accrual(answer));
        Event dispute = scene.say(Scene.CONTRIBUTOR, dispute(accrual, accrual.issuedAtMillis() + Scene.WINDOW_MILLIS));
        Event correction = scene.say(Scene.OPERATOR, correction(scene.say(Scene.OPERATOR, scene.answer()), null));
        scene.say(Scene.OPERATOR, DisputeResolve.upheld(dispute.id(), correction.id()));
        assertOnly(Invariant.DISPUTES_ARE_HEARD);
    }

    @Test
    void findsADisputeThatIsResolvedTwice() throws Exception {
        Event accrual = scene.say(Scene.OPERATOR, scene.accrual(scene.say(Scene.OPERATOR, scene.answer())));
        Event dispute = scene.say(Scene.CONTRIBUTOR, dispute(accrual, accrual.issuedAtMillis() + Scene.WINDOW_MILLIS));
        scene.say(Scene.OPERATOR, DisputeResolve.rejected(dispute.id(), SampleEvents.hash("reason")));
        scene.say(Scene.OPERATOR, DisputeResolve.rejected(dispute.id(), SampleEvents.hash("reason")));
        assertOnly(Invariant.DISPUTES_ARE_HEARD);
    }

    private static DisputeOpen dispute(Event target, long windowEndsMillis) {
        return new DisputeOpen(
                target.id(),
                DisputeCode.WRONG_AMOUNT,
                DisputeOpen.Claim.ofAmount(BigInteger.TEN),
                List.of(),
                windowEndsMillis);
    }

    @Test
    void findsANoticeOfWhatWasNeverCommittedTo() throws Exception {
        Event refusal = scene.say(Scene.OPERATOR, scene.refusal());
        scene.say(
                Scene.OPERATOR,
                new ErasureNotice(refusal.id(), List.of("response"), Authority.LAW, scene.clockMillis()));
        assertOnly(Invariant.ERASED_BY_NOTICE);
    }
}
