package dev.plumbline.api.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.plumbline.ledger.fairness.Comparison;
import dev.plumbline.ledger.fairness.FairnessReport;
import dev.plumbline.ledger.fairness.Figure;
import dev.plumbline.ledger.fairness.LivenessGap;
import dev.plumbline.ledger.fairness.ObserverStanding;
import dev.plumbline.ledger.fairness.OrderTally;
import dev.plumbline.ledger.fairness.Overtaking;
import dev.plumbline.ledger.fairness.ReorgSeen;
import dev.plumbline.ledger.fairness.TrackedTransaction;
import j2html.tags.DomContent;
import j2html.tags.specialized.TdTag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tables of a report on a sequencer: each has at most so many rows, and says how many are only in the twin. */
final class SequencerTables {
    /** Rows of a table. */
    static final int ROWS_MAX = 200;

    private SequencerTables() {}

    static DomContent figures(List<Figure> figures) {
        return rows(
                List.of("figure", "of", "value", "interval", "n", "what it is"),
                figures,
                figure -> tr(
                        td(figure.name()),
                        named(figure.cohort()),
                        number(SequencerWords.value(figure.value(), figure.unit())),
                        number(SequencerWords.interval(figure)),
                        number(StackedColumns.count(figure.n())),
                        td(figure.words())));
    }

    /** One row for each cohort: its delays and what is behind them, each with its interval. */
    static DomContent delays(List<Figure> figures) {
        Map<String, Map<String, Figure>> byCohort = new LinkedHashMap<>();
        for (Figure figure : figures) {
            byCohort.computeIfAbsent(figure.cohort(), cohort -> new HashMap<>()).put(figure.name(), figure);
        }
        List<String> names = List.of("p50", "p90", "p99", "max", "later than the others by", "fee-matched excess p50");
        var heads = new ArrayList<>(List.of("of"));
        heads.addAll(names);
        return rows(
                heads,
                List.copyOf(byCohort.entrySet()),
                row -> tr(
                        named(row.getKey()),
                        each(
                                names,
                                name -> cell(row.getValue()
                                        .getOrDefault(
                                                "delay " + name, row.getValue().get(name))))));
    }

    private static DomContent cell(@Nullable Figure figure) {
        if (figure == null) {
            return number("–");
        }
        String interval = SequencerWords.interval(figure);
        return td(
                        div(SequencerWords.value(figure.value(), figure.unit())),
                        div((interval.equals("–") ? "" : interval + ", ") + "n = " + StackedColumns.count(figure.n()))
                                .withClass("quiet"))
                .withClass("figure")
                .withTitle(figure.words());
    }

    static DomContent tests(List<Comparison> tests) {
        return rows(
                List.of("question", "of", "n", "compared with", "chance", "after Holm", "after B.-H.", "found"),
                tests,
                test -> tr(
                        td(SequencerWords.question(test.question())),
                        named(test.cohort()),
                        number(StackedColumns.count(test.n())),
                        number(StackedColumns.count(test.others())),
                        number(SequencerWords.chance(test.p())),
                        number(SequencerWords.chance(test.adjusted())),
                        number(SequencerWords.chance(test.discovery())),
                        td(test.method())));
    }

    static DomContent overtaken(Overtaking overtaking) {
        return rows(
                List.of("came first", "its receipt", "came later", "its receipt", "blocks", "observers"),
                overtaking.listed(),
                one -> tr(
                        transaction(one.earlier()),
                        receipt(one.earlier()),
                        transaction(one.later()),
                        receipt(one.later()),
                        number(block(one.earlier()) + " after " + block(one.later())),
                        number(one.agreeing() + " of " + one.observers())));
    }

    static DomContent unexplained(OrderTally order) {
        return rows(
                List.of("block", "stands first", "stands behind it"),
                order.unexplained(),
                pair -> tr(
                        number(StackedColumns.count(pair.block())),
                        hash(pair.first().hex()),
                        hash(pair.second().hex())));
    }

    static DomContent absent(List<TrackedTransaction> transactions) {
        return rows(
                List.of("transaction", "receipt", "of", "way", "handed in", "due", "cause shown", "verdict"),
                transactions,
                one -> tr(
                        hash(one.tx().hex()),
                        receipt(one),
                        named(one.cohort()),
                        td(words(one.way())),
                        td(SequencerWords.time(one.submittedAtMillis())),
                        td(one.dueAtMillis() == null ? "–" : SequencerWords.time(one.dueAtMillis())),
                        td(words(one.cause())),
                        td(FairnessReport.wordOf(one).words())));
    }

    static DomContent gaps(List<LivenessGap> gaps) {
        return rows(
                List.of("from", "to", "long", "blocks", "in flight"),
                gaps,
                gap -> tr(
                        td(SequencerWords.time(gap.fromMillis())),
                        td(SequencerWords.time(gap.toMillis())),
                        number(SequencerWords.seconds(gap.millis())),
                        number(gap.afterBlock() + " to " + gap.beforeBlock()),
                        number(StackedColumns.count(gap.inFlight()))));
    }

    static DomContent reorgs(List<ReorgSeen> reorgs) {
        return rows(
                List.of("seen", "from block", "deep", "was", "is", "left their block"),
                reorgs,
                one -> tr(
                        td(SequencerWords.time(one.atMillis())),
                        number(StackedColumns.count(one.fromNumber())),
                        number(StackedColumns.count(one.depth())),
                        hash(one.oldHash().hex()),
                        hash(one.newHash().hex()),
                        number(StackedColumns.count(one.displaced()))));
    }

    static DomContent observers(List<ObserverStanding> observers) {
        return rows(
                List.of("observer", "blocks", "lies", "alone", "behind", "slow", "silent", "the worst"),
                observers,
                one -> tr(
                        td(one.name()),
                        number(StackedColumns.count(one.blocks())),
                        number(StackedColumns.count(one.lies())),
                        number(StackedColumns.count(one.disagreements())),
                        number(StackedColumns.count(one.stale())),
                        number(StackedColumns.count(one.slow())),
                        number(StackedColumns.count(one.unreachable())),
                        td(one.worst() == null ? "–" : one.worst())));
    }

    static DomContent account(OutageAccount account) {
        return rows(
                List.of("fate", "transactions"),
                account.lines(),
                line -> tr(td(line.fate()), number(StackedColumns.count(line.count()))));
    }

    private static <T> DomContent rows(List<String> heads, List<T> all, Function<T, DomContent> row) {
        if (all.isEmpty()) {
            return p("None.").withClass("quiet");
        }
        int left = all.size() - Math.min(ROWS_MAX, all.size());
        return div(
                table(
                        thead(tr(each(heads, head -> th(head).attr("scope", "col")))),
                        tbody(each(all.subList(0, all.size() - left), row))),
                left == 0
                        ? rawHtml("")
                        : p(StackedColumns.count(left) + " more are in the twin")
                                .withClass("quiet"));
    }

    private static TdTag transaction(TrackedTransaction one) {
        return hash(one.tx().hex());
    }

    private static TdTag receipt(TrackedTransaction one) {
        return td(SequencerWords.entry(one))
                .withTitle(one.event() == null ? "" : one.event().encode());
    }

    private static String block(TrackedTransaction one) {
        return one.inclusion() == null
                ? "–"
                : StackedColumns.count(one.inclusion().block());
    }

    private static TdTag hash(String hex) {
        return td(hex.substring(0, 10) + "…" + hex.substring(hex.length() - 6)).withTitle(hex);
    }

    private static TdTag named(String cohort) {
        return td(SequencerWords.cohort(cohort)).withClass("name").withTitle(cohort);
    }

    private static TdTag number(String text) {
        return td(text).withClass("number");
    }

    static String words(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
