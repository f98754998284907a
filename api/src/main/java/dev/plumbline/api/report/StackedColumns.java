package dev.plumbline.api.report;

import static j2html.TagCreator.tag;

import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Columns over an axis, each a stack of series: how many events of which kind there were when.
 *
 * <p>Drawn as SVG by hand: what the JDK's drawing measures of a text depends on the fonts of the machine, and a report must be
 * the same bytes everywhere.
 */
final class StackedColumns {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 250;
    private static final int LEFT = 64;
    private static final int BOTTOM = 28;
    private static final int TOP = 8;
    private static final int LABEL_COUNT_MAX = 6;

    private StackedColumns() {}

    /**
     * The chart.
     *
     * @param title read out in place of the picture
     * @param labels one for each column; only some are written
     * @param series bottom first, as many values each as there are labels
     */
    static DomContent draw(String title, List<String> labels, List<Series> series) {
        long highest = 1;
        for (int column = 0; column < labels.size(); column++) {
            highest = Math.max(highest, heightOf(series, column));
        }
        long top = niceTop(highest);
        var marks = new ArrayList<DomContent>();
        marks.add(tag("title").withText(title));
        for (int i = 0; i <= 4; i++) {
            double y = y(top / 4 * i, top);
            marks.add(tag("line")
                    .withClass("grid")
                    .attr("x1", LEFT)
                    .attr("x2", WIDTH)
                    .attr("y1", number(y))
                    .attr("y2", number(y)));
            marks.add(text(LEFT - 8, y + 4, "end", count(top / 4 * i)));
        }
        double step = (WIDTH - LEFT) / (double) Math.max(1, labels.size());
        for (int column = 0; column < labels.size(); column++) {
            addColumn(marks, labels.get(column), series, column, LEFT + step * column, step, top);
        }
        return tag("svg")
                .withClass("chart")
                .attr("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
                .attr("role", "img")
                .with(marks);
    }

    private static void addColumn(
            List<DomContent> marks, String label, List<Series> series, int column, double x, double step, long top) {
        long below = 0;
        for (int i = 0; i < series.size(); i++) {
            long value = series.get(i).values().get(column);
            if (value > 0) {
                double y = y(below + value, top);
                ContainerTag<?> rect = tag("rect")
                        .withClass("s" + i % 8)
                        .attr("x", number(x + step * 0.08))
                        .attr("width", number(Math.max(0.5, step * 0.84)))
                        .attr("y", number(y))
                        .attr("height", number(y(below, top) - y));
                marks.add(rect.with(
                        tag("title").withText(label + ", " + series.get(i).name() + ": " + count(value))));
            }
            below += value;
        }
        int every = Math.max(1, (series.get(0).values().size() + LABEL_COUNT_MAX - 1) / LABEL_COUNT_MAX);
        if (column % every == 0) {
            marks.add(text(x + step / 2, HEIGHT - 8, "middle", label));
        }
    }

    private static long heightOf(List<Series> series, int column) {
        return series.stream().mapToLong(one -> one.values().get(column)).sum();
    }

    /** The least number of the form 4, 8, 20, 40, 80, 200 … that is not below: a quarter of it is as round as it. */
    private static long niceTop(long highest) {
        long decade = 4;
        while (true) {
            for (long factor : new long[] {1, 2, 5}) {
                if (decade * factor >= highest || decade > Long.MAX_VALUE / 100) {
                    return decade * factor;
                }
            }
            decade *= 10;
        }
    }

    private static double y(long value, long top) {
        return HEIGHT - BOTTOM - (double) value / (double) top * (HEIGHT - BOTTOM - TOP);
    }

    private static DomContent text(double x, double y, String anchor, String text) {
        return tag("text")
                .attr("x", number(x))
                .attr("y", number(y))
                .attr("text-anchor", anchor)
                .withText(text);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
