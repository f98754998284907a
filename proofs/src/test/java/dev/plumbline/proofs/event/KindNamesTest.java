package dev.plumbline.proofs.event;

import static dev.plumbline.testkit.SampleEvents.account;
import static dev.plumbline.testkit.SampleEvents.hash;
import static dev.plumbline.testkit.SampleEvents.id;
import static dev.plumbline.testkit.SampleEvents.signer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.event.Mention.Role;
import dev.plumbline.proofs.event.Reference.Relation;
import dev.plumbline.testkit.SampleEvents;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which events and parties a body names, and what its shorter constructors leave out. */
final class KindNamesTest {
    @Test
    void namesTheEventsThatABodyIsAbout() {
        assertThat(SampleEvents.payment().references())
                .containsExactly(
                        new Reference(Relation.ACCRUAL, id("accrual 1")),
                        new Reference(Relation.ACCRUAL, id("accrual 2")));
        assertThat(SampleEvents.correction().references())
                .containsExactly(
                        new Reference(Relation.TARGET, id("target")),
                        new Reference(Relation.REPLACEMENT, id("replacement")));
        assertThat(SampleEvents.dispute().references()).containsExactly(new Reference(Relation.TARGET, id("target")));
        assertThat(SampleEvents.resolution().references())
                .containsExactly(
                        new Reference(Relation.DISPUTE, id("dispute")),
                        new Reference(Relation.CORRECTION, id("correction")));
        assertThat(SampleEvents.erasure().references())
                .containsExactly(new Reference(Relation.TARGET, id("inference")));
        assertThat(SampleEvents.submission().references()).containsExactly(new Reference(Relation.EVENT, id("event")));
        for (Body body : List.of(
                SampleEvents.method(),
                SampleEvents.rotation(),
                SampleEvents.revocation(),
                SampleEvents.indexRoot(),
                SampleEvents.observation(),
                SampleEvents.sequencerEquivocation(),
                SampleEvents.forced(),
                SampleEvents.handover())) {
            assertThat(body.references()).as(body.kind().wireName()).isEmpty();
        }
    }

    @Test
    void namesAnAccrualOnceHoweverManyOfItsLinesArePaid() {
        var lines = List.of(new RewardPay.Paid(id("a"), 0), new RewardPay.Paid(id("a"), 1));
        var payment = new RewardPay(
                lines, account(1), BigInteger.ONE, Settlement.submitted("eip155:1612", hash("transaction")));
        assertThat(payment.references()).containsExactly(new Reference(Relation.ACCRUAL, id("a")));
    }

    @Test
    void namesThePartiesThatABodyIsAbout() {
        assertThat(SampleEvents.split().mentions()).isEmpty();
        assertThat(SampleEvents.routedSplit().mentions())
                .containsExactly(new Mention(Role.UNATTRIBUTED_TO, Issuer.ofAccount(1_612, new byte[20])));
        assertThat(SampleEvents.payment().mentions()).containsExactly(new Mention(Role.PAYEE, account(4)));
        assertThat(SampleEvents.correction().mentions())
                .containsExactly(new Mention(Role.DELTA_TO, account(4)), new Mention(Role.DELTA_TO, account(5)));
        assertThat(SampleEvents.rotation().mentions())
                .containsExactly(
                        new Mention(Role.OLD_KEY, signer(0).issuer()),
                        new Mention(Role.NEW_KEY, signer(1).issuer()));
        assertThat(SampleEvents.revocation().mentions())
                .containsExactly(new Mention(Role.REVOKED, signer(2).issuer()));
        for (Body body : List.of(
                SampleEvents.method(),
                SampleEvents.dispute(),
                SampleEvents.resolution(),
                SampleEvents.erasure(),
                SampleEvents.indexRoot(),
                SampleEvents.submission(),
                SampleEvents.observation(),
                SampleEvents.sequencerEquivocation(),
                SampleEvents.forced(),
                SampleEvents.handover())) {
            assertThat(body.mentions()).as(body.kind().wireName()).isEmpty();
        }
    }

    @Test
    void changesAKeyOnlyWithBothSignatures() {
        EventDraft draft = EventDraft.first(
                SampleEvents.rotation(), SampleEvents.NAMESPACE, signer(0).issuer(), SampleEvents.ISSUED_AT);
        assertThat(draft.sign(signer(0), signer(1)).checkSignatures()).isEqualTo(SignatureStatus.VALID);
        assertRefused(() -> draft.sign(signer(0)));
        assertRefused(() -> draft.sign(signer(0), signer(2)));
        assertRefused(() -> draft.sign(signer(1), signer(0)));
        assertRefused(() -> draft.sign(signer(0), signer(1), signer(1)));
        assertRefused(() -> EventDraft.signBatch(List.of(draft), signer(0)));
        assertRefused(() -> EventDraft.first(
                SampleEvents.rotation(), SampleEvents.NAMESPACE, signer(2).issuer(), SampleEvents.ISSUED_AT));

        EventDraft byNew = EventDraft.first(
                SampleEvents.rotation(), SampleEvents.NAMESPACE, signer(1).issuer(), SampleEvents.ISSUED_AT);
        Event cosignedByThree = byNew.sign(signer(1), signer(2), signer(0));
        assertThat(cosignedByThree.checkSignatures()).isEqualTo(SignatureStatus.VALID);
        assertThat(cosignedByThree.cosignatures()).hasSize(2);
    }

    @Test
    void takesAnyNumberOfCosignersOfAnyEvent() {
        EventDraft draft = EventDraft.first(
                SampleEvents.inference(1), SampleEvents.NAMESPACE, signer(0).issuer(), SampleEvents.ISSUED_AT);
        assertThat(draft.sign(signer(0)).cosignatures()).isEmpty();
        assertThat(draft.sign(signer(0), signer(1), signer(2)))
                .isEqualTo(draft.sign(signer(0)).cosign(signer(1)).cosign(signer(2)));
    }

    @Test
    void keepsTheBytesOfASignatureToItself() {
        byte[] bytes = new byte[UnsafeSignature.SIGNATURE_BYTES];
        UnsafeSignature signature = UnsafeSignature.of(bytes, hash("payload"));
        UnsafeSignature same = UnsafeSignature.of(new byte[UnsafeSignature.SIGNATURE_BYTES], hash("payload"));
        bytes[0] = 1;
        signature.signature()[1] = 1;
        assertThat(signature).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(signature).isNotEqualTo(UnsafeSignature.of(bytes, hash("payload")));
        assertThat(signature).isNotEqualTo(UnsafeSignature.of(signature.signature(), hash("other")));
        assertRefused(() -> UnsafeSignature.of(new byte[64], hash("payload")));
    }

    @Test
    void refusesWhatOnlyAProgramCanAskFor() {
        assertRefused(() -> new Correction.Delta(account(1), BigInteger.TEN.pow(78)));
        assertRefused(
                () -> new Correction.Delta(account(1), BigInteger.TEN.pow(78).negate()));
        assertRefused(() -> new Correction.Delta(account(1), BigInteger.ZERO));
        assertRefused(() -> new KeyRotate(account(1), account(1)));
        assertRefused(() -> new DisputeOpen.Claim(null, null));
        assertRefused(() -> KeyRevoke.since(account(1), 1L << 53));
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable building) {
        assertThatThrownBy(building).isInstanceOf(IllegalArgumentException.class);
    }
}
