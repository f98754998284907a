package dev.plumbline.api.report;

import static j2html.TagCreator.tag;

import dev.plumbline.ledger.takeover.Fate;
import dev.plumbline.ledger.takeover.Tally;
import j2html.tags.DomContent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;

/** One bar that is the whole of something, cut into what became of its parts. */
final class FateBar {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 34;

    private FateBar() {}

    static DomContent draw(String title, Tally tally) {
        var marks = new ArrayList<DomContent>();
        marks.add(tag("title").withText(title));
        long total = Math.max(1, tally.total());
        long before = 0;
        Fate[] fates = Fate.values();
        for (int i = 0; i < fates.length; i++) {
            Fate fate = fates[i];
            long count = tally.of(fate);
            if (count > 0) {
                marks.add(tag("rect")
                        .withClass("s" + i % 8)
                        .attr("x", place(before, total))
                        .attr("y", 0)
                        .attr("width", place(count, total))
                        .attr("height", HEIGHT)
                        .with(tag("title").withText(fate.words() + ": " + StackedColumns.count(count))));
            }
            before += count;
        }
        return tag("svg")
                .attr("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
                .attr("role", "img")
                .with(marks);
    }

    private static String place(long count, long total) {
        return BigDecimal.valueOf(count)
                .multiply(BigDecimal.valueOf(WIDTH))
                .divide(BigDecimal.valueOf(total), 2, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
