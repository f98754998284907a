package dev.plumbline.ledger.fairness;

import java.util.Locale;

/** Numbers in sentences, the same in every locale. */
final class Words {
    private Words() {}

    /** Two places behind the point. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** A time in seconds. */
    static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.2f s", millis / 1_000.0);
    }

    /** A chance, which is never said to be nothing. */
    static String chance(double p) {
        return p < 0.0001 ? "less than 0.0001" : String.format(Locale.ROOT, "%.4f", p);
    }

    /** So many of a thing. */
    static String count(long count, String one, String many) {
        return count == 1 ? "1 " + one : count + " " + many;
    }
}
