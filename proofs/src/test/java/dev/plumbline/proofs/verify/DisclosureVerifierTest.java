package dev.plumbline.proofs.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.disclosure.CommittedField;
import dev.plumbline.proofs.disclosure.Disclosure;
import dev.plumbline.proofs.disclosure.FieldOpening;
import dev.plumbline.proofs.disclosure.Opening;
import dev.plumbline.proofs.disclosure.RowProof;
import dev.plumbline.proofs.disclosure.SampleDisclosures;
import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.testkit.SampleEvents;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DisclosureVerifierTest {
    private final DisclosureVerifier verifier =
            new DisclosureVerifier(VerificationPolicy.of(SampleDisclosures.trust()));

    @ParameterizedTest
    @EnumSource
    void aFieldIsVerifiedWithItsEventAndItsPlace(CommittedField field) {
        DisclosureVerdict verdict = verifier.verify(SampleDisclosures.of(field).encode());
        assertThat(verdict).isInstanceOf(DisclosureVerdict.Verified.class);
        VerifiedDisclosure disclosure = ((DisclosureVerdict.Verified) verdict).disclosure();
        assertThat(disclosure.receipt().index()).isEqualTo(1);
        assertThat(disclosure.opening().value()).isEqualTo(("the " + field.path()).getBytes(UTF_8));
        assertThat(verdict.checks()).extracting(Check::name).containsExactlyElementsOf(Check.Name.OF_DISCLOSURES);
        assertThat(last(verdict).result()).isEqualTo(Check.Result.PASSED);
    }

    @Test
    void everyRowIsVerified() {
        for (int row = 0; row < SampleDisclosures.ROWS; row++) {
            assertThat(verifier.verify(SampleDisclosures.ofRow(row).encode()))
                    .isInstanceOf(DisclosureVerdict.Verified.class);
        }
    }

    @Test
    void anotherFieldSaltValueOrRowIsAMismatch() {
        Body inference = SampleDisclosures.inference();
        FieldOpening prompt = SampleDisclosures.opening(CommittedField.PROMPT);
        FieldOpening response = SampleDisclosures.opening(CommittedField.RESPONSE);
        assertMismatch(inference, new FieldOpening(CommittedField.RESPONSE, prompt.salt(), prompt.value()));
        assertMismatch(inference, new FieldOpening(CommittedField.PROMPT, response.salt(), prompt.value()));
        assertMismatch(inference, new FieldOpening(CommittedField.PROMPT, prompt.salt(), response.value()));
        RowProof row = SampleDisclosures.row(6);
        Body upload = SampleDisclosures.upload();
        for (long other : new long[] {0, 5, 7, 10, 11, Long.MAX_VALUE >>> 10}) {
            assertMismatch(upload, new RowProof(new InclusionProof(other, row.path()), row.salt(), row.value()));
        }
        RowProof neighbour = SampleDisclosures.row(7);
        assertMismatch(upload, new RowProof(new InclusionProof(6, row.path()), neighbour.salt(), row.value()));
        assertMismatch(upload, new RowProof(new InclusionProof(6, row.path()), row.salt(), neighbour.value()));
    }

    @Test
    void whatTheEventDoesNotCommitToIsToldApart() {
        assertReason(SampleDisclosures.inference(), SampleDisclosures.row(0), Reason.NOTHING_COMMITTED);
        assertReason(
                SampleDisclosures.inference(),
                SampleDisclosures.opening(CommittedField.CONTENT),
                Reason.NOTHING_COMMITTED);
        assertReason(
                SampleDisclosures.upload(), SampleDisclosures.opening(CommittedField.PROMPT), Reason.NOTHING_COMMITTED);
        // A plain digest is no commitment, and an upload may have no rows.
        assertReason(
                SampleEvents.smallUpload(0),
                SampleDisclosures.opening(CommittedField.CONTENT),
                Reason.NOTHING_COMMITTED);
        assertReason(SampleEvents.smallUpload(0), SampleDisclosures.row(0), Reason.NOTHING_COMMITTED);
        assertReason(SampleEvents.split(), SampleDisclosures.opening(CommittedField.PROMPT), Reason.NOTHING_COMMITTED);
    }

    @Test
    void theReceiptIsJudgedFirstAndByItsOwnReasons() throws Exception {
        var stranger = new SignerKey("other.example/log", KeyType.ED25519, new byte[32]);
        var elsewhere = new DisclosureVerifier(VerificationPolicy.of(TrustPolicy.ofLog(stranger.verifierKey())));
        DisclosureVerdict verdict =
                elsewhere.verify(SampleDisclosures.of(CommittedField.PROMPT).encode());
        assertThat(((DisclosureVerdict.Rejected) verdict).reason()).isEqualTo(Reason.UNKNOWN_LOG);
        assertThat(last(verdict).result()).isEqualTo(Check.Result.NOT_CHECKED);
        assertThat(verdict.checks()).extracting(Check::name).containsExactlyElementsOf(Check.Name.OF_DISCLOSURES);
    }

    @Test
    void whatCannotBeReadSaysSo() {
        assertThat(reason(new byte[0])).isEqualTo(Reason.FORMAT_UNREADABLE);
        assertThat(verifier.verify(new byte[0]).checks())
                .extracting(Check::name)
                .containsExactlyElementsOf(Check.Name.OF_DISCLOSURES);
        String file = new String(SampleDisclosures.ofRow(0).encode(), UTF_8);
        int version = file.indexOf("\"v\":1,\"value\"");
        assertThat(reason((file.substring(0, version) + "\"v\":2" + file.substring(version + 5)).getBytes(UTF_8)))
                .isEqualTo(Reason.FORMAT_UNSUPPORTED);
    }

    /** One bit of every byte, each in its turn. Some seconds: most of the changed files cost two signatures. */
    @Test
    void noFlippedBitIsBelieved() {
        for (Disclosure sample : List.of(SampleDisclosures.of(CommittedField.PARAMS), SampleDisclosures.ofRow(4))) {
            byte[] file = sample.encode();
            var believed = new ArrayList<Integer>();
            for (int at = 0; at < file.length; at++) {
                byte[] changed = file.clone();
                changed[at] ^= (byte) (1 << at % 8);
                if (verifier.verify(changed) instanceof DisclosureVerdict.Verified) {
                    believed.add(at);
                }
            }
            assertThat(believed).isEmpty();
        }
    }

    private void assertMismatch(Body body, Opening opening) {
        assertReason(body, opening, Reason.COMMITMENT_MISMATCH);
    }

    private void assertReason(Body body, Opening opening, Reason reason) {
        DisclosureVerdict verdict = verifier.verify(new Disclosure(SampleDisclosures.receipt(body), opening).encode());
        assertThat(((DisclosureVerdict.Rejected) verdict).reason()).isEqualTo(reason);
        assertThat(last(verdict).name()).isEqualTo(Check.Name.COMMITMENT);
        assertThat(last(verdict).result()).isEqualTo(Check.Result.FAILED);
    }

    private Reason reason(byte[] file) {
        return ((DisclosureVerdict.Rejected) verifier.verify(file)).reason();
    }

    private static Check last(DisclosureVerdict verdict) {
        return verdict.checks().get(verdict.checks().size() - 1);
    }

    @Test
    void ofAFileThatIsNoneOnlyTheFormWasChecked() {
        for (Check check : verifier.verify(new byte[0]).checks()) {
            assertThat(check.result())
                    .as("%s", check.name())
                    .isEqualTo(check.name() == Check.Name.FORMAT ? Check.Result.FAILED : Check.Result.NOT_CHECKED);
        }
    }
}
