package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Asks a log what has become of an event since: information behind a verdict, never a part of it. */
final class StandingQuestion {
    private static final int TEXT_CHARS_MAX = 400;

    private final LogClient client;

    StandingQuestion(LogClient client) {
        this.client = client;
    }

    /** The finding, and behind it what the log says of its event if it is about one and verified. */
    Finding ask(Finding finding) {
        String id = finding.facts().path("event_id").asText("");
        if (id.isEmpty() || finding.reason() != null) {
            return finding;
        }
        List<String> lines = new ArrayList<>(finding.story());
        JsonNode standing;
        try {
            standing = client.requireJson("/v1/events/" + id + "/standing");
        } catch (FailedException e) {
            // What could not be asked takes nothing from what was verified.
            lines.add("what has become of it since could not be asked: " + e.getMessage());
            return finding.withStory(lines);
        }
        JsonNode supersededAt = standing.path("superseded_at");
        lines.add("the log says, unproven, at size " + standing.path("size").asLong() + ": valid when issued"
                + (supersededAt.isIntegralNumber()
                        ? ", superseded at index " + supersededAt.asLong()
                        : ", nothing supersedes it"));
        for (JsonNode turn : standing.path("turns")) {
            lines.add("  at index " + turn.path("index").asLong() + ": "
                    + printable(turn.path("text").asText()));
        }
        finding.facts().set("standing", standing);
        return finding.withStory(lines);
    }

    /** The log's own words, of which a terminal must not obey any. */
    private static String printable(String text) {
        String cut = text.substring(0, Math.min(text.length(), TEXT_CHARS_MAX));
        var printable = new StringBuilder();
        cut.chars().forEach(c -> printable.append(c >= 0x20 && c < 0x7f ? (char) c : '?'));
        return printable.toString();
    }
}
