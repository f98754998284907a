package dev.plumbline.api.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.fairness.Alarm;
import dev.plumbline.ledger.fairness.FairnessReport;
import dev.plumbline.ledger.fairness.Figure;
import dev.plumbline.ledger.fairness.TrackedTransaction;
import dev.plumbline.ledger.fairness.VerdictWord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A report on a sequencer in a few lines of JSON or of text: how many transactions bear which word, every figure with its n, every
 * question that is left, the number of comparisons and the caveats. The same report gives the same bytes.
 */
public final class SequencerSummary {
    /** The version of this form. */
    public static final int VERSION = 1;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SequencerSummary() {}

    /** The summary as JSON, keys in a fixed order. */
    public static ObjectNode encode(FairnessReport report) {
        ObjectNode json = NODES.objectNode()
                .put("v", VERSION)
                .put("chain", report.casebook().chain())
                .put("from", report.casebook().fromMillis())
                .put("to", report.casebook().toMillis())
                .put("transactions", report.casebook().transactions().size());
        ObjectNode words = json.putObject("words");
        words(report).forEach((word, count) -> words.put(word.words(), count));
        json.put("comparisons", report.comparisons());
        ArrayNode alarms = json.putArray("alarms");
        for (Alarm alarm : report.alarms()) {
            alarms.addObject()
                    .put("question", wire(alarm.question()))
                    .put("cohort", alarm.cohort())
                    .put("verdict", alarm.verdict().words())
                    .put("words", alarm.words());
        }
        ArrayNode figures = json.putArray("figures");
        report.figures().forEach(figure -> figures.add(figure(figure)));
        ArrayNode caveats = json.putArray("caveats");
        report.caveats().forEach(caveats::add);
        return json;
    }

    private static Map<VerdictWord, Integer> words(FairnessReport report) {
        var counts = new EnumMap<VerdictWord, Integer>(VerdictWord.class);
        for (VerdictWord word : VerdictWord.values()) {
            counts.put(word, 0);
        }
        for (TrackedTransaction transaction : report.casebook().transactions()) {
            counts.merge(FairnessReport.wordOf(transaction), 1, Integer::sum);
        }
        counts.put(VerdictWord.EQUIVOCATED, report.casebook().equivocations().size());
        return counts;
    }

    private static ObjectNode figure(Figure figure) {
        ObjectNode json = NODES.objectNode().put("name", figure.name()).put("cohort", figure.cohort());
        number(json, "value", figure.value());
        number(json, "low", figure.low());
        number(json, "high", figure.high());
        return json.put("unit", figure.unit())
                .put("n", figure.n())
                .put("level", figure.level())
                .put("words", figure.words());
    }

    /** JSON knows no infinity, and what is not known has no place in it. */
    private static void number(ObjectNode json, String key, double value) {
        if (Double.isFinite(value)) {
            json.put(key, value);
        }
    }

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The lines that people read, from the JSON of {@link #encode}. */
    public static List<String> lines(JsonNode summary) {
        var lines = new ArrayList<String>();
        long n = summary.path("transactions").asLong();
        for (Map.Entry<String, JsonNode> word : summary.path("words").properties()) {
            long count = word.getValue().asLong();
            boolean isOfHeights = word.getKey().equals(VerdictWord.EQUIVOCATED.words());
            lines.add(
                    isOfHeights
                            ? String.format(Locale.ROOT, "%-20s %,d heights", word.getKey(), count)
                            : String.format(Locale.ROOT, "%-20s %,d of %,d transactions", word.getKey(), count, n));
        }
        for (JsonNode figure : summary.path("figures")) {
            lines.add(String.format(
                    Locale.ROOT,
                    "figure  %s, %s: %s (n = %,d)",
                    figure.path("name").asText(),
                    cohort(figure),
                    figure.path("words").asText(),
                    figure.path("n").asLong()));
        }
        for (JsonNode alarm : summary.path("alarms")) {
            lines.add(alarm.path("verdict").asText() + "  "
                    + alarm.path("question").asText().replace('_', ' ') + ", " + cohort(alarm) + ": "
                    + alarm.path("words").asText());
        }
        lines.add(String.format(
                Locale.ROOT,
                "%,d comparisons shared the level",
                summary.path("comparisons").asLong()));
        for (JsonNode caveat : summary.path("caveats")) {
            lines.add("caveat  " + caveat.asText());
        }
        return lines;
    }

    private static String cohort(JsonNode of) {
        String cohort = of.path("cohort").asText();
        return cohort.isEmpty() ? "all" : cohort;
    }
}
