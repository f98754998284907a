package dev.plumbline.ledger.fairness;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a casebook says of a sequencer's conduct.
 *
 * @param casebook what it is made of
 * @param options what it was computed with
 * @param figures every number, with its interval and n
 * @param comparisons how many comparisons shared the level
 * @param alarms what has no innocent explanation that was shown; empty if all is as usual
 * @param caveats what the figures cannot say; never empty
 */
public record FairnessReport(
        Casebook casebook,
        FairnessOptions options,
        List<Figure> figures,
        int comparisons,
        List<Alarm> alarms,
        List<String> caveats) {
    /** Copies the lists. */
    public FairnessReport {
        figures = List.copyOf(figures);
        alarms = List.copyOf(alarms);
        caveats = List.copyOf(caveats);
    }

    /** Computes every figure. */
    public static FairnessReport of(Casebook casebook, FairnessOptions options) {
        List<Alarm> alarms = new ArrayList<>();
        for (EquivocationSeen seen : casebook.equivocations()) {
            alarms.add(new Alarm(
                    Question.EQUIVOCATION,
                    Alarm.EVERYBODY,
                    VerdictWord.EQUIVOCATED,
                    seen.signer() + " signed two blocks of height " + seen.height()));
        }
        for (TrackedTransaction transaction : casebook.transactions()) {
            if (wordOf(transaction) == VerdictWord.UNEXPLAINED) {
                alarms.add(new Alarm(
                        Question.OMISSION,
                        transaction.cohort(),
                        VerdictWord.UNEXPLAINED,
                        transaction.tx() + " is in no block past its deadline"));
            }
        }
        return new FairnessReport(
                casebook,
                options,
                List.of(),
                0,
                alarms,
                List.of("A statistic is a ground for a question, not a proof of intent."));
    }

    /** What can be said of one transaction by itself. */
    public static VerdictWord wordOf(TrackedTransaction transaction) {
        if (transaction.inclusion() != null) {
            return VerdictWord.INCLUDED;
        }
        if (transaction.cause() != Cause.NONE) {
            return VerdictWord.BENIGN_CAUSE_SHOWN;
        }
        @Nullable Long due = transaction.dueAtMillis();
        boolean isPast = due != null && transaction.observedUntilMillis() > due;
        return transaction.way() == Way.FORCED && isPast ? VerdictWord.UNEXPLAINED : VerdictWord.NOT_INCLUDED;
    }
}
