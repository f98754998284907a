package dev.plumbline.api.report;

import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.ul;

import dev.plumbline.ledger.audit.AuditFigures;
import dev.plumbline.ledger.audit.AuditResult;
import dev.plumbline.ledger.audit.InvariantResult;
import dev.plumbline.ledger.audit.SignatureSample;
import dev.plumbline.ledger.audit.Standing;
import dev.plumbline.proofs.merkle.TreeHead;
import j2html.tags.DomContent;
import j2html.tags.specialized.DlTag;
import java.util.ArrayList;
import java.util.List;

/** The first page: what was audited, what came out, what that does not say. */
final class SummarySheet {
    private static final int BROKEN_MAX = 8;

    private SummarySheet() {}

    static DomContent draw(AuditResult result, String twinDigest) {
        return section(
                        h1("Audit of " + result.origin()),
                        verdict(result),
                        facts(result, twinDigest),
                        standings(result),
                        h2("What this does not say"),
                        ul(
                                li("That what the events claim is true. Checked is that the record is whole, signed, in"
                                        + " order and exact; that a weight is the true influence of an upload is the"
                                        + " word of whoever computed it."),
                                li("Anything about what “cannot check” stands beside: it was not checked, and nothing"
                                        + " follows from that."),
                                li("That all who were owed something are in the log. What was never logged leaves no"
                                        + " gap but in the numbering of its issuer.")))
                .withId("summary");
    }

    private static DomContent verdict(AuditResult result) {
        long broken =
                result.results().stream().filter(one -> one.violated() > 0).count();
        long cases =
                result.results().stream().mapToLong(InvariantResult::violated).sum();
        long checked =
                result.results().stream().mapToLong(InvariantResult::checked).sum();
        if (broken == 0) {
            return div(
                            p("No breach found").withClass("verdict-word"),
                            p(StackedColumns.count(checked) + " cases of " + count(result, Standing.HOLDS)
                                    + " invariants were checked and hold."))
                    .withClass("verdict holds");
        }
        var lines = new ArrayList<DomContent>();
        lines.add(p((cases == 1 ? "1 breach" : StackedColumns.count(cases) + " breaches") + " of "
                        + (broken == 1 ? "1 invariant" : broken + " invariants"))
                .withClass("verdict-word"));
        result.results().stream()
                .filter(one -> one.violated() > 0)
                .limit(BROKEN_MAX)
                .forEach(one -> lines.add(p(one.invariant().id() + ", " + StackedColumns.count(one.violated())
                        + " times: " + one.invariant().sentence())));
        return div().with(lines).withClass("verdict violated");
    }

    private static DomContent facts(AuditResult result, String twinDigest) {
        AuditFigures figures = result.figures();
        DlTag list = dl();
        row(list, "entries", StackedColumns.count(result.head().size()) + audited(result.from()));
        row(list, "root", result.head().root().base64());
        row(list, "could not be read", StackedColumns.count(result.unreadCount()));
        row(list, "signatures", signatures(result.sample()));
        figures.paidByToken().forEach((token, amount) -> row(list, "paid, " + token, Amounts.of(token, amount)));
        row(list, "open disputes", StackedColumns.count(figures.disputesOpen()));
        row(list, "lines rounded to zero", StackedColumns.count(figures.roundedToZero()));
        row(list, "twin, SHA-256", twinDigest);
        return list;
    }

    private static String audited(TreeHead from) {
        return from.size() == 0
                ? ", all audited now"
                : ", the first " + StackedColumns.count(from.size()) + " of them taken over from an earlier audit";
    }

    private static String signatures(SignatureSample sample) {
        return sample == null
                ? "see invariant I03"
                : StackedColumns.count(sample.count()) + " entries drawn with the seed committed to as "
                        + sample.commitment().hex();
    }

    private static void row(DlTag list, String name, String value) {
        list.with(dt(name), dd(value));
    }

    private static DomContent standings(AuditResult result) {
        return div().with(List.of(Standing.values()).stream()
                        .map(standing -> div(
                                        p(Long.toString(count(result, standing)))
                                                .withClass("tile-number"),
                                        p(AuditPage.words(standing)))
                                .withClass("tile " + standing.name().toLowerCase(java.util.Locale.ROOT)))
                        .toList())
                .withClass("tiles");
    }

    private static long count(AuditResult result, Standing standing) {
        return result.results().stream()
                .filter(one -> one.standing() == standing)
                .count();
    }
}
