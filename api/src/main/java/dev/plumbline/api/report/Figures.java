package dev.plumbline.api.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;

import dev.plumbline.ledger.audit.AuditFigures;
import j2html.tags.DomContent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** The pictures: events over time and by kind, money by role and payee, concentration, licenses. */
final class Figures {
    private static final int ROWS_MAX = 20;

    private Figures() {}

    static DomContent draw(AuditFigures figures) {
        return section(
                        h2("What the log holds"),
                        h3("Events over time"),
                        overTime(figures),
                        h3("Events by kind"),
                        kinds(figures.eventsByKind()),
                        h3("Accrued by role"),
                        each(figures.accruedByRole().entrySet(), entry -> roles(entry.getKey(), entry.getValue())),
                        h3("Largest payees"),
                        payees(figures.payees()),
                        h3("Concentration of attribution"),
                        concentration(figures.weights()),
                        h3("Uses against a license"),
                        licenses(figures.licenseConflicts()))
                .withId("figures");
    }

    private static DomContent overTime(AuditFigures figures) {
        if (figures.buckets().isEmpty()) {
            return p("There are no events.");
        }
        var labels = new ArrayList<String>();
        var counts = new ArrayList<Long>();
        long at = figures.buckets().get(0).fromMillis();
        for (AuditFigures.Bucket bucket : figures.buckets()) {
            // Stretches without events are drawn too, unless the dates are so far apart that they would be all one
            // sees.
            while (at < bucket.fromMillis() && labels.size() < AuditFigures.BUCKETS_MAX) {
                labels.add(Amounts.time(at));
                counts.add(0L);
                at += figures.bucketMillis();
            }
            labels.add(Amounts.time(bucket.fromMillis()));
            counts.add(bucket.count());
            at = bucket.fromMillis() + figures.bucketMillis();
        }
        return div(
                StackedColumns.draw("Events over time", labels, List.of(new Series("events", counts))),
                p("As their issuers date them; a column is " + duration(figures.bucketMillis()) + " wide.")
                        .withClass("quiet"));
    }

    private static String duration(long millis) {
        long minutes = millis / 60_000;
        if (minutes % 1_440 == 0) {
            return minutes / 1_440 + " d";
        }
        return minutes % 60 == 0 ? minutes / 60 + " h" : minutes + " min";
    }

    private static DomContent kinds(SortedMap<String, Long> eventsByKind) {
        return BarTable.draw(eventsByKind.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> new BarTable.Row(
                        entry.getKey(), BigInteger.valueOf(entry.getValue()), StackedColumns.count(entry.getValue())))
                .toList());
    }

    private static DomContent roles(String token, SortedMap<String, BigInteger> roles) {
        BigInteger whole = roles.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        return div(
                p(token + ", " + Amounts.of(token, whole) + " in all").withClass("quiet"),
                BarTable.draw(roles.entrySet().stream()
                        .map(entry -> new BarTable.Row(
                                entry.getKey(),
                                entry.getValue(),
                                Amounts.of(token, entry.getValue()) + "  (" + Amounts.percent(entry.getValue(), whole)
                                        + ")"))
                        .toList()));
    }

    private static DomContent payees(List<AuditFigures.PayeeTotal> payees) {
        if (payees.isEmpty()) {
            return p("Nobody was paid.");
        }
        return BarTable.draw(payees.stream()
                .limit(ROWS_MAX)
                .map(payee ->
                        new BarTable.Row(payee.payee(), payee.amount(), Amounts.of(payee.token(), payee.amount())))
                .toList());
    }

    private static DomContent concentration(AuditFigures.Weights weights) {
        if (weights.top().isEmpty()) {
            return p("No upload has a weight.");
        }
        List<BigInteger> parts =
                weights.top().stream().map(AuditFigures.UploadWeight::weight).toList();
        BigInteger all = weights.whole().add(weights.unattributed());
        BigInteger shown = parts.stream().reduce(BigInteger.ZERO, BigInteger::add);
        return div(
                p(StackedColumns.count(weights.uploadCount()) + " uploads have "
                        + Amounts.percent(weights.whole(), all) + " of all weight; nobody earned "
                        + Amounts.percent(weights.unattributed(), all) + ". The " + parts.size()
                        + " uploads that weigh most have " + Amounts.percent(shown, weights.whole())
                        + " of what was attributed; among these the Gini coefficient is "
                        + String.format(Locale.ROOT, "0.%03d", LorenzCurve.giniThousandths(parts)) + "."),
                LorenzCurve.draw("Concentration of attribution", parts),
                BarTable.draw(weights.top().stream()
                        .limit(ROWS_MAX)
                        .map(upload -> new BarTable.Row(
                                "entry " + upload.index() + ", "
                                        + upload.upload().encode(),
                                upload.weight(),
                                Amounts.percent(upload.weight(), all)))
                        .toList()));
    }

    private static DomContent licenses(List<AuditFigures.LicenseConflict> conflicts) {
        if (conflicts.isEmpty()) {
            return p("None was found.");
        }
        return BarTable.draw(conflicts.stream()
                .limit(ROWS_MAX)
                .map(conflict -> new BarTable.Row(
                        "entry " + conflict.index() + ", " + conflict.upload().encode(),
                        BigInteger.valueOf(conflict.uses()),
                        StackedColumns.count(conflict.uses()) + " uses"))
                .toList());
    }
}
