package dev.plumbline.api.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.fairness.VerdictWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A report on a sequencer in a few lines of text: how many transactions bear which word, every figure with its n, every question that is
 * left, the number of comparisons and the caveats.
 */
public final class SequencerSummary {
    private SequencerSummary() {}

    /** The lines that people read, from the JSON of {@link SequencerTwin}. */
    public static List<String> lines(JsonNode summary) {
        var lines = new ArrayList<String>();
        long n = summary.path("transactions").size();
        for (Map.Entry<String, JsonNode> word : summary.path("words").properties()) {
            long count = word.getValue().asLong();
            boolean isOfHeights = word.getKey().equals(VerdictWord.EQUIVOCATED.words());
            lines.add(
                    isOfHeights
                            ? String.format(Locale.ROOT, "%-20s %,d heights", word.getKey(), count)
                            : String.format(Locale.ROOT, "%-20s %,d of %,d transactions", word.getKey(), count, n));
        }
        for (JsonNode settled : summary.path("settled")) {
            lines.add(String.format(
                    Locale.ROOT,
                    "settled  %s: %,d transactions",
                    settled.path("words").asText(),
                    settled.path("n").asLong()));
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
