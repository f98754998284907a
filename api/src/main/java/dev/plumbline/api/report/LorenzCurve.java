package dev.plumbline.api.report;

import static j2html.TagCreator.tag;

import j2html.tags.DomContent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How unevenly something is distributed: what share of the whole the smallest x % of the parts have together. The straight line
 * is what equal parts would give.
 */
final class LorenzCurve {
    private static final int SIDE = 240;
    private static final int MARGIN = 34;

    private LorenzCurve() {}

    /** The curve of these parts, which are 0 or more and not all 0. */
    static DomContent draw(String title, List<BigInteger> parts) {
        List<BigInteger> ascending =
                parts.stream().sorted(Comparator.naturalOrder()).toList();
        BigDecimal whole = new BigDecimal(ascending.stream().reduce(BigInteger.ZERO, BigInteger::add));
        var path = new StringBuilder("M" + point(0, 0));
        BigInteger soFar = BigInteger.ZERO;
        for (int i = 0; i < ascending.size(); i++) {
            soFar = soFar.add(ascending.get(i));
            double share =
                    new BigDecimal(soFar).divide(whole, MathContext.DECIMAL64).doubleValue();
            path.append(" L").append(point((i + 1) / (double) ascending.size(), share));
        }
        var marks = new ArrayList<DomContent>();
        marks.add(tag("title").withText(title));
        marks.add(tag("path")
                .withClass("grid")
                .attr(
                        "d",
                        "M" + point(0, 1) + " L" + point(0, 0) + " L" + point(1, 0) + " M" + point(0, 0) + " L"
                                + point(1, 1)));
        marks.add(tag("path").withClass("curve").attr("d", path.toString()));
        marks.add(label(SIDE / 2.0, SIDE - 8, "uploads, the least first"));
        return tag("svg")
                .withClass("lorenz")
                .attr("viewBox", "0 0 " + SIDE + " " + SIDE)
                .attr("role", "img")
                .with(marks);
    }

    /** The Gini coefficient of the parts, 0 for equal ones, in thousandths, rounded down. */
    static int giniThousandths(List<BigInteger> parts) {
        List<BigInteger> ascending =
                parts.stream().sorted(Comparator.naturalOrder()).toList();
        BigInteger whole = BigInteger.ZERO;
        BigInteger weighted = BigInteger.ZERO;
        for (int i = 0; i < ascending.size(); i++) {
            whole = whole.add(ascending.get(i));
            weighted = weighted.add(ascending.get(i).multiply(BigInteger.valueOf(2L * (i + 1) - ascending.size() - 1)));
        }
        if (whole.signum() == 0) {
            return 0;
        }
        return weighted.multiply(BigInteger.valueOf(1_000))
                .divide(whole.multiply(BigInteger.valueOf(ascending.size())))
                .intValueExact();
    }

    private static String point(double x, double y) {
        double length = SIDE - 2.0 * MARGIN;
        return StackedColumns.number(MARGIN + x * length) + " " + StackedColumns.number(SIDE - MARGIN - y * length);
    }

    private static DomContent label(double x, double y, String text) {
        return tag("text")
                .attr("x", StackedColumns.number(x))
                .attr("y", StackedColumns.number(y))
                .attr("text-anchor", "middle")
                .withText(text);
    }
}
