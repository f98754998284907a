package dev.plumbline.proofs.trace;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/**
 * An amount of one token.
 *
 * @param token CAIP-19 asset
 * @param units how much, in the token's smallest unit
 */
public record TokenAmount(String token, BigInteger units) {
    private static final String NATIVE_COIN = "/slip44:60";
    private static final int NATIVE_DECIMALS = 18;
    /** What people call the coins of some chains. */
    private static final Map<String, String> COINS =
            Map.of("eip155:1/slip44:60", "ETH", "eip155:1612/slip44:60", "OPEN");

    /** How many digits a whole of the token has behind the point, or −1 if nothing in its name fixes that. */
    static int decimals(String token) {
        return token.endsWith(NATIVE_COIN) ? NATIVE_DECIMALS : -1;
    }

    /** How decimals of the token are labelled. */
    static String label(String token) {
        return COINS.getOrDefault(token, "coins");
    }

    /** The exact number of units, and where the decimals are known the same as wholes: {@code 125 units (0.125 OPEN)}. */
    public String words() {
        int decimals = decimals(token);
        if (decimals < 0) {
            return units + " units";
        }
        return units + " units (" + wholes(decimals) + " " + label(token) + ")";
    }

    /** As wholes where the decimals are known, else as units. */
    String shortWords() {
        int decimals = decimals(token);
        return decimals < 0 ? units + " units" : wholes(decimals) + " " + label(token);
    }

    private String wholes(int decimals) {
        var wholes = new BigDecimal(units, decimals).stripTrailingZeros();
        return wholes.toPlainString();
    }
}
