package dev.plumbline.ledger.fairness;

import java.util.ArrayList;
import java.util.List;

/** What of a report has no innocent explanation that was shown: facts first, then tests at the adjusted level. */
final class Alarms {
    private Alarms() {}

    static List<Alarm> of(Casebook casebook, List<Comparison> tests, double level) {
        var alarms = new ArrayList<Alarm>();
        for (EquivocationSeen seen : casebook.equivocations()) {
            alarms.add(new Alarm(
                    Question.EQUIVOCATION,
                    Alarm.EVERYBODY,
                    VerdictWord.EQUIVOCATED,
                    seen.signer() + " signed two blocks of height " + seen.height() + ": " + seen.first() + " and "
                            + seen.second()));
        }
        for (TrackedTransaction one : casebook.transactions()) {
            if (Omission.word(one) == VerdictWord.UNEXPLAINED) {
                alarms.add(new Alarm(
                        Question.OMISSION,
                        one.cohort(),
                        VerdictWord.UNEXPLAINED,
                        "the forced transaction " + one.tx() + " is in no block past its deadline"));
            }
        }
        long unexplained = casebook.order().unexplainedCount();
        if (unexplained > 0) {
            alarms.add(new Alarm(
                    Question.ORDER_IN_BLOCKS,
                    Alarm.EVERYBODY,
                    VerdictWord.UNEXPLAINED,
                    unexplained + " of " + casebook.order().pairs()
                            + " pairs of one block are out of the usual order, and neither nonces nor fee caps explain"
                            + " it; if it is a large part, the rollup follows another rule"));
        }
        for (Comparison test : tests) {
            if (test.adjusted() <= level) {
                alarms.add(
                        new Alarm(test.question(), test.cohort(), VerdictWord.UNEXPLAINED, words(test, tests.size())));
            }
        }
        return alarms;
    }

    private static String words(Comparison test, int comparisons) {
        String what = switch (test.question()) {
            case DELAY -> "waits longer than the others, beyond what clocks and phases can make";
            case OVERTAKING -> "is overtaken oftener than the others";
            case OMISSION -> "is in no block oftener than the others";
            case PROBES -> "fares worse than the other arm of the same pairs";
            case ORDER_IN_BLOCKS, EQUIVOCATION -> throw new AssertionError("no test of " + test.question());
        };
        return what + "; " + test.n()
                + (test.others() == 0 ? " pairs" : " compared with " + test.others()) + ", chance "
                + Words.chance(test.adjusted()) + " after Holm over "
                + Words.count(comparisons, "comparison", "comparisons");
    }
}
