package dev.plumbline.proofs.verify;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.disclosure.Disclosure;
import dev.plumbline.proofs.disclosure.DisclosureStatus;
import dev.plumbline.proofs.disclosure.Opening;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks disclosures: {@code .disclosure.json} (docs/format/disclosure.md). First the receipt, as {@link ReceiptVerifier}
 * does, then that its event commits to what is disclosed. Total, any thread, no network but what the policy brings.
 */
public final class DisclosureVerifier {
    private static final String NOT_REACHED = "an earlier check failed";

    private final ReceiptVerifier receipts;

    /** A verifier that believes and demands of receipts what the policy says. */
    public DisclosureVerifier(VerificationPolicy policy) {
        this.receipts = new ReceiptVerifier(policy);
    }

    /** Checks the bytes of a file. Costs what its receipt costs, and one hash of the value or 64 of a path. */
    public DisclosureVerdict verify(byte[] file) {
        Disclosure disclosure;
        try {
            disclosure = Disclosure.parse(file);
        } catch (MalformedException e) {
            return unreadable(e);
        }
        Verdict verdict = receipts.verify(disclosure.receipt().encode());
        if (verdict instanceof Verdict.Rejected rejected) {
            Check commitment = new Check(Check.Name.COMMITMENT, Check.Result.NOT_CHECKED, NOT_REACHED);
            return new DisclosureVerdict.Rejected(
                    rejected.reason(), rejected.detail(), with(rejected.checks(), commitment));
        }
        VerifiedReceipt receipt = ((Verdict.Verified) verdict).receipt();
        Opening opening = disclosure.opening();
        DisclosureStatus status = opening.check(receipt.event().body());
        String detail = opening + ": " + status;
        if (status != DisclosureStatus.VALID) {
            Check commitment = new Check(Check.Name.COMMITMENT, Check.Result.FAILED, detail);
            return new DisclosureVerdict.Rejected(reason(status), detail, with(verdict.checks(), commitment));
        }
        Check commitment = new Check(Check.Name.COMMITMENT, Check.Result.PASSED, detail);
        return new DisclosureVerdict.Verified(
                new VerifiedDisclosure(receipt, opening), with(verdict.checks(), commitment));
    }

    private static DisclosureVerdict unreadable(MalformedException e) {
        Reason reason = e.code() == Malformed.UNSUPPORTED ? Reason.FORMAT_UNSUPPORTED : Reason.FORMAT_UNREADABLE;
        var checks = new ArrayList<Check>();
        for (Check.Name name : Check.Name.OF_DISCLOSURES) {
            checks.add(
                    name == Check.Name.FORMAT
                            ? new Check(name, Check.Result.FAILED, e.getMessage())
                            : new Check(name, Check.Result.NOT_CHECKED, NOT_REACHED));
        }
        return new DisclosureVerdict.Rejected(reason, e.getMessage(), checks);
    }

    private static Reason reason(DisclosureStatus status) {
        return switch (status) {
            case NOTHING_COMMITTED -> Reason.NOTHING_COMMITTED;
            case VALID, COMMITMENT_MISMATCH, ROW_OUTSIDE_DATASET, WRONG_PATH_LENGTH, ROW_ROOT_MISMATCH ->
                Reason.COMMITMENT_MISMATCH;
        };
    }

    private static List<Check> with(List<Check> checks, Check last) {
        var all = new ArrayList<>(checks);
        all.add(last);
        return all;
    }
}
