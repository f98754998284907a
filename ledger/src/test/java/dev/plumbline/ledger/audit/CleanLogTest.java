package dev.plumbline.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.event.Authority;
import dev.plumbline.proofs.event.Correction;
import dev.plumbline.proofs.event.CorrectionClass;
import dev.plumbline.proofs.event.DisputeCode;
import dev.plumbline.proofs.event.DisputeOpen;
import dev.plumbline.proofs.event.DisputeResolve;
import dev.plumbline.proofs.event.Effective;
import dev.plumbline.proofs.event.ErasureNotice;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.KeyRevoke;
import dev.plumbline.proofs.event.KeyRotate;
import dev.plumbline.testkit.RawLog;
import dev.plumbline.testkit.SampleEvents;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A log in which all is right gives no alarm, and nothing that was not checked is called right. */
class CleanLogTest {
    private final Scene scene = new Scene();

    @Test
    void nothingIsWrongWithALifeThatUsesEveryRule() throws Exception {
        wholeLife(scene);
        AuditResult result = Audits.of(scene.log);
        assertThat(Audits.violations(result)).isEmpty();
        assertThat(result.isClean()).isTrue();
        assertThat(result.head()).isEqualTo(scene.now());
        Set<Invariant> notHeld = EnumSet.noneOf(Invariant.class);
        for (InvariantResult each : result.results()) {
            if (each.standing() != Standing.HOLDS) {
                notHeld.add(each.invariant());
                assertThat(each.standing() == Standing.CANNOT_CHECK)
                        .as("%s", each)
                        .isEqualTo(each.asserted() == 0);
            } else {
                assertThat(each.checked()).as("%s", each).isPositive();
            }
        }
        assertThat(notHeld)
                .containsExactlyInAnyOrder(
                        Invariant.RECEIPTS_ARE_KEPT,
                        Invariant.INDEX_MATCHES,
                        Invariant.SETTLED_ON_CHAIN,
                        Invariant.SUBMITTED_IS_INCLUDED,
                        Invariant.ORDER_FOLLOWS_POLICY,
                        Invariant.ONE_BLOCK_PER_HEIGHT,
                        Invariant.OTHER_ROLES,
                        Invariant.NO_ISSUER_EQUIVOCATES,
                        Invariant.REQUESTER_COSIGNS,
                        Invariant.METHOD_YIELDS_WEIGHTS,
                        Invariant.FORCED_FOLLOWS,
                        Invariant.FORCED_IS_DEMANDED,
                        Invariant.LEDGER_WRITES);
    }

    @Test
    void everythingIsUncheckedInAnEmptyLogButItsHead() throws Exception {
        AuditResult result = Audits.of(new RawLog("ledger.example.org/empty"));
        for (InvariantResult each : result.results()) {
            boolean isHead = each.invariant() == Invariant.HEADS_ARE_CONSISTENT;
            assertThat(each.standing()).isEqualTo(isHead ? Standing.HOLDS : Standing.CANNOT_CHECK);
            assertThat(each.reason() == null).as("%s", each).isEqualTo(isHead);
        }
    }

    @Test
    void figuresAreThoseCountedByHand() throws Exception {
        wholeLife(scene);
        AuditFigures figures = Audits.of(scene.log).figures();
        assertThat(figures.eventsByKind())
                .containsEntry("datanet.upload", 2L)
                .containsEntry("inference", 5L)
                .containsEntry("reward.accrue", 4L)
                .containsEntry("reward.pay", 2L);
        assertThat(figures.accruedByRole().get(Scene.TOKEN))
                .containsEntry("platform", BigInteger.valueOf(500))
                .containsEntry("contributors", BigInteger.valueOf(1_875));
        assertThat(figures.paidByToken()).containsEntry(Scene.TOKEN, BigInteger.valueOf(375));
        assertThat(figures.weights().uploadCount()).isEqualTo(2);
        assertThat(figures.weights().top().get(0).upload()).isEqualTo(scene.second.id());
        assertThat(figures.disputesOpen()).isZero();
        assertThat(figures.buckets().stream()
                        .mapToLong(AuditFigures.Bucket::count)
                        .sum())
                .isEqualTo(scene.log.size());
    }

    /** Answers, a refusal, accruals of one and of a period, payments, a correction, a dispute, a new key, a notice. */
    static void wholeLife(Scene scene) {
        Event answer = scene.put(scene.draft(Scene.OPERATOR, scene.answer()).sign(Scene.OPERATOR, Scene.REQUESTER));
        scene.say(Scene.OPERATOR, scene.refusal());
        Event accrual = scene.say(Scene.OPERATOR, scene.accrual(answer));
        Event payment = scene.say(Scene.OPERATOR, Scene.pay(accrual, 3, Scene.payout(scene.first), 125, 1));
        long disputedAt = accrual.issuedAtMillis();
        Event dispute = scene.say(
                Scene.CONTRIBUTOR,
                new DisputeOpen(
                        accrual.id(),
                        DisputeCode.WRONG_AMOUNT,
                        DisputeOpen.Claim.ofAmount(BigInteger.TEN),
                        List.of(),
                        disputedAt + Scene.WINDOW_MILLIS));
        scene.say(Scene.OPERATOR, DisputeResolve.rejected(dispute.id(), SampleEvents.hash("reason")));
        long from = scene.clockMillis();
        Event one = scene.say(Scene.OPERATOR, scene.answer());
        Event other = scene.say(Scene.OPERATOR, scene.answer());
        long to = scene.clockMillis() + 100;
        scene.say(
                Scene.OPERATOR,
                scene.accrual(
                        null,
                        scene.period(from, to, one, other),
                        scene.policy,
                        Scene.payout(scene.first),
                        Scene.payout(scene.second),
                        List.of(250L, 500L, 250L),
                        2_000));
        Event wrong = scene.say(Scene.OPERATOR, scene.accrual(scene.say(Scene.OPERATOR, scene.answer())));
        corrected(scene, wrong);
        newKey(scene, accrual);
        scene.say(
                Scene.OPERATOR,
                new ErasureNotice(answer.id(), List.of("prompt", "response"), Authority.SUBJECT, scene.clockMillis()));
        assertThat(payment.iseq()).isPositive();
    }

    /** An accrual that is logged again and put in place of the first. */
    private static void corrected(Scene scene, Event wrong) {
        Event again = scene.say(Scene.OPERATOR, wrong.body());
        scene.say(
                Scene.OPERATOR,
                new Correction(
                        wrong.id(),
                        CorrectionClass.DUPLICATE,
                        again.id(),
                        SampleEvents.hash("reason"),
                        Effective.RETROACTIVE,
                        List.of()));
    }

    /** The second contributor's account is moved to a new one, which is then paid; the old key is revoked. */
    private static void newKey(Scene scene, Event accrual) {
        EventSigner old = account(scene.second);
        EventSigner fresh = SampleEvents.signer(50);
        scene.put(
                scene.draft(fresh, new KeyRotate(old.issuer(), fresh.issuer())).sign(fresh, old));
        scene.say(Scene.OPERATOR, Scene.pay(accrual, 4, fresh.issuer(), 250, 2));
        scene.say(fresh, KeyRevoke.of(old.issuer()));
    }

    static EventSigner account(Event upload) {
        for (int number = 1; number <= 2; number++) {
            if (SampleEvents.account(number).equals(Scene.payout(upload))) {
                return EventSigner.ethereumAccount(
                        1_612, SampleEvents.hash("account " + number).bytes());
            }
        }
        throw new AssertionError("no such account");
    }
}
