package dev.plumbline.api.report;

import static j2html.TagCreator.body;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.document;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.li;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.style;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.title;
import static j2html.TagCreator.tr;
import static j2html.TagCreator.ul;

import dev.plumbline.ledger.takeover.Fate;
import dev.plumbline.ledger.takeover.InFlight;
import dev.plumbline.ledger.takeover.KnownAnchor;
import dev.plumbline.ledger.takeover.Recovered;
import dev.plumbline.ledger.takeover.SourceStanding;
import dev.plumbline.ledger.takeover.TakeoverResult;
import dev.plumbline.ledger.takeover.Tally;
import j2html.tags.DomContent;
import j2html.tags.specialized.DlTag;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The report of a takeover as one HTML file that asks nobody for anything: what was recovered, and what became of every event
 * that was acknowledged. A function of the result alone: no clock, no locale goes into it.
 */
public final class TakeoverPage {
    private static final int LINES_SHOWN_MAX = 1_000;

    private TakeoverPage() {}

    /**
     * The file.
     *
     * @param twinDigest SHA-256 of the JSON twin, in hex, so that the two belong together
     */
    public static String render(TakeoverResult result, String twinDigest) {
        return document(html(
                        head(
                                meta().withCharset("utf-8"),
                                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                meta().attr("http-equiv", "Content-Security-Policy")
                                        .withContent(AuditPage.NO_REQUESTS),
                                title("Takeover of " + result.log().origin()),
                                style(rawHtml(AuditPage.css()))),
                        body(
                                summary(result, twinDigest),
                                counts(result.inFlight()),
                                sources(result.log()),
                                lines(result.inFlight()),
                                refused(result.log()),
                                footer(p("SHA-256 of the machine-readable twin of this file: " + twinDigest))))
                .withLang("en"));
    }

    private static DomContent summary(TakeoverResult result, String twinDigest) {
        Recovered log = result.log();
        DlTag facts = dl();
        row(
                facts,
                "recovered",
                StackedColumns.count(log.head().size()) + " entries, on the word of " + log.vouchedBy());
        row(facts, "root", log.head().root().base64());
        row(facts, "anchored", anchor(log.anchor()));
        row(facts, "acknowledged", StackedColumns.count(log.acknowledgedSize()) + " entries, as far as is known");
        log.oldKeys().forEach(key -> row(facts, "old key", key.encode()));
        TakeoverResult.Succession next = result.succession();
        if (next != null) {
            row(facts, "new key", next.key().encode());
            row(facts, "handover", "entry " + log.head().size() + ", " + next.handover());
            row(
                    facts,
                    "new log",
                    StackedColumns.count(next.head().size()) + " entries, root "
                            + next.head().root().base64());
            row(facts, "anchoring account", next.operator());
        }
        row(facts, "twin, SHA-256", twinDigest);
        return section(h1("Takeover of " + log.origin()), verdict(result), facts);
    }

    private static String anchor(@Nullable KnownAnchor anchor) {
        return anchor == null
                ? "not asked: nothing but the old key answers for this log"
                : StackedColumns.count(anchor.head().size()) + " entries, " + anchor.chain() + " " + anchor.contract()
                        + ", block " + anchor.block() + ", " + anchor.basis();
    }

    private static DomContent verdict(TakeoverResult result) {
        Tally places = result.inFlight().places();
        long lost = places.of(Fate.WITHOUT_BYTES);
        String word = result.isAlarm()
                ? "The old key signed what the recovered log contradicts"
                : lost == 0
                        ? "Every acknowledged event is accounted for"
                        : StackedColumns.count(lost) + " acknowledged events are absent and nobody has shown them";
        return div(
                        p(word).withClass("verdict-word"),
                        p(StackedColumns.count(places.total())
                                + " places of the old log were acknowledged; what became of"
                                + " each is counted below."))
                .withClass("verdict " + (lost == 0 && !result.isAlarm() ? "holds" : "violated"));
    }

    private static void row(DlTag list, String name, String value) {
        list.with(dt(name), dd(value));
    }

    private static DomContent counts(InFlight inFlight) {
        return section(
                count("Places of the old log", inFlight.places()),
                count("Receipts", inFlight.receipts()),
                count("Entries of mirrors behind what was recovered", inFlight.tails()),
                inFlight.contradicted().isEmpty()
                        ? rawHtml("")
                        : section(
                                h2("Contradicted"),
                                p(
                                        "The old key signed the checkpoints of these receipts, and the recovered log has another"
                                                + " tree:"),
                                ul(each(inFlight.contradicted(), name -> li(name)))));
    }

    private static DomContent count(String name, Tally tally) {
        return section(
                h2(name + ": " + StackedColumns.count(tally.total())),
                FateBar.draw(name, tally),
                BarTable.draw(Arrays.stream(Fate.values())
                        .filter(fate -> tally.of(fate) > 0)
                        .map(fate -> new BarTable.Row(
                                fate.words(), BigInteger.valueOf(tally.of(fate)), StackedColumns.count(tally.of(fate))))
                        .toList()));
    }

    private static DomContent sources(Recovered log) {
        return section(
                h2("Sources"),
                table(
                        thead(tr(th("source"), th("entries"), th("signed"), th("standing"))),
                        tbody(each(log.sources(), TakeoverPage::source))));
    }

    private static DomContent source(SourceStanding one) {
        return tr(
                td(one.name()),
                td(StackedColumns.count(one.entries())).withClass("number"),
                td(one.signedSize() < 0 ? "–" : StackedColumns.count(one.signedSize()))
                        .withClass("number"),
                td(one.words()));
    }

    private static DomContent lines(InFlight inFlight) {
        long left = inFlight.receipts().total()
                + inFlight.tails().total()
                - Math.min(LINES_SHOWN_MAX, inFlight.lines().size());
        return section(
                h2("One by one"),
                table(
                        thead(tr(th("from"), th("event"), th("was at"), th("is at"), th("fate"))),
                        tbody(each(
                                inFlight.lines().stream().limit(LINES_SHOWN_MAX).toList(), TakeoverPage::line))),
                left == 0
                        ? rawHtml("")
                        : p(StackedColumns.count(left) + " more are in the twin")
                                .withClass("quiet"));
    }

    private static DomContent line(InFlight.Line line) {
        return tr(
                td(line.by()),
                td(line.event() == null ? "–" : Amounts.shortened(line.event().encode()))
                        .withTitle(line.event() == null ? "" : line.event().encode()),
                td(Long.toString(line.oldIndex())).withClass("number"),
                td(line.newIndex() == InFlight.NOWHERE ? "–" : Long.toString(line.newIndex()))
                        .withClass("number"),
                td(line.fate().words() + (line.detail().isEmpty() ? "" : ": " + line.detail())));
    }

    private static DomContent refused(Recovered log) {
        return log.noReceipts().isEmpty()
                ? rawHtml("")
                : section(
                        h2("No receipts of this log"),
                        ul(each(log.noReceipts(), one -> li(one.name() + ": " + one.why()))));
    }
}
