package dev.plumbline.proofs.trace;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.plumbline.proofs.verify.Check;
import dev.plumbline.proofs.verify.Reason;
import java.util.List;

/** What a verifier concluded about a trace. Hostile input yields {@link Rejected}, never an exception. */
@CheckReturnValue
public sealed interface TraceVerdict {
    /** Every check in its order, those that were not made included. */
    List<Check> checks();

    /** The explanation, as far as it is proven: each line was checked before it was written. */
    List<TraceStep> steps();

    /**
     * All entries are in the log, they fit together, and the amounts are those that the policy gives.
     *
     * @param trace what may be relied on
     */
    record Verified(VerifiedTrace trace, List<Check> checks) implements TraceVerdict {
        /** Copies the checks. */
        public Verified {
            checks = List.copyOf(checks);
        }

        @Override
        public List<TraceStep> steps() {
            return trace.steps();
        }
    }

    /**
     * A check failed, or could not be made.
     *
     * @param reason for programs
     * @param detail what was found and what was wanted, for people; its text may change
     * @param steps what was proven before, if the entries were shown to be in the log
     */
    record Rejected(Reason reason, String detail, List<Check> checks, List<TraceStep> steps) implements TraceVerdict {
        /** Copies the lists. */
        public Rejected {
            checks = List.copyOf(checks);
            steps = List.copyOf(steps);
        }
    }
}
