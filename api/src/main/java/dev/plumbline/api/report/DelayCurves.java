package dev.plumbline.api.report;

import static j2html.TagCreator.li;
import static j2html.TagCreator.span;
import static j2html.TagCreator.tag;
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;

import dev.plumbline.ledger.fairness.DelayCurve;
import dev.plumbline.ledger.fairness.KaplanMeier;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How much of each cohort is in a block by when: steps that rise to 1, or do not, where some are in no block. The band is that of
 * the first curve.
 */
final class DelayCurves {
    /** Curves drawn; the tables have them all. */
    static final int CURVES_MAX = 8;

    private static final int WIDTH = 760;
    private static final int HEIGHT = 280;
    private static final int LEFT = 56;
    private static final int BOTTOM = 40;
    private static final int TOP = 10;
    private static final int MARKS = 5;

    private DelayCurves() {}

    static DomContent draw(List<DelayCurve> curves) {
        double last = last(curves);
        var marks = new ArrayList<DomContent>();
        marks.add(tag("title").withText("Delay until inclusion"));
        marks.add(tag("desc")
                .withText("For each cohort the share that is in a block, by seconds since it was handed in."
                        + " The same numbers are in the table below."));
        axes(marks, last);
        if (!curves.isEmpty()) {
            marks.add(
                    tag("path").withClass("cover").attr("d", band(curves.get(0).curve(), last)));
        }
        for (int i = 0; i < curves.size(); i++) {
            marks.add(tag("path")
                    .withClass("l" + i % CURVES_MAX)
                    .attr("d", steps(curves.get(i).curve(), last))
                    .with(tag("title")
                            .withText(SequencerWords.cohort(curves.get(i).cohort()))));
        }
        return tag("svg")
                .withClass("chart")
                .attr("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
                .attr("role", "img")
                .with(marks);
    }

    /** Where the picture ends: far enough for most of each cohort; an outage must not press the rest to the edge. */
    private static double last(List<DelayCurve> curves) {
        double most = 1_000;
        double end = 1_000;
        for (DelayCurve one : curves) {
            double upperQuartile = one.curve().quantile(0.75);
            most = Double.isFinite(upperQuartile) ? Math.max(most, 3 * upperQuartile) : most;
            List<KaplanMeier.Step> steps = one.curve().steps();
            end = steps.isEmpty()
                    ? end
                    : Math.max(end, 1.05 * steps.get(steps.size() - 1).millis());
        }
        return Math.min(most, end);
    }

    /** Which line is whose. */
    static DomContent legend(List<DelayCurve> curves) {
        var names = new ArrayList<DomContent>();
        for (int i = 0; i < curves.size(); i++) {
            DomContent key = tag("svg")
                    .withClass("key")
                    .attr("viewBox", "0 0 32 8")
                    .attr("aria-hidden", "true")
                    .with(tag("path").withClass("l" + i % CURVES_MAX).attr("d", "M0 4 H32"));
            String name = SequencerWords.cohort(curves.get(i).cohort());
            names.add(li(
                    key,
                    span(name + ", n = "
                                    + StackedColumns.count(curves.get(i).curve().count()))
                            .withTitle(curves.get(i).cohort())));
        }
        return ul().with(names).withClass("legend");
    }

    private static void axes(List<DomContent> marks, double last) {
        for (int i = 0; i <= MARKS; i++) {
            double share = (double) i / MARKS;
            marks.add(tag("path").withClass("grid").attr("d", "M" + LEFT + " " + number(y(share)) + " H" + WIDTH));
            marks.add(label(LEFT - 8, y(share) + 4, "end", Math.round(100 * share) + " %"));
            long millis = Math.round(last * i / MARKS);
            marks.add(label(
                    x(millis, last),
                    HEIGHT - BOTTOM + 16,
                    i == MARKS ? "end" : "middle",
                    String.format(Locale.ROOT, "%.1f s", millis / 1_000.0)));
        }
        marks.add(label((LEFT + WIDTH) / 2.0, HEIGHT - 6, "middle", "since handed in"));
    }

    private static String steps(KaplanMeier curve, double last) {
        return line(curve, last, step -> 1 - step.waiting());
    }

    private static String band(KaplanMeier curve, double last) {
        List<KaplanMeier.Step> steps = within(curve, last);
        var path = new StringBuilder(line(curve, last, step -> 1 - step.low()));
        for (int i = steps.size() - 1; i >= 0; i--) {
            path.append(" V").append(number(y(1 - steps.get(i).high())));
            path.append(" H").append(number(x(steps.get(i).millis(), last)));
        }
        return path.append(" V").append(number(y(0))).append(" Z").toString();
    }

    private static String line(KaplanMeier curve, double last, ToDoubleFunction<KaplanMeier.Step> share) {
        var path = new StringBuilder("M" + number(x(0, last)) + " " + number(y(0)));
        for (KaplanMeier.Step step : within(curve, last)) {
            path.append(" H").append(number(x(step.millis(), last)));
            path.append(" V").append(number(y(share.applyAsDouble(step))));
        }
        return path.append(" H").append(WIDTH).toString();
    }

    private static List<KaplanMeier.Step> within(KaplanMeier curve, double last) {
        return curve.steps().stream().filter(step -> step.millis() <= last).toList();
    }

    private static double x(long millis, double last) {
        // Clocks that disagree can make a delay negative; the picture starts at none, and ends where it ends.
        double part = (double) millis / last;
        return LEFT + Math.min(1, Math.max(0, part)) * (WIDTH - LEFT);
    }

    private static double y(double share) {
        return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
    }

    private static DomContent label(double x, double y, String anchor, String label) {
        return tag("text")
                .attr("x", number(x))
                .attr("y", number(y))
                .attr("text-anchor", anchor)
                .with(text(label));
    }

    private static String number(double value) {
        return StackedColumns.number(value);
    }
}
