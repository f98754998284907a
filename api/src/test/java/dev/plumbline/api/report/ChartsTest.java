package dev.plumbline.api.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ledger.takeover.Fate;
import dev.plumbline.ledger.takeover.Tally;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ChartsTest {
    @Test
    void columnsAreAsHighAsTheirValues() throws Exception {
        Document svg = parse(StackedColumns.draw(
                        "events",
                        List.of("Mon", "Tue"),
                        List.of(new Series("uploads", List.of(10L, 0L)), new Series("inferences", List.of(30L, 40L))))
                .render());

        List<Double> heights = heights(svg);
        assertThat(heights).hasSize(3);
        assertThat(heights.get(1) / heights.get(0)).isCloseTo(3, org.assertj.core.data.Offset.offset(0.01));
        assertThat(heights.get(2) / heights.get(0)).isCloseTo(4, org.assertj.core.data.Offset.offset(0.01));
    }

    @Test
    void aBarIsCutWhereItsPartsEnd() throws Exception {
        var tally = new Tally(Map.of(Fate.PRESENT_BEFORE_ANCHOR, 1L, Fate.WITHOUT_BYTES, 3L));
        Document svg = parse(FateBar.draw("places", tally).render());

        assertThat(attributes(svg, "x")).containsExactly("0.00", "225.00");
        assertThat(attributes(svg, "width")).containsExactly("225.00", "675.00");
    }

    private static List<String> attributes(Document svg, String name) {
        var values = new ArrayList<String>();
        for (int i = 0; i < svg.getElementsByTagName("rect").getLength(); i++) {
            values.add(((Element) svg.getElementsByTagName("rect").item(i)).getAttribute(name));
        }
        return values;
    }

    @Test
    void namesAreEscaped() {
        String svg = StackedColumns.draw("<script>", List.of("\"><b>"), List.of(new Series("<i>", List.of(1L))))
                .render();

        assertThat(svg).doesNotContain("<script>", "<b>", "<i>");
    }

    @Test
    void drawsNothingButTheAxisForNoEvents() throws Exception {
        assertThat(heights(parse(
                        StackedColumns.draw("none", List.of("Mon"), List.of(new Series("uploads", List.of(0L))))
                                .render())))
                .isEmpty();
    }

    @Test
    void refusesNegativeValues() {
        assertThatThrownBy(() -> new Series("uploads", List.of(1L, -1L))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void curveEndsWhereEverythingIsCounted() throws Exception {
        Document svg = parse(LorenzCurve.draw("shares", integers(1, 1, 2)).render());

        String path = ((Element) svg.getElementsByTagName("path").item(1)).getAttribute("d");
        assertThat(path).startsWith("M34.00 206.00 ").endsWith("L206.00 34.00");
        // After two of three parts, half of the whole.
        assertThat(path).contains("L148.67 120.00");
    }

    @Test
    void giniIsThatOfTheSumOverAllPairs() {
        for (List<BigInteger> parts :
                List.of(integers(1, 1, 1), integers(0, 0, 5), integers(1, 2, 3, 4), integers(7), integers(0, 1))) {
            assertThat(LorenzCurve.giniThousandths(parts)).isEqualTo(giniByPairs(parts));
            var reversed = new ArrayList<>(parts);
            Collections.reverse(reversed);
            assertThat(LorenzCurve.giniThousandths(reversed)).isEqualTo(giniByPairs(parts));
        }
        assertThat(LorenzCurve.giniThousandths(integers(0, 0))).isZero();
    }

    /** The mean difference of all pairs over twice the mean. */
    private static int giniByPairs(List<BigInteger> parts) {
        long differences = 0;
        long sum = 0;
        for (BigInteger a : parts) {
            sum += a.longValueExact();
            for (BigInteger b : parts) {
                differences += a.subtract(b).abs().longValueExact();
            }
        }
        return (int) (differences * 1_000 / (2 * sum * parts.size()));
    }

    private static List<BigInteger> integers(long... values) {
        var integers = new ArrayList<BigInteger>();
        for (long value : values) {
            integers.add(BigInteger.valueOf(value));
        }
        return integers;
    }

    private static List<Double> heights(Document svg) {
        var heights = new ArrayList<Double>();
        var rects = svg.getElementsByTagName("rect");
        for (int i = 0; i < rects.getLength(); i++) {
            heights.add(Double.valueOf(((Element) rects.item(i)).getAttribute("height")));
        }
        return heights;
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
