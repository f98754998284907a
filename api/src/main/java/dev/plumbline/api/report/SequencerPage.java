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
import static j2html.TagCreator.h3;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.li;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import dev.plumbline.ledger.fairness.Alarm;
import dev.plumbline.ledger.fairness.Casebook;
import dev.plumbline.ledger.fairness.DelayCurve;
import dev.plumbline.ledger.fairness.EquivocationSeen;
import dev.plumbline.ledger.fairness.FairnessReport;
import dev.plumbline.ledger.fairness.OrderTally;
import dev.plumbline.ledger.fairness.PairedProbes;
import dev.plumbline.ledger.fairness.TrackedTransaction;
import dev.plumbline.ledger.fairness.VerdictWord;
import j2html.tags.DomContent;
import j2html.tags.specialized.DlTag;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The report on a sequencer as one HTML file that asks nobody for anything: what has no explanation yet, when, how late, in what
 * order, what is missing, who looked, and what none of it can say. A function of the report alone: no clock, no locale goes into it.
 */
public final class SequencerPage {
    private SequencerPage() {}

    /**
     * The file.
     *
     * @param accounts of each outage what became of everything in flight; empty if there was none
     * @param twinDigest SHA-256 of the JSON twin, in hex, so that the two belong together
     */
    public static String render(FairnessReport report, List<OutageAccount> accounts, String twinDigest) {
        return document(html(
                        head(
                                meta().withCharset("utf-8"),
                                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                meta().attr("http-equiv", "Content-Security-Policy")
                                        .withContent(AuditPage.NO_REQUESTS),
                                title("The sequencer of " + report.casebook().chain()),
                                style(rawHtml(AuditPage.css()))),
                        body(
                                summary(report, twinDigest),
                                timeline(report.casebook(), accounts),
                                delays(report),
                                tests(report),
                                order(report),
                                missing(report.casebook()),
                                probes(report.probes()),
                                watched(report.casebook()),
                                section(h2("Every figure"), SequencerTables.figures(report.figures())),
                                footer(p("SHA-256 of the machine-readable twin of this file: " + twinDigest))))
                .withLang("en"));
    }

    private static DomContent summary(FairnessReport report, String twinDigest) {
        Casebook casebook = report.casebook();
        DlTag facts = dl();
        row(
                facts,
                "time",
                SequencerWords.time(casebook.fromMillis()) + " to " + SequencerWords.time(casebook.toMillis()));
        row(
                facts,
                "transactions followed",
                StackedColumns.count(casebook.transactions().size()) + ", " + words(casebook));
        row(facts, "observers", StackedColumns.count(casebook.observers().size()));
        row(
                facts,
                "comparisons",
                report.comparisons() + " share a chance of "
                        + SequencerWords.value(report.options().level(), "share")
                        + " for any false alarm; intervals miss with at most that, each by itself");
        row(
                facts,
                "margins",
                "earlier means by more than "
                        + SequencerWords.seconds(report.options().deltaMillis(casebook)) + "; clocks agree within "
                        + SequencerWords.seconds(casebook.clockUncertaintyMillis()) + "; tips within "
                        + SequencerWords.value(report.options().feeMatch(), "share") + " are alike; seed "
                        + report.options().seed());
        row(facts, "twin, SHA-256", twinDigest);
        return section(
                        h1("The sequencer of " + casebook.chain()),
                        verdict(report),
                        facts,
                        h2("What this cannot say"),
                        ul(each(report.caveats(), caveat -> li(caveat))))
                .withId("summary");
    }

    private static String words(Casebook casebook) {
        Map<VerdictWord, Long> counts = casebook.transactions().stream()
                .collect(Collectors.groupingBy(FairnessReport::wordOf, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> StackedColumns.count(entry.getValue()) + " "
                        + entry.getKey().words())
                .collect(Collectors.joining(", "));
    }

    private static DomContent verdict(FairnessReport report) {
        List<Alarm> alarms = report.alarms();
        if (alarms.isEmpty()) {
            return div(
                            p("Nothing unexplained").withClass("verdict-word"),
                            p(report.comparisons() + " comparisons, and none is beyond chance at the stated level."))
                    .withClass("verdict holds");
        }
        boolean isSigned = alarms.stream().anyMatch(alarm -> alarm.verdict() == VerdictWord.EQUIVOCATED);
        var lines = new ArrayList<DomContent>();
        lines.add(p(StackedColumns.count(alarms.size())
                        + (alarms.size() == 1 ? " finding without" : " findings without") + " an explanation")
                .withClass("verdict-word"));
        alarms.stream()
                .limit(SequencerTables.ROWS_MAX)
                .forEach(alarm -> lines.add(p(alarm.verdict().words() + ", "
                                + SequencerWords.question(alarm.question()) + ", "
                                + SequencerWords.cohort(alarm.cohort()) + ": " + alarm.words())
                        .withTitle(alarm.cohort())));
        return div().with(lines).withClass("verdict " + (isSigned ? "violated" : "cannot_check"));
    }

    private static void row(DlTag list, String name, String value) {
        list.with(dt(name), dd(value));
    }

    private static DomContent timeline(Casebook casebook, List<OutageAccount> accounts) {
        return section(
                h2("Timeline"),
                SequencerTimeline.draw(casebook),
                SequencerTimeline.legend(),
                h3("Times without blocks"),
                SequencerTables.gaps(casebook.gaps()),
                each(
                        accounts,
                        account -> div(
                                h3("In flight: " + account.outage() + ", " + StackedColumns.count(account.total())
                                        + " in all"),
                                SequencerTables.account(account))),
                h3("Replaced blocks"),
                SequencerTables.reorgs(casebook.reorgs()));
    }

    private static DomContent delays(FairnessReport report) {
        List<DelayCurve> drawn = drawn(report);
        return section(
                h2("Delay"),
                p("The share that is in a block, by the time since it was handed in. What is in none counts as far as it"
                                + " was watched (Kaplan-Meier); the band is of everybody. The picture ends where most are in;"
                                + " the table does not.")
                        .withClass("quiet"),
                DelayCurves.draw(drawn),
                DelayCurves.legend(drawn),
                SequencerTables.delays(report.figures().stream()
                        .filter(figure -> figure.name().startsWith("delay")
                                || figure.name().startsWith("later")
                                || figure.name().startsWith("fee-matched"))
                        .toList()));
    }

    /** Everybody, then whoever a finding names, then the others, as many as can be told apart. */
    private static List<DelayCurve> drawn(FairnessReport report) {
        List<String> named = report.alarms().stream().map(Alarm::cohort).toList();
        Stream<DelayCurve> first = report.curves().stream()
                .filter(one -> one.cohort().equals(Alarm.EVERYBODY) || named.contains(one.cohort()));
        return Stream.concat(first, report.curves().stream())
                .distinct()
                .limit(DelayCurves.CURVES_MAX)
                .toList();
    }

    private static DomContent tests(FairnessReport report) {
        return section(
                h2("Comparisons"),
                p("The chance of what was seen, or more of it, if everybody were treated alike; by lots within strata of"
                                + " like tips, like moments and like places between two blocks.")
                        .withClass("quiet"),
                SequencerTables.tests(report.tests()));
    }

    private static DomContent order(FairnessReport report) {
        OrderTally order = report.casebook().order();
        return section(
                h2("Order"),
                h3("Within blocks"),
                BarTable.draw(List.of(
                        bar("pairs judged", order.pairs()),
                        bar("higher tip first", order.descending()),
                        bar("same tip", order.ties()),
                        bar("same tip, against arrival", order.tiesAgainstArrival()),
                        bar("out of order: a nonce had to wait", order.byNonce()),
                        bar("out of order: the fee cap leaves less", order.byFeeCap()),
                        bar("out of order: unexplained", order.unexplainedCount()))),
                SequencerTables.unexplained(order),
                h3("Across blocks: who was overtaken"),
                p(StackedColumns.count(report.overtaking().overtakings()) + " of "
                        + StackedColumns.count(report.overtaking().pairs())
                        + " eligible pairs; by every observer's account "
                        + StackedColumns.count(report.overtaking().byAllObservers()) + "."),
                SequencerTables.overtaken(report.overtaking()));
    }

    private static BarTable.Row bar(String name, long count) {
        return new BarTable.Row(name, BigInteger.valueOf(count), StackedColumns.count(count));
    }

    private static DomContent missing(Casebook casebook) {
        List<TrackedTransaction> absent = casebook.transactions().stream()
                .filter(one -> one.inclusion() == null)
                .toList();
        return section(
                h2("In no block"),
                p("Of a forced transaction it can be decided from L1 whether it was left out; of an ordinary one it cannot,"
                                + " for it may never have reached the sequencer.")
                        .withClass("quiet"),
                SequencerTables.absent(absent));
    }

    private static DomContent probes(@Nullable PairedProbes probes) {
        if (probes == null) {
            return section(h2("Paired probes"), p("None were sent.").withClass("quiet"));
        }
        DlTag facts = dl();
        row(facts, "the lot", probes.standing().words());
        row(facts, "arms", probes.arms().isEmpty() ? "–" : String.join(" and ", probes.arms()));
        row(facts, "pairs", probes.n() + " compared, " + probes.left() + " left out");
        row(
                facts,
                "median difference",
                SequencerWords.value(probes.median(), "ms") + " (" + SequencerWords.value(probes.low(), "ms") + " to "
                        + SequencerWords.value(probes.high(), "ms") + "), first arm less second");
        row(facts, "chance", SequencerWords.chance(probes.p()) + ", before the adjustment");
        return section(h2("Paired probes"), facts);
    }

    private static DomContent watched(Casebook casebook) {
        Map<SettlementTally.Standing, Integer> grades =
                SettlementTally.of(casebook).counts();
        return section(
                h2("Who looked"),
                SequencerTables.observers(casebook.observers()),
                h2("Settlement"),
                grades.isEmpty()
                        ? p("Nothing is in a block.").withClass("quiet")
                        : each(
                                p("How far the blocks that hold the transactions have settled on L1. What is proven has"
                                                + " evidence under a trusted L1 block; the rest is the word of whoever looked.")
                                        .withClass("quiet"),
                                BarTable.draw(grades.entrySet().stream()
                                        .map(entry -> bar(entry.getKey().words(), entry.getValue()))
                                        .toList())),
                h2("Two blocks of one height"),
                casebook.equivocations().isEmpty()
                        ? p("None.").withClass("quiet")
                        : ul(each(casebook.equivocations(), SequencerPage::equivocation)));
    }

    private static DomContent equivocation(EquivocationSeen seen) {
        return li("height " + StackedColumns.count(seen.height()) + ": " + seen.signer() + " signed " + seen.first()
                + " and " + seen.second());
    }
}
