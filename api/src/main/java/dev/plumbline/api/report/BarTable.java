package dev.plumbline.api.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** A table of names and amounts with a bar for each: it reads the same where no picture is shown. */
final class BarTable {
    private BarTable() {}

    /**
     * One row.
     *
     * @param name whose amount it is; shortened on the page, whole for who points at it
     * @param amount 0 or more
     * @param text the amount as people read it
     */
    record Row(String name, BigInteger amount, String text) {}

    /** The rows as they come, with bars up to the largest of them. */
    static DomContent draw(List<Row> rows) {
        BigInteger largest = rows.stream().map(Row::amount).reduce(BigInteger.ONE, BigInteger::max);
        return table(tbody(each(
                        rows,
                        row -> tr(
                                th(Amounts.shortened(row.name()))
                                        .attr("scope", "row")
                                        .withTitle(row.name()),
                                td(span().withClass("bar").withStyle("width:" + share(row.amount(), largest) + "%"))
                                        .withClass("bars"),
                                td(row.text()).withClass("number")))))
                .withClass("bars");
    }

    private static String share(BigInteger amount, BigInteger largest) {
        return new BigDecimal(amount)
                .movePointRight(2)
                .divide(new BigDecimal(largest), 2, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
