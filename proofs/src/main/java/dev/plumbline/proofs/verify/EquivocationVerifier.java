package dev.plumbline.proofs.verify;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.view.Equivocation;
import dev.plumbline.proofs.view.EquivocationVerdict;
import java.util.List;

/**
 * Checks files that accuse a log: {@code .equivocation.json} (docs/format/equivocation.md). Total, offline, any thread.
 *
 * <p>Good evidence verifies nothing that a reader could rely on: it ends in {@link Reason#EQUIVOCATION}, an alarm. Bad
 * evidence ends in the reason why it accuses nobody.
 */
public final class EquivocationVerifier {
    private final TrustPolicy trust;

    /** A verifier that knows logs by the keys of this policy. */
    public EquivocationVerifier(TrustPolicy trust) {
        this.trust = trust;
    }

    /** Checks the bytes of a file. */
    public Verdict.Rejected verify(byte[] file) {
        Equivocation evidence;
        try {
            evidence = Equivocation.parse(file);
        } catch (MalformedException e) {
            Reason reason = e.code() == Malformed.UNSUPPORTED ? Reason.FORMAT_UNSUPPORTED : Reason.FORMAT_UNREADABLE;
            return rejected(reason, e.getMessage(), failed(Check.Name.FORMAT, e.getMessage()));
        }
        Check format = new Check(Check.Name.FORMAT, Check.Result.PASSED, file.length + " bytes");
        EquivocationVerdict verdict = evidence.check(trust);
        if (verdict instanceof EquivocationVerdict.NotProven not) {
            Reason reason = reason(not.cause());
            return reason == Reason.EVIDENCE_BAD
                    ? rejected(reason, not.detail(), format, signed(evidence))
                    : rejected(reason, not.detail(), format, failed(Check.Name.CHECKPOINT, not.detail()));
        }
        var proven = (EquivocationVerdict.Proven) verdict;
        String detail = "the log signed root " + proven.older().root().base64() + " for size "
                + proven.older().size() + ", and its tree of size "
                + proven.newer().size() + ", signed too, has root "
                + proven.prefixRoot().base64() + " at that size";
        return rejected(Reason.EQUIVOCATION, detail, format, signed(evidence));
    }

    private static Reason reason(EquivocationVerdict.Cause cause) {
        return switch (cause) {
            case CHECKPOINT_UNREADABLE -> Reason.FORMAT_UNREADABLE;
            case UNKNOWN_LOG -> Reason.UNKNOWN_LOG;
            case SIGNATURE_BAD, SIGNATURE_MISSING -> Reason.CHECKPOINT_SIGNATURE_BAD;
            case ORIGINS_DIFFER, SIZES_OUT_OF_ORDER, PROOF_BAD, NO_CONTRADICTION -> Reason.EVIDENCE_BAD;
        };
    }

    private static Check signed(Equivocation evidence) {
        return new Check(
                Check.Name.CHECKPOINT,
                Check.Result.PASSED,
                "both checkpoints, by " + evidence.keys().get(0).encode());
    }

    private static Check failed(Check.Name name, String detail) {
        return new Check(name, Check.Result.FAILED, detail);
    }

    private static Verdict.Rejected rejected(Reason reason, String detail, Check... checks) {
        return new Verdict.Rejected(reason, detail, List.of(checks));
    }
}
