package dev.plumbline.ledger.fairness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a casebook says of a sequencer's conduct.
 *
 * <p>The same casebook and options give the same figures, whatever the order of the transactions. On a sequencer that
 * treats everybody alike the chance that any test gives an alarm is at most the level, over all cohorts and questions
 * together; facts (a signature, a forced transaction that is absent, an order that no fee explains) are no tests and
 * need no level.
 *
 * @param casebook what it is made of
 * @param options what it was computed with
 * @param figures every number, with its interval and n; first of all, then of each cohort
 * @param tests the tests that share the level
 * @param curves delays, first of all, then of each cohort
 * @param overtaking who was overtaken
 * @param probes what the paired probes say; null if there were none
 * @param alarms what has no innocent explanation that was shown; empty if all is as usual
 * @param caveats what the figures cannot say; never empty
 */
public record FairnessReport(
        Casebook casebook,
        FairnessOptions options,
        List<Figure> figures,
        List<Comparison> tests,
        List<DelayCurve> curves,
        Overtaking overtaking,
        @Nullable PairedProbes probes,
        List<Alarm> alarms,
        List<String> caveats) {
    /** Copies the lists. */
    public FairnessReport {
        figures = List.copyOf(figures);
        tests = List.copyOf(tests);
        curves = List.copyOf(curves);
        alarms = List.copyOf(alarms);
        caveats = List.copyOf(caveats);
    }

    /**
     * Computes every figure. Takes a few seconds for a hundred thousand transactions of ten cohorts, and time that grows
     * with the number of transactions times that of cohorts.
     */
    public static FairnessReport of(Casebook casebook, FairnessOptions options) {
        return new Build(casebook, options).report();
    }

    /** How many comparisons share the level. */
    public int comparisons() {
        return tests.size();
    }

    /** What can be said of one transaction by itself. */
    public static VerdictWord wordOf(TrackedTransaction transaction) {
        return Omission.word(transaction);
    }

    /** The making of a report. */
    private static final class Build {
        private final Casebook casebook;
        private final FairnessOptions options;
        private final List<TrackedTransaction> ordinary;
        private final SortedMap<String, List<TrackedTransaction>> cohorts = new TreeMap<>();
        private final CohortComparison comparison;
        private final Overtaking overtaking;
        private final List<DelayCurve> curves = new ArrayList<>();

        Build(Casebook casebook, FairnessOptions options) {
            this.casebook = casebook;
            this.options = options;
            // Sorted once, so that no cohort needs to sort those of all others again.
            this.ordinary = casebook.transactions().stream()
                    .filter(one -> one.way() == Way.ORDINARY)
                    .sorted(Comparator.comparingLong(
                                    (TrackedTransaction one) -> Waits.of(one).millis())
                            .thenComparing(one -> one.tx().hex()))
                    .toList();
            for (TrackedTransaction one : ordinary) {
                cohorts.computeIfAbsent(one.cohort(), name -> new ArrayList<>()).add(one);
            }
            this.comparison = new CohortComparison(
                    casebook,
                    options,
                    ordinary.stream().filter(one -> one.cause() == Cause.NONE).toList());
            this.overtaking =
                    Overtaking.of(casebook.transactions(), options.deltaMillis(casebook), casebook.blockMillis());
        }

        FairnessReport report() {
            PairedProbes probes = casebook.probes() == null
                    ? null
                    : PairedProbes.of(casebook.probes(), casebook.transactions(), options.level());
            List<Comparison> tests = tests(probes);
            List<Figure> figures = figures();
            if (probes != null) {
                figures.add(figure(probes));
            }
            return new FairnessReport(
                    casebook,
                    options,
                    figures,
                    tests,
                    curves,
                    overtaking,
                    probes,
                    Alarms.of(casebook, tests, options.level()),
                    Caveats.of(casebook));
        }

        private List<Comparison> tests(@Nullable PairedProbes probes) {
            var tests = new ArrayList<CohortComparison.Raw>();
            tests.addAll(comparison.delays());
            tests.addAll(comparison.absences());
            tests.addAll(comparison.overtakings(overtaking));
            if (probes != null && probes.standing() == DrawStanding.SHOWN && probes.n() > 0) {
                String worse = probes.arms().get(probes.median() < 0 ? 1 : 0);
                String method = probes.n() <= SignFlipChance.EXACT_MAX ? "exact" : "normal approximation";
                tests.add(new CohortComparison.Raw(Question.PROBES, worse, probes.n(), 0, probes.p(), method));
            }
            return Family.adjust(tests);
        }

        private List<Figure> figures() {
            List<Figure> figures = new ArrayList<>();
            figures.addAll(of(Alarm.EVERYBODY, ordinary)
                    .overtaken(overtaking)
                    .absent(comparison::isDecided)
                    .all());
            figures.addAll(WholeFigures.of(casebook, options.level(), overtaking));
            Map<String, long[]> excesses = new HashMap<>(FeeMatchedDelay.of(ordinary, options.feeMatch()));
            for (Map.Entry<String, List<TrackedTransaction>> entry : cohorts.entrySet()) {
                String cohort = entry.getKey();
                List<TrackedTransaction> others = ordinary.stream()
                        .filter(one -> !one.cohort().equals(cohort))
                        .toList();
                figures.addAll(of(cohort, entry.getValue())
                        .against(others)
                        .matched(excesses.getOrDefault(cohort, new long[0]))
                        .overtaken(overtaking)
                        .absent(comparison::isDecided)
                        .all());
            }
            return figures;
        }

        private CohortFigures of(String cohort, List<TrackedTransaction> own) {
            KaplanMeier curve = KaplanMeier.of(CohortFigures.waits(own), options.level());
            curves.add(new DelayCurve(cohort, curve));
            return new CohortFigures(cohort, options.level(), own).delays(curve);
        }

        private Figure figure(PairedProbes probes) {
            String arms = probes.arms().isEmpty() ? "the arms" : String.join(" less ", probes.arms()) + " by pair";
            return new Figure(
                    "probes, median difference",
                    Alarm.EVERYBODY,
                    probes.median(),
                    probes.low(),
                    probes.high(),
                    "ms",
                    probes.n(),
                    options.level(),
                    arms + "; " + probes.standing().words() + "; " + Words.count(probes.left(), "pair", "pairs")
                            + " left out");
        }
    }
}
