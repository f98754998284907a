package dev.plumbline.api.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers as people read them: never instead of the exact ones, which stand in the twin. */
final class Amounts {
    private static final String NATIVE = "/slip44:60";
    private static final int NATIVE_DECIMALS = 18;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Amounts() {}

    /**
     * An amount of a token: in whole tokens where its decimals are known by its name, as for the native token of an EVM chain, else
     * in its smallest unit.
     */
    static String of(String token, BigInteger amount) {
        if (!token.endsWith(NATIVE)) {
            return String.format(Locale.ROOT, "%,d units", amount);
        }
        return new BigDecimal(amount, NATIVE_DECIMALS).stripTrailingZeros().toPlainString();
    }

    /** A part of a whole in percent, two digits, rounded down. */
    static String percent(BigInteger part, BigInteger whole) {
        return whole.signum() == 0
                ? "–"
                : new BigDecimal(part)
                                .movePointRight(2)
                                .divide(new BigDecimal(whole), 2, RoundingMode.DOWN)
                                .toPlainString()
                        + " %";
    }

    static String time(long epochMillis) {
        return TIME.format(Instant.ofEpochMilli(epochMillis)) + " UTC";
    }

    /** The start and the end of a long name. */
    static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 26) + "…" + text.substring(text.length() - 10);
    }
}
