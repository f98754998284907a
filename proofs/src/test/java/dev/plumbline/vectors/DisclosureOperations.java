package dev.plumbline.vectors;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.disclosure.Commitment;
import dev.plumbline.proofs.disclosure.CommittedField;
import dev.plumbline.proofs.disclosure.FieldOpening;
import dev.plumbline.proofs.disclosure.Opening;
import dev.plumbline.proofs.disclosure.RowProof;
import dev.plumbline.proofs.disclosure.Salt;
import dev.plumbline.proofs.verify.DisclosureVerdict;
import dev.plumbline.proofs.verify.DisclosureVerifier;
import dev.plumbline.proofs.verify.Reason;
import dev.plumbline.proofs.verify.VerificationPolicy;
import dev.plumbline.proofs.verify.VerifiedDisclosure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operations of the suite that concern commitments and disclosures. */
final class DisclosureOperations {
    private DisclosureOperations() {}

    static Outcome verifyCommitment(Input input) throws MalformedException {
        CommittedField field = CommittedField.parse(input.text("field"));
        Salt salt = Salt.parseBase64(input.text("salt"));
        return Commitment.check(input.hash("commitment"), field, salt, input.bytes("value"))
                ? Outcome.accepted()
                : Outcome.rejected(Reason.COMMITMENT_MISMATCH);
    }

    static Outcome verifyDisclosure(Input input) throws MalformedException {
        var policy = VerificationPolicy.of(TrustPolicy.parse(input.bytes("policy")));
        DisclosureVerdict verdict = new DisclosureVerifier(policy).verify(input.bytes("disclosure"));
        List<List<String>> checks = verdict.checks().stream()
                .map(check -> List.of(check.name().name(), check.result().name()))
                .toList();
        if (verdict instanceof DisclosureVerdict.Rejected rejected) {
            return new Outcome("rejected", rejected.reason().name(), "", checks, Map.of());
        }
        return new Outcome("accepted", "", "", checks, value(((DisclosureVerdict.Verified) verdict).disclosure()));
    }

    private static Map<String, Object> value(VerifiedDisclosure disclosure) {
        Opening opening = disclosure.opening();
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("event_id", disclosure.receipt().event().id().encode());
        value.put("index", Long.toString(disclosure.receipt().index()));
        if (opening instanceof FieldOpening field) {
            value.put("field", field.field().path());
        } else if (opening instanceof RowProof row) {
            value.put("row", Long.toString(row.index()));
        }
        value.put("disclosed", Bytes.base64(opening.value()));
        return value;
    }
}
