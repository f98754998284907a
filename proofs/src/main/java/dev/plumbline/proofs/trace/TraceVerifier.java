package dev.plumbline.proofs.trace;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.CheckpointVerdict;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.checkpoint.TrustPolicy.VerifiedCheckpoint;
import dev.plumbline.proofs.event.BatchVerifier;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.SignatureStatus;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.verify.Check;
import dev.plumbline.proofs.verify.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Checks traces offline: no state, no network, no clock, any number of threads (docs/format/trace.md).
 *
 * <p>Total: any bytes yield a {@link TraceVerdict}. The checks come in a fixed order and the first that fails ends the work.
 * Costs one signature check and at most 63 hashes for each entry.
 */
public final class TraceVerifier {
    private final TrustPolicy trust;

    /** A verifier that believes what the policy says. */
    public TraceVerifier(TrustPolicy trust) {
        this.trust = trust;
    }

    /** Checks the bytes of a trace. */
    public TraceVerdict verify(byte[] file) {
        var checks = new EnumMap<Check.Name, Check>(Check.Name.class);
        var steps = new ArrayList<TraceStep>();
        try {
            return verify(file, checks, steps);
        } catch (FailedException e) {
            checks.put(e.name, new Check(e.name, Check.Result.FAILED, e.detail));
            return new TraceVerdict.Rejected(e.reason, e.detail, inOrder(checks), steps);
        }
    }

    private TraceVerdict verify(byte[] file, Map<Check.Name, Check> checks, List<TraceStep> steps)
            throws FailedException {
        TraceBundle bundle = parse(file);
        pass(checks, Check.Name.FORMAT, file.length + " bytes");
        List<LoggedEvent> events = parseEntries(bundle);
        pass(checks, Check.Name.ENTRY, "all " + events.size() + " entries");
        checkSignatures(events);
        pass(checks, Check.Name.EVENT_SIGNATURE, "all " + events.size() + " events");
        VerifiedCheckpoint checkpoint = judgeCheckpoint(bundle, checks);
        checkInclusion(bundle, events, checkpoint);
        pass(
                checks,
                Check.Name.INCLUSION,
                "all " + events.size() + " entries of " + checkpoint.head().size());
        TraceWalk walk = walk(bundle, events, checkpoint, steps);
        pass(checks, Check.Name.LINKS, "each event is what the one that names it says");
        String defect = walk.amountDefect();
        if (defect != null) {
            throw new FailedException(Check.Name.AMOUNTS, Reason.AMOUNT_WRONG, defect);
        }
        TokenAmount amount = walk.amount();
        if (amount != null) {
            pass(checks, Check.Name.AMOUNTS, "every sum was made again; this one is " + amount.words());
        }
        LoggedEvent subject = events.stream()
                .filter(logged -> logged.id().equals(bundle.subject()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the walk started at the subject"));
        return new TraceVerdict.Verified(
                new VerifiedTrace(subject, amount, checkpoint, events, steps), inOrder(checks));
    }

    private static TraceBundle parse(byte[] file) throws FailedException {
        try {
            return TraceBundle.parse(file);
        } catch (MalformedException e) {
            Reason reason = e.code() == Malformed.UNSUPPORTED ? Reason.FORMAT_UNSUPPORTED : Reason.FORMAT_UNREADABLE;
            throw new FailedException(Check.Name.FORMAT, reason, String.valueOf(e.getMessage()));
        }
    }

    private static List<LoggedEvent> parseEntries(TraceBundle bundle) throws FailedException {
        var events = new ArrayList<LoggedEvent>();
        for (int i = 0; i < bundle.entries().size(); i++) {
            long index = bundle.proof().leafIndexes().get(i);
            try {
                byte[] entry = bundle.entries().get(i).getBytes(StandardCharsets.UTF_8);
                events.add(new LoggedEvent(index, Event.parse(entry)));
            } catch (MalformedException e) {
                Reason reason =
                        e.code() == Malformed.UNSUPPORTED ? Reason.FORMAT_UNSUPPORTED : Reason.ENTRY_NOT_CANONICAL;
                throw new FailedException(Check.Name.ENTRY, reason, "entry " + index + ": " + e.getMessage());
            }
        }
        return events;
    }

    private static void checkSignatures(List<LoggedEvent> events) throws FailedException {
        var batches = new BatchVerifier();
        for (LoggedEvent logged : events) {
            SignatureStatus status = logged.event().checkSignatures(batches);
            if (status != SignatureStatus.VALID) {
                throw new FailedException(
                        Check.Name.EVENT_SIGNATURE,
                        Reason.EVENT_SIGNATURE_BAD,
                        "entry " + logged.index() + " of " + logged.event().issuer() + ": " + status);
            }
        }
    }

    private VerifiedCheckpoint judgeCheckpoint(TraceBundle bundle, Map<Check.Name, Check> checks)
            throws FailedException {
        CheckpointVerdict verdict = trust.check(bundle.checkpoint());
        if (verdict instanceof CheckpointVerdict.Refused refused) {
            if (refused.reason() == CheckpointVerdict.Reason.QUORUM_MISSING) {
                pass(checks, Check.Name.CHECKPOINT, "the log signed it");
                throw new FailedException(Check.Name.WITNESSES, Reason.WITNESS_QUORUM_MISSING, refused.detail());
            }
            throw new FailedException(Check.Name.CHECKPOINT, reason(refused.reason()), refused.detail());
        }
        VerifiedCheckpoint checkpoint = ((CheckpointVerdict.Trusted) verdict).checkpoint();
        pass(
                checks,
                Check.Name.CHECKPOINT,
                checkpoint.origin() + ", size " + checkpoint.head().size());
        int witnesses = trust.witnesses().size();
        if (witnesses > 0) {
            pass(
                    checks,
                    Check.Name.WITNESSES,
                    checkpoint.cosignatures().size() + " of " + witnesses + " cosigned, the quorum is met");
        } else {
            checks.put(
                    Check.Name.WITNESSES,
                    new Check(Check.Name.WITNESSES, Check.Result.NOT_CHECKED, "the policy names no witness"));
        }
        return checkpoint;
    }

    private static Reason reason(CheckpointVerdict.Reason reason) {
        return switch (reason) {
            case UNREADABLE -> Reason.FORMAT_UNREADABLE;
            case UNKNOWN_LOG -> Reason.UNKNOWN_LOG;
            case SIGNATURE_BAD -> Reason.CHECKPOINT_SIGNATURE_BAD;
            case QUORUM_MISSING -> Reason.WITNESS_QUORUM_MISSING;
        };
    }

    private static void checkInclusion(TraceBundle bundle, List<LoggedEvent> events, VerifiedCheckpoint checkpoint)
            throws FailedException {
        List<Hash> leaves =
                events.stream().map(logged -> logged.event().leafHash()).toList();
        ProofStatus status = bundle.proof().check(leaves, checkpoint.head());
        Reason reason = switch (status) {
            case VALID -> null;
            case INDEX_OUTSIDE_TREE, INDEXES_OUT_OF_ORDER, WRONG_LEAF_COUNT -> Reason.INDEX_OUT_OF_RANGE;
            case WRONG_PATH_LENGTH -> Reason.PATH_LENGTH_WRONG;
            case ROOT_MISMATCH, SIZES_OUT_OF_ORDER -> Reason.ROOT_MISMATCH;
        };
        if (reason != null) {
            throw new FailedException(
                    Check.Name.INCLUSION,
                    reason,
                    events.size() + " entries of " + checkpoint.head().size() + ": " + status);
        }
    }

    private static TraceWalk walk(
            TraceBundle bundle, List<LoggedEvent> events, VerifiedCheckpoint checkpoint, List<TraceStep> steps)
            throws FailedException {
        try {
            var walk = new TraceWalk(new TraceEvents(events));
            try {
                walk.walk(bundle.subject(), bundle.line());
            } finally {
                walk.end(checkpoint.head().size());
                steps.addAll(walk.steps());
            }
            return walk;
        } catch (BrokenTraceException e) {
            throw new FailedException(Check.Name.LINKS, e.reason(), e.detail());
        }
    }

    private static void pass(Map<Check.Name, Check> checks, Check.Name name, String detail) {
        checks.put(name, new Check(name, Check.Result.PASSED, detail));
    }

    private static List<Check> inOrder(Map<Check.Name, Check> checks) {
        boolean isEnded = checks.values().stream().anyMatch(check -> check.result() == Check.Result.FAILED);
        var ordered = new ArrayList<Check>();
        for (Check.Name name : Check.Name.OF_TRACES) {
            Check made = checks.get(name);
            String why = isEnded ? "an earlier check failed" : "the subject has no amount";
            ordered.add(made == null ? new Check(name, Check.Result.NOT_CHECKED, why) : made);
        }
        return ordered;
    }

    /** Ends the work at the first check that fails; never leaves this class. */
    private static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final Check.Name name;
        private final Reason reason;
        private final String detail;

        FailedException(Check.Name name, Reason reason, String detail) {
            super(detail, null, false, false);
            this.name = name;
            this.reason = reason;
            this.detail = detail;
        }
    }
}
