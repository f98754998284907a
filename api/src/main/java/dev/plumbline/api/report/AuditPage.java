package dev.plumbline.api.report;

import static j2html.TagCreator.body;
import static j2html.TagCreator.document;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.style;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.title;
import static j2html.TagCreator.tr;

import dev.plumbline.ledger.audit.AuditResult;
import dev.plumbline.ledger.audit.InvariantResult;
import dev.plumbline.ledger.audit.Standing;
import dev.plumbline.ledger.audit.Violation;
import j2html.tags.DomContent;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The report of an audit as one HTML file that asks nobody for anything: first a summary that prints on one page, then every
 * breach, every invariant, and pictures of what the log holds.
 *
 * <p>A function of the result alone: no clock, no locale, no font of the machine goes into it.
 */
public final class AuditPage {
    /** What a report may ask for: nothing. */
    static final String NO_REQUESTS = "default-src 'none'; style-src 'unsafe-inline'";

    private AuditPage() {}

    /**
     * The file.
     *
     * @param anchors what is known of the log's anchors
     * @param twinDigest SHA-256 of the JSON twin, in hex, so that the two belong together
     */
    public static String render(AuditResult result, List<CheckedAnchor> anchors, String twinDigest) {
        return document(html(
                        head(
                                meta().withCharset("utf-8"),
                                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                meta().attr("http-equiv", "Content-Security-Policy")
                                        .withContent(NO_REQUESTS),
                                title("Audit of " + result.origin()),
                                style(rawHtml(css()))),
                        body(
                                SummarySheet.draw(result, twinDigest),
                                violations(result),
                                invariants(result),
                                anchors(anchors),
                                Figures.draw(result.figures()),
                                foot(twinDigest)))
                .withLang("en"));
    }

    /** The style of every report. */
    static String css() {
        try (InputStream resource = AuditPage.class.getResourceAsStream("report.css")) {
            if (resource == null) {
                throw new IllegalStateException("report.css is not in the jar");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("report.css cannot be read", e);
        }
    }

    private static DomContent violations(AuditResult result) {
        List<InvariantResult> broken =
                result.results().stream().filter(one -> one.violated() > 0).toList();
        if (broken.isEmpty()) {
            return section(h2("Breaches"), p("None was found in what could be checked."));
        }
        return section(
                        h2("Breaches"),
                        BarTable.draw(broken.stream()
                                .map(one -> new BarTable.Row(
                                        one.invariant().id() + ", "
                                                + one.invariant()
                                                        .severity()
                                                        .name()
                                                        .toLowerCase(Locale.ROOT),
                                        BigInteger.valueOf(one.violated()),
                                        StackedColumns.count(one.violated())))
                                .toList()),
                        each(
                                broken,
                                one -> section(
                                        p(one.invariant().id() + ". "
                                                        + one.invariant().sentence())
                                                .withClass("rule"),
                                        table(
                                                thead(tr(th("entry"), th("what was found"))),
                                                tbody(each(one.kept(), AuditPage::violation))),
                                        more(one))))
                .withId("breaches");
    }

    private static DomContent violation(Violation violation) {
        return tr(
                td(violation.index() == Violation.NO_LEAF ? "–" : Long.toString(violation.index()))
                        .withClass("number"),
                td(violation.detail())
                        .withTitle(
                                violation.event() == null
                                        ? ""
                                        : violation.event().encode()));
    }

    private static DomContent more(InvariantResult one) {
        long hidden = one.violated() - one.kept().size();
        return hidden == 0
                ? rawHtml("")
                : p("and " + StackedColumns.count(hidden) + " more of this kind, which are counted and not listed");
    }

    private static DomContent invariants(AuditResult result) {
        return section(
                        h2("Invariants"),
                        table(
                                thead(tr(
                                        th("id"),
                                        th("what has to hold"),
                                        th("standing"),
                                        th("checked").withClass("number"),
                                        th("broken").withClass("number"),
                                        th("not checkable").withClass("number"),
                                        th("asserted").withClass("number"))),
                                tbody(each(result.results(), AuditPage::invariant))))
                .withId("invariants");
    }

    private static DomContent invariant(InvariantResult one) {
        return tr(
                td(one.invariant().id()).withClass("id"),
                td(text(one.invariant().sentence()), reason(one)),
                td(words(one.standing()))
                        .withClass("standing " + one.standing().name().toLowerCase(Locale.ROOT)),
                td(StackedColumns.count(one.checked())).withClass("number"),
                td(StackedColumns.count(one.violated())).withClass("number"),
                td(StackedColumns.count(one.uncheckable())).withClass("number"),
                td(StackedColumns.count(one.asserted())).withClass("number"));
    }

    private static DomContent anchors(List<CheckedAnchor> anchors) {
        if (anchors.isEmpty()) {
            return section(h2("Anchors"), p("None is known."));
        }
        return section(
                        h2("Anchors"),
                        p("That each of them is of this one tree is invariant I30.")
                                .withClass("quiet"),
                        table(
                                thead(tr(
                                        th("size").withClass("number"),
                                        th("contract"),
                                        th("block"),
                                        th("on the chain"))),
                                tbody(each(
                                        anchors,
                                        anchor -> tr(
                                                td(StackedColumns.count(
                                                                anchor.head().size()))
                                                        .withClass("number"),
                                                td(anchor.contract()),
                                                td(Long.toString(anchor.blockNumber())),
                                                td(anchor.standing().detail()))))))
                .withId("anchors");
    }

    private static DomContent reason(InvariantResult one) {
        return one.reason() == null ? rawHtml("") : p(one.reason()).withClass("quiet");
    }

    /** A standing as people read it. */
    public static String words(Standing standing) {
        return switch (standing) {
            case HOLDS -> "holds";
            case VIOLATED -> "violated";
            case CANNOT_CHECK -> "cannot check";
            case OPERATOR_ASSERTED -> "operator's word";
        };
    }

    private static DomContent foot(String twinDigest) {
        return footer(
                p("Anybody gets this file again, byte for byte, by auditing the same log up to the same head with the"
                        + " same options. SHA-256 of its machine-readable twin: " + twinDigest));
    }
}
