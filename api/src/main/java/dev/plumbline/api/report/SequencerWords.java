package dev.plumbline.api.report;

import dev.plumbline.ledger.fairness.Alarm;
import dev.plumbline.ledger.fairness.Figure;
import dev.plumbline.ledger.fairness.Question;
import dev.plumbline.ledger.fairness.TrackedTransaction;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and names of a report on a sequencer, as people read them. */
final class SequencerWords {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SequencerWords() {}

    /** A value of a figure in its unit; a dash where there is none. */
    static String value(double value, String unit) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "not reached" : "no bound";
        }
        return switch (unit) {
            case "ms" -> String.format(Locale.ROOT, "%.2f s", value / 1_000);
            case "share" -> percent(value);
            default -> String.format(Locale.ROOT, "%,d", Math.round(value));
        };
    }

    private static String percent(double share) {
        // Three digits that count: the difference between 0.10 % and 0.99 % is what the intervals are for.
        return share == 0 || share >= 0.1
                ? String.format(Locale.ROOT, "%.1f %%", 100 * share)
                : String.format(Locale.ROOT, share >= 0.0001 ? "%.2f %%" : "%.4f %%", 100 * share);
    }

    static String interval(Figure figure) {
        if (Double.isNaN(figure.low())) {
            return "–";
        }
        if (figure.low() == Double.POSITIVE_INFINITY) {
            return "beyond what was seen";
        }
        String low = Double.isInfinite(figure.low()) ? "no bound" : value(figure.low(), figure.unit());
        String high = Double.isInfinite(figure.high()) ? "no bound" : value(figure.high(), figure.unit());
        return low + " to " + high;
    }

    static String chance(double p) {
        return p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
    }

    static String cohort(String cohort) {
        return cohort.equals(Alarm.EVERYBODY) ? "everybody" : Amounts.shortened(cohort);
    }

    static String question(Question question) {
        return switch (question) {
            case DELAY -> "delay";
            case OVERTAKING -> "overtaking";
            case ORDER_IN_BLOCKS -> "order in blocks";
            case OMISSION -> "omission";
            case PROBES -> "paired probes";
            case EQUIVOCATION -> "equivocation";
        };
    }

    /** Where the transaction's receipt is: by its index in the log. */
    static String entry(TrackedTransaction transaction) {
        return transaction.logIndex() == TrackedTransaction.NOT_LOGGED
                ? "not logged"
                : "entry " + transaction.logIndex();
    }

    static String time(long epochMillis) {
        return TIME.format(Instant.ofEpochMilli(epochMillis)) + " UTC";
    }

    static String clock(long epochMillis) {
        return CLOCK.format(Instant.ofEpochMilli(epochMillis));
    }

    static String seconds(long millis) {
        return value((double) millis, "ms");
    }
}
