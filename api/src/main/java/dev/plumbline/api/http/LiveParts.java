package dev.plumbline.api.http;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tag;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.plumbline.api.http.SequencerStanding.BlockRow;
import dev.plumbline.api.http.SequencerStanding.Head;
import dev.plumbline.api.http.SequencerStanding.Level;
import dev.plumbline.api.http.SequencerStanding.ObserverRow;
import j2html.tags.DomContent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The parts of the live page that change. */
final class LiveParts {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int STRIP_WIDTH = 120;
    private static final int STRIP_HEIGHT = 12;
    private static final int COLOURS = 8;

    private LiveParts() {}

    static DomContent banner(SequencerStanding standing) {
        SequencerStanding.Gap gap = standing.gap();
        if (standing.trouble() != null) {
            return banner("bad", "Not following", standing.trouble());
        }
        if (gap == null) {
            return standing.heads().isEmpty()
                    ? banner("wait", "No block yet", "Nothing was seen of the chain so far.")
                    : banner("good", "Following", "The newest block is " + age(standing.secondsSinceBlock()) + " old.");
        }
        String since = "since " + time(gap.sinceMillis()) + ", for " + age(standing.secondsSinceBlock());
        if (gap.answering() == 0) {
            return banner(
                    "bad",
                    "No observer can be used " + since,
                    "What the chain does is not known: this says nothing about the sequencer.");
        }
        return banner(
                "wait",
                "No new block " + since,
                gap.answering() + " of " + standing.observers().size() + " observers answer and have nothing newer; "
                        + inFlightWords(standing) + ".");
    }

    private static DomContent banner(String tone, String word, String detail) {
        return div(p(word).withClass("banner-word"), p(detail)).withClass("banner " + tone);
    }

    static DomContent heads(SequencerStanding standing) {
        var tiles = new ArrayList<DomContent>();
        Head newest = standing.heads().get(Level.UNSAFE);
        for (Level level : Level.values()) {
            Head head = standing.heads().get(level);
            tiles.add(div(
                            p(words(level)).withClass("quiet"),
                            p(head == null ? "–" : count(head.number())).withClass("tile-number"),
                            p(distance(level, head, newest)).withClass("quiet"))
                    .withClass("tile"));
        }
        return div().with(tiles).withClass("tiles");
    }

    private static String words(Level level) {
        return switch (level) {
            case UNSAFE -> "unsafe: the sequencer's word";
            case SAFE -> "safe: its data are on L1";
            case FINALIZED -> "finalized: L1 cannot lose them";
        };
    }

    private static String distance(
            Level level, @org.jspecify.annotations.Nullable Head head, @org.jspecify.annotations.Nullable Head newest) {
        if (head == null || newest == null) {
            return "not seen yet";
        }
        return level == Level.UNSAFE
                ? shortened(head.hash().hex())
                : count(newest.number() - head.number()) + " blocks behind";
    }

    static DomContent observers(SequencerStanding standing) {
        return table(
                thead(tr(
                        th("observer"),
                        th("newest block").withClass("number"),
                        th("behind").withClass("number"),
                        th("standing"),
                        th("troubles so far"))),
                tbody(each(standing.observers(), row -> observer(standing, row))));
    }

    private static DomContent observer(SequencerStanding standing, ObserverRow row) {
        int place = standing.observers().indexOf(row);
        return tr(
                td(dot(place), text(row.name())),
                td(row.head() < 0 ? "–" : count(row.head())).withClass("number"),
                td(row.head() < 0 ? "–" : count(standing.lagBlocks(row))).withClass("number"),
                row.trouble() == null
                        ? td(row.head() < 0 ? "not heard yet" : "in line").withClass(row.head() < 0 ? "quiet" : "good")
                        : td(
                                span(SequencerJson.wire(row.trouble()).replace('_', ' '))
                                        .withClass("bad"),
                                p(row.detail()).withClass("quiet")),
                td(troubles(row)).withClass("quiet"));
    }

    private static String troubles(ObserverRow row) {
        var words = new ArrayList<String>();
        row.troubles()
                .forEach((kind, count) -> words.add(SequencerJson.wire(kind).replace('_', ' ') + " " + count));
        return words.isEmpty() ? "none" : String.join(", ", words);
    }

    static DomContent inFlight(SequencerStanding standing) {
        if (standing.inFlight().isEmpty()) {
            return p("Nothing that was submitted through the log is waited for.")
                    .withClass("quiet");
        }
        return div(
                p(inFlightWords(standing)
                        + (standing.inFlightCount() > standing.inFlight().size() ? "; the oldest:" : ":")),
                table(
                        thead(tr(th("transaction"), th("submitted"), th("waits").withClass("number"))),
                        tbody(each(
                                standing.inFlight(),
                                pending -> tr(
                                        td(shortened(pending.tx().hex()))
                                                .withTitle(pending.tx().hex())
                                                .withClass("id"),
                                        td(time(pending.submittedMillis())),
                                        td(age(Math.max(0, standing.asOfMillis() - pending.submittedMillis()) / 1e3))
                                                .withClass("number"))))));
    }

    private static String inFlightWords(SequencerStanding standing) {
        int count = standing.inFlightCount();
        return count == 0
                ? "nothing is in flight"
                : count(count) + (count == 1 ? " submission is in flight" : " submissions are in flight");
    }

    static DomContent blocks(SequencerStanding standing) {
        if (standing.blocks().isEmpty()) {
            return p("None yet.").withClass("quiet");
        }
        long widest = standing.blocks().stream()
                .mapToLong(BlockRow::spreadMillis)
                .max()
                .orElse(1);
        return div(
                table(
                        thead(tr(
                                th("block").withClass("number"),
                                th("hash"),
                                th("first seen"),
                                th("transactions").withClass("number"),
                                th("seen by"),
                                th("spread").withClass("number"))),
                        tbody(each(standing.blocks(), row -> block(standing, row, Math.max(1, widest))))),
                p("Each dot is an observer, from the first that had the block on the left; the strip is "
                                + widest(widest) + " wide.")
                        .withClass("quiet"));
    }

    private static String widest(long millis) {
        return Math.max(1, millis) + " ms";
    }

    private static DomContent block(SequencerStanding standing, BlockRow row, long widest) {
        long first = Collections.min(row.firstSeenMillis().values());
        return tr(
                td(count(row.number())).withClass("number"),
                td(shortened(row.hash().hex())).withTitle(row.hash().hex()).withClass("id"),
                td(time(first)).withTitle("the block's own time: " + time(row.timeSeconds() * 1_000)),
                td(count(row.transactions())).withClass("number"),
                td(row.caughtUp() ? text("before we asked") : strip(standing, row, first, widest)),
                td(row.spreadMillis() < 0 ? "–" : row.spreadMillis() + " ms").withClass("number"));
    }

    private static DomContent strip(SequencerStanding standing, BlockRow row, long first, long widest) {
        List<String> names =
                standing.observers().stream().map(ObserverRow::name).toList();
        var marks = new ArrayList<DomContent>();
        for (Map.Entry<String, Long> seen : row.firstSeenMillis().entrySet()) {
            double x = STRIP_HEIGHT / 2.0
                    + (double) (STRIP_WIDTH - STRIP_HEIGHT) * Math.min(widest, seen.getValue() - first) / widest;
            marks.add(tag("circle")
                    .withClass("s" + Math.max(0, names.indexOf(seen.getKey())) % COLOURS)
                    .attr("cx", String.format(Locale.ROOT, "%.1f", x))
                    .attr("cy", STRIP_HEIGHT / 2)
                    .attr("r", STRIP_HEIGHT / 2 - 1)
                    .with(tag("title").withText(seen.getKey() + " after " + (seen.getValue() - first) + " ms")));
        }
        return tag("svg")
                .withClass("strip")
                .attr("viewBox", "0 0 " + STRIP_WIDTH + " " + STRIP_HEIGHT)
                .attr("role", "img")
                .with(marks);
    }

    private static DomContent dot(int place) {
        return tag("svg")
                .withClass("dot")
                .attr("viewBox", "0 0 10 10")
                .attr("aria-hidden", "true")
                .with(tag("circle")
                        .withClass("s" + place % COLOURS)
                        .attr("cx", 5)
                        .attr("cy", 5)
                        .attr("r", 5));
    }

    static DomContent counts(SequencerStanding standing) {
        SequencerStanding.Counts counts = standing.counts();
        return div(
                        tile(counts.blocks(), "blocks"),
                        tile(counts.transactions(), "transactions"),
                        tile(counts.tracked(), "of them tracked"),
                        tile(counts.reorgs(), "reorganisations"),
                        tile(counts.displacedBlocks(), "blocks displaced"),
                        tile(counts.timeGaps(), "gaps in time"))
                .withClass("tiles");
    }

    private static DomContent tile(long number, String words) {
        return div(p(count(number)).withClass("tile-number"), p(words).withClass("quiet"))
                .withClass("tile");
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis)) + " UTC";
    }

    private static String age(double seconds) {
        if (seconds < 120) {
            return String.format(Locale.ROOT, "%.0f s", seconds);
        }
        return seconds < 7_200
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f h", seconds / 3_600);
    }

    private static String shortened(String hex) {
        return hex.substring(0, 10) + "…" + hex.substring(hex.length() - 6);
    }
}
