package dev.plumbline.bench;

import dev.plumbline.api.demo.Programs;
import dev.plumbline.api.scenario.Detection;
import dev.plumbline.api.scenario.LiveRun;
import dev.plumbline.api.scenario.PaperRun;
import dev.plumbline.api.scenario.Plot;
import dev.plumbline.api.scenario.ScenarioResult;
import dev.plumbline.api.scenario.ScenarioTime;
import dev.plumbline.ledger.fairness.FairnessOptions;
import dev.plumbline.ledger.fairness.FairnessReport;
import dev.plumbline.proofs.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prints how often a report finds what a sequencer was made to do, and how often it finds what nobody did: of so many seeded runs of
 * each plot, with exact intervals. Runs on paper first, then on a real node if there is one.
 */
public final class DetectionPower {
    private static final int EVENTS = 200;
    private static final int BLOCKS = 60;
    private static final double LEVEL = 0.05;
    private static final int BISECTIONS = 60;
    private static final List<Plot> ON_NODE = List.of(
            Plot.HONEST,
            Plot.DELAY_BY_ONE_BLOCK,
            Plot.DROP_ONE_IN_TEN,
            Plot.REORDER_FOR_PROFIT,
            Plot.EQUIVOCATE,
            Plot.OUTAGE);
    // Forcing a transaction in takes an L1 with the rollup's portal.
    private static final List<Plot> ON_PAPER =
            Stream.concat(ON_NODE.stream(), Stream.of(Plot.LEAVE_OUT_FORCED)).toList();

    private DetectionPower() {}

    private interface Runs {
        ScenarioResult play(Plot plot, long seed) throws IOException, MalformedException, InterruptedException;
    }

    /** Takes the number of runs on paper and on a node, 1,000 and 0 if there are none, and the project's root. */
    public static void main(String[] args) throws IOException, MalformedException, InterruptedException {
        int onPaper = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        int onNode = args.length > 1 ? Integer.parseInt(args[1]) : 0;
        Path root = Path.of(args.length > 2 ? args[2] : ".");
        ScenarioTime time = ScenarioTime.of(BLOCKS);
        System.out.printf(
                Locale.ROOT, "%d transactions of 5 contributors in %d blocks, level %.2f%n", EVENTS, BLOCKS, LEVEL);
        if (onPaper > 0) {
            print("on paper", ON_PAPER, onPaper, (plot, seed) -> PaperRun.play(plot, seed, time, EVENTS));
        }
        @Nullable Path anvil = Programs.anvil(root);
        if (anvil == null || onNode == 0) {
            System.out.println("no runs on a node");
            return;
        }
        Path work = Files.createTempDirectory("detection-power");
        print("on a node", ON_NODE, onNode, (plot, seed) -> {
            Path folder = work.resolve(plot + "-" + seed);
            ScenarioResult result = LiveRun.play(anvil, folder, plot, seed, time, EVENTS);
            delete(folder);
            return result;
        });
        delete(work);
    }

    private static void print(String where, List<Plot> plots, int runs, Runs play)
            throws IOException, MalformedException, InterruptedException {
        for (Plot plot : plots) {
            int planted = 0;
            int found = 0;
            int alarmed = 0;
            long startNanos = System.nanoTime();
            for (long seed = 1; seed <= runs; seed++) {
                ScenarioResult result = play.play(plot, seed);
                FairnessReport report = FairnessReport.of(result.casebook(), FairnessOptions.DEFAULT.withSeed(seed));
                Detection detection = Detection.of(result, report);
                planted += isPlanted(result) ? 1 : 0;
                found += isPlanted(result) && detection.isFound() ? 1 : 0;
                alarmed += detection.strays().isEmpty() ? 0 : 1;
            }
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%-9s %-20s runs %5d  found %s  stray alarms %s  %.1f s%n",
                    where,
                    plot,
                    runs,
                    plot == Plot.HONEST ? "-" : share(found, planted),
                    share(alarmed, runs),
                    seconds);
        }
    }

    /** Of a few transactions it may be that chance drops none. */
    private static boolean isPlanted(ScenarioResult result) {
        return result.plot() != Plot.DROP_ONE_IN_TEN
                || !result.truth().dropped().isEmpty();
    }

    /** A share with the exact interval of Clopper and Pearson, found by bisection from the binomial distribution's tails. */
    private static String share(int count, int of) {
        double low = count == 0 ? 0 : bisect(p -> atMost(count - 1, of, p) > 1 - LEVEL / 2);
        double high = count == of ? 1 : bisect(p -> atMost(count, of, p) > LEVEL / 2);
        return String.format(
                Locale.ROOT, "%4d = %5.1f %% (%.1f to %.1f)", count, 100.0 * count / of, 100 * low, 100 * high);
    }

    /** The probability up to which it holds. */
    private static double bisect(DoublePredicate holds) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (holds.test(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The chance of at most {@code count} of {@code of} at a chance of {@code p} each, which lies between 0 and 1. */
    private static double atMost(int count, int of, double p) {
        double sum = 0;
        double logOfTerm = of * Math.log1p(-p);
        for (int k = 0; k <= count; k++) {
            sum += Math.exp(logOfTerm);
            logOfTerm += Math.log((double) (of - k) / (k + 1)) + Math.log(p) - Math.log1p(-p);
        }
        return sum;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
