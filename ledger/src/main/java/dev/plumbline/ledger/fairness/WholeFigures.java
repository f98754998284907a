package dev.plumbline.ledger.fairness;

import java.util.ArrayList;
import java.util.List;

/** The figures of no cohort: order, omission, outages, replaced blocks, probes. */
final class WholeFigures {
    private static final String SHARE = "share";
    private static final String COUNT = "count";

    private final Casebook casebook;
    private final double level;
    private final List<Figure> figures = new ArrayList<>();

    private WholeFigures(Casebook casebook, double level) {
        this.casebook = casebook;
        this.level = level;
    }

    static List<Figure> of(Casebook casebook, double level, Overtaking overtaking) {
        var whole = new WholeFigures(casebook, level);
        whole.order();
        whole.overtaking(overtaking);
        whole.omission(Omission.of(casebook.transactions(), Way.FORCED, level));
        whole.omission(Omission.of(casebook.transactions(), Way.ORDINARY, level));
        whole.liveness();
        return whole.figures;
    }

    private void order() {
        OrderTally order = casebook.order();
        share(
                "pairs out of order, unexplained",
                order.unexplainedCount(),
                order.pairs(),
                false,
                order.inversions() + " inversions, " + order.byNonce() + " by nonce, " + order.byFeeCap()
                        + " by fee cap; pairs of one block, so not independent");
        share(
                "ties against arrival",
                order.tiesAgainstArrival(),
                order.ties(),
                false,
                "of pairs of one block with one tip; a tie counts against arrival only if both were seen waiting");
    }

    private void overtaking(Overtaking overtaking) {
        share(
                "pairs overtaken",
                overtaking.overtakings(),
                overtaking.pairs(),
                false,
                "eligible pairs whose later one stands in an earlier block; pairs are not independent");
        share(
                "pairs overtaken, seen so by every observer",
                overtaking.byAllObservers(),
                overtaking.pairs(),
                false,
                "the same with γ = 1");
    }

    private void omission(Omission omission) {
        boolean isForced = omission.way() == Way.FORCED;
        share(
                isForced ? "forced, in no block past the deadline" : "ordinary, in no block past the deadline",
                omission.absent(),
                omission.n(),
                true,
                (isForced ? "decidable from L1 alone; " : "not decidable: they may never have reached the sequencer; ")
                        + omission.late() + " included after the deadline, " + omission.benign()
                        + " absent with an innocent cause shown, " + omission.pending() + " not due");
    }

    private void liveness() {
        Liveness liveness = Liveness.of(casebook);
        figure(
                "times without blocks",
                liveness.gaps(),
                COUNT,
                liveness.gaps(),
                "longer than the pace of blocks allows");
        figure(
                "longest time without blocks",
                (double) liveness.longestMillis(),
                "ms",
                liveness.gaps(),
                "from block to block; " + Words.count(liveness.inFlight(), "transaction was", "transactions were")
                        + " in flight in all of them");
        figure(
                "part of the time without blocks",
                liveness.share(),
                SHARE,
                liveness.gaps(),
                Words.seconds(liveness.darkMillis()) + " of "
                        + Words.seconds(casebook.toMillis() - casebook.fromMillis()));
        long displaced =
                casebook.reorgs().stream().mapToLong(ReorgSeen::displaced).sum();
        figure(
                "replacements of blocks",
                casebook.reorgs().size(),
                COUNT,
                casebook.reorgs().size(),
                Words.count(displaced, "followed transaction", "followed transactions") + " left a block by them");
    }

    private void share(String name, long marked, long n, boolean isExact, String words) {
        Interval interval = isExact ? ClopperPearson.of(marked, n, level) : Wilson.of(marked, n, level);
        figures.add(new Figure(
                name,
                Alarm.EVERYBODY,
                n == 0 ? Double.NaN : (double) marked / n,
                interval.low(),
                interval.high(),
                SHARE,
                n,
                level,
                marked + " of " + n + "; " + words));
    }

    private void figure(String name, double value, String unit, long n, String words) {
        figures.add(new Figure(name, Alarm.EVERYBODY, value, Double.NaN, Double.NaN, unit, n, level, words));
    }
}
