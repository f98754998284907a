package dev.plumbline.api.report;

import static j2html.TagCreator.li;
import static j2html.TagCreator.span;
import static j2html.TagCreator.tag;
import static j2html.TagCreator.ul;

import dev.plumbline.ledger.fairness.Casebook;
import dev.plumbline.ledger.fairness.FairnessReport;
import dev.plumbline.ledger.fairness.LivenessGap;
import dev.plumbline.ledger.fairness.ReorgSeen;
import dev.plumbline.ledger.fairness.TrackedTransaction;
import dev.plumbline.ledger.fairness.VerdictWord;
import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** When transactions were handed in and what became of them, over bands where the rollup made no blocks. */
final class SequencerTimeline {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 200;
    private static final int LEFT = 40;
    private static final int BOTTOM = 24;
    private static final int TOP = 8;
    private static final int COLUMNS = 90;
    private static final int LABELS = 5;

    private SequencerTimeline() {}

    static DomContent draw(Casebook casebook) {
        long[][] counts = counts(casebook);
        long highest = Math.max(
                1,
                Arrays.stream(counts)
                        .mapToLong(one -> Arrays.stream(one).sum())
                        .max()
                        .orElse(1));
        var marks = new ArrayList<DomContent>();
        marks.add(tag("title").withText("Transactions over time"));
        marks.add(tag("desc")
                .withText("Columns count transactions by when they were handed in, bands are times without"
                        + " blocks, dashed lines are replaced blocks. The tables below have the numbers."));
        for (LivenessGap gap : casebook.gaps()) {
            double from = x(gap.fromMillis(), casebook);
            double to = x(gap.toMillis(), casebook);
            marks.add(rect("outage", from, Math.max(1, to - from), TOP, HEIGHT - BOTTOM - TOP)
                    .with(tag("title").withText("no blocks for " + SequencerWords.seconds(gap.millis()))));
        }
        double step = (double) (WIDTH - LEFT) / COLUMNS;
        for (int column = 0; column < COLUMNS; column++) {
            long below = 0;
            for (VerdictWord word : VerdictWord.values()) {
                long count = counts[column][place(word)];
                if (count > 0) {
                    double top = y(below + count, highest);
                    marks.add(rect(style(word), LEFT + step * column, step * 0.86, top, y(below, highest) - top)
                            .with(tag("title").withText(StackedColumns.count(count) + " " + word.words())));
                }
                below += count;
            }
        }
        for (ReorgSeen reorg : casebook.reorgs()) {
            String x = StackedColumns.number(x(reorg.atMillis(), casebook));
            marks.add(tag("path")
                    .withClass("reorg")
                    .attr("d", "M" + x + " " + TOP + " V" + (HEIGHT - BOTTOM))
                    .with(tag("title").withText(reorg.depth() + " replaced from block " + reorg.fromNumber())));
        }
        axes(marks, casebook, highest);
        return tag("svg")
                .withClass("chart")
                .attr("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
                .attr("role", "img")
                .with(marks);
    }

    static DomContent legend() {
        var names = new ArrayList<DomContent>();
        for (VerdictWord word : VerdictWord.values()) {
            if (word != VerdictWord.EQUIVOCATED) {
                names.add(li(key(style(word)), span(word.words())));
            }
        }
        names.add(li(key("outage"), span("no blocks")));
        return ul().with(names).withClass("legend");
    }

    private static DomContent key(String style) {
        return tag("svg")
                .withClass("key")
                .attr("viewBox", "0 0 32 8")
                .attr("aria-hidden", "true")
                .with(rect(style, 0, 32, 0, 8));
    }

    private static ContainerTag<?> rect(String style, double x, double width, double y, double height) {
        return tag("rect")
                .withClass(style)
                .attr("x", StackedColumns.number(x))
                .attr("width", StackedColumns.number(width))
                .attr("y", StackedColumns.number(y))
                .attr("height", StackedColumns.number(height));
    }

    private static void axes(List<DomContent> marks, Casebook casebook, long highest) {
        marks.add(tag("path").withClass("grid").attr("d", "M" + LEFT + " " + (HEIGHT - BOTTOM) + " H" + WIDTH));
        marks.add(label(LEFT - 6, TOP + 10, "end", StackedColumns.count(highest)));
        marks.add(label(LEFT - 6, HEIGHT - BOTTOM, "end", "0"));
        long whole = casebook.toMillis() - casebook.fromMillis();
        for (int i = 0; i <= LABELS; i++) {
            long at = casebook.fromMillis() + whole * i / LABELS;
            marks.add(label(
                    x(at, casebook),
                    HEIGHT - 6,
                    i == 0 ? "start" : i == LABELS ? "end" : "middle",
                    SequencerWords.clock(at)));
        }
    }

    private static long[][] counts(Casebook casebook) {
        long[][] counts = new long[COLUMNS][VerdictWord.values().length];
        for (TrackedTransaction one : casebook.transactions()) {
            double part = (x(one.submittedAtMillis(), casebook) - LEFT) / (WIDTH - LEFT);
            int column = Math.min(COLUMNS - 1, (int) (part * COLUMNS));
            counts[column][place(FairnessReport.wordOf(one))]++;
        }
        return counts;
    }

    private static int place(VerdictWord word) {
        return Arrays.asList(VerdictWord.values()).indexOf(word);
    }

    private static String style(VerdictWord word) {
        return switch (word) {
            case INCLUDED -> "s0";
            case NOT_INCLUDED -> "s3";
            case BENIGN_CAUSE_SHOWN -> "s2";
            case UNEXPLAINED, EQUIVOCATED -> "s7";
        };
    }

    private static double x(long millis, Casebook casebook) {
        double whole = Math.max(1, casebook.toMillis() - casebook.fromMillis());
        double part = (millis - casebook.fromMillis()) / whole;
        return LEFT + Math.min(1, Math.max(0, part)) * (WIDTH - LEFT);
    }

    private static double y(long count, long highest) {
        return HEIGHT - BOTTOM - (double) count / (double) highest * (HEIGHT - BOTTOM - TOP);
    }

    private static DomContent label(double x, double y, String anchor, String label) {
        return tag("text")
                .attr("x", StackedColumns.number(x))
                .attr("y", StackedColumns.number(y))
                .attr("text-anchor", anchor)
                .withText(label);
    }
}
