package dev.plumbline.ledger.fairness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Asks of each cohort whether it fares worse than the others, by drawing by lot who belongs to it within {@link Strata}.
 *
 * <p>A cohort is <em>later</em> only beyond {@link #marginMillis}: less than that, clocks and the place within a quarter
 * of a block could make. Scores are those of E. A. Gehan 1965: of how many a transaction is certainly later, less of how
 * many it is certainly earlier; those that still wait count as far as they were watched.
 */
final class CohortComparison {
    /** Blocks after which a transaction without a deadline counts as not included, when cohorts are compared. */
    static final int ABSENT_BLOCKS = 30;

    private final Casebook casebook;
    private final FairnessOptions options;
    private final Waits waits;
    private final List<TrackedTransaction> subjects;

    /** @param subjects transactions that were handed in in the ordinary way and for which no innocent cause was shown */
    CohortComparison(Casebook casebook, FairnessOptions options, List<TrackedTransaction> subjects) {
        this.casebook = casebook;
        this.options = options;
        this.waits = new Waits(casebook);
        this.subjects = subjects;
    }

    /**
     * One test that is not adjusted yet.
     *
     * @param n members of the cohort that were compared
     * @param others those that they were compared with
     */
    record Raw(Question question, String cohort, long n, long others, double p, String method) {}

    /** What clocks and phases can make of two groups that are treated alike. */
    static long marginMillis(Casebook casebook) {
        return casebook.clockUncertaintyMillis() + casebook.blockMillis() / Strata.PHASES;
    }

    /** Whether each cohort waits longer. */
    List<Raw> delays() {
        long margin = marginMillis(casebook);
        return compare(Question.DELAY, subjects, ordered -> gehanScores(ordered, margin));
    }

    /** Whether more of each cohort are in no block. */
    List<Raw> absences() {
        return compare(
                Question.OMISSION,
                subjects.stream().filter(this::isDecided).toList(),
                marks(transaction -> transaction.inclusion() == null ? 1 : 0));
    }

    /** Whether more of each cohort were overtaken. */
    List<Raw> overtakings(Overtaking overtaking) {
        return compare(
                Question.OVERTAKING,
                subjects.stream().filter(one -> one.inclusion() != null).toList(),
                marks(transaction -> overtaking.isOvertaken(transaction) ? 1 : 0));
    }

    /** Whether it is in a block, or was watched for long enough to say that it is in none. */
    boolean isDecided(TrackedTransaction transaction) {
        if (transaction.inclusion() != null) {
            return true;
        }
        Long due = transaction.dueAtMillis();
        return due == null
                ? waits.whileBlocksCame(transaction).millis() >= ABSENT_BLOCKS * casebook.blockMillis()
                : transaction.observedUntilMillis() > due;
    }

    /** Members of a stratum, those of the cohort first. */
    private record Ordered(List<TrackedTransaction> members, int group) {
        static Ordered of(List<TrackedTransaction> stratum, String cohort) {
            var members = new ArrayList<TrackedTransaction>();
            stratum.stream().filter(one -> one.cohort().equals(cohort)).forEach(members::add);
            int group = members.size();
            stratum.stream().filter(one -> !one.cohort().equals(cohort)).forEach(members::add);
            return new Ordered(members, group);
        }
    }

    private List<Raw> compare(Question question, List<TrackedTransaction> compared, Function<Ordered, int[]> scores) {
        SortedMap<String, List<PermutationChance.Stratum>> byCohort = new TreeMap<>();
        for (List<TrackedTransaction> stratum : Strata.of(compared, casebook, options)) {
            List<String> cohorts =
                    stratum.stream().map(TrackedTransaction::cohort).distinct().toList();
            for (String cohort : cohorts.size() == 1 ? List.<String>of() : cohorts) {
                Ordered ordered = Ordered.of(stratum, cohort);
                byCohort.computeIfAbsent(cohort, name -> new ArrayList<>())
                        .add(new PermutationChance.Stratum(scores.apply(ordered), ordered.group()));
            }
        }
        var results = new ArrayList<Raw>();
        for (Map.Entry<String, List<PermutationChance.Stratum>> entry : byCohort.entrySet()) {
            List<PermutationChance.Stratum> strata = entry.getValue();
            // Where all fare the same no lot could show anything: that is no test, and takes no share of the level.
            if (strata.stream().anyMatch(PermutationChance.Stratum::decides)) {
                long n = strata.stream()
                        .mapToLong(PermutationChance.Stratum::group)
                        .sum();
                long all = strata.stream()
                        .mapToLong(PermutationChance.Stratum::size)
                        .sum();
                long seed = options.seed() + (question.name() + entry.getKey()).hashCode();
                PermutationChance.Outcome outcome = PermutationChance.of(strata, seed);
                results.add(new Raw(
                        question,
                        entry.getKey(),
                        n,
                        all - n,
                        outcome.p(),
                        outcome.method().words()));
            }
        }
        return results;
    }

    private static Function<Ordered, int[]> marks(ToIntFunction<TrackedTransaction> mark) {
        return ordered -> ordered.members().stream().mapToInt(mark).toArray();
    }

    private int[] gehanScores(Ordered ordered, long margin) {
        int count = ordered.members().size();
        Wait[] all = new Wait[count];
        for (int i = 0; i < count; i++) {
            Wait wait = waits.whileBlocksCame(ordered.members().get(i));
            all[i] = i < ordered.group() ? wait.lessBy(margin) : wait;
        }
        int[] scores = new int[count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                scores[i] += all[i].isLongerThan(all[j]) ? 1 : 0;
                scores[i] -= all[j].isLongerThan(all[i]) ? 1 : 0;
            }
        }
        return scores;
    }
}
