package dev.plumbline.vectors;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * {@code split-amount} and {@code divide-accrual}: how an amount becomes parts, to the unit. Every expected number is written
 * down here, and was worked out on paper or follows from a sentence beside it.
 */
final class SplitVectors {
    private static final String SPEC = "docs/format/events.md, Splitting an amount";
    private static final String OPEN = "1000000000000000000";
    private static final List<String> ROLES = List.of("platform", "model", "stakers", "contributors");
    private static final List<String> ROLES_AND_REST =
            List.of("platform", "model", "stakers", "contributors", "unattributed");
    private static final List<String> PPM = List.of("100000", "200000", "200000", "500000");
    private static final String HUGE = "9".repeat(78);

    private final Suite suite;

    private SplitVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new SplitVectors(suite);
        vectors.splits();
        vectors.bigSplits();
        vectors.refused();
        vectors.inferences();
        vectors.periods();
    }

    private void splits() {
        split(
                "one-open-by-ppm",
                OPEN,
                PPM,
                "10, 20, 20 and 50 percent of 1 OPEN.",
                "100000000000000000",
                "200000000000000000",
                "200000000000000000",
                "500000000000000000");
        split(
                "quarter-of-half-an-open",
                "500000000000000000",
                List.of("250000000000000000", "750000000000000000"),
                "A weight of a quarter of the contributors' half of 1 OPEN.",
                "125000000000000000",
                "375000000000000000");
        split("one-unit-among-three", "1", List.of("1", "1", "1"), "All tie: the first gets the unit.", "1", "0", "0");
        split(
                "two-units-among-three",
                "2",
                List.of("1", "1", "1"),
                "All tie: the first two get a unit.",
                "1",
                "1",
                "0");
        split(
                "two-largest-remainders",
                "10",
                List.of("3", "3", "5"),
                "Shares 2.73, 2.73 and 4.55: the two units left go to the first two.",
                "3",
                "3",
                "4");
        split("whole-shares", "7", List.of("1", "3", "3"), "Shares 1, 3 and 3 are whole.", "1", "3", "3");
        split(
                "last-two-tie",
                "100",
                List.of("2", "1", "1", "2"),
                "Shares 33.3, 16.7, 16.7 and 33.3: the two units left go to the second and the third.",
                "33",
                "17",
                "17",
                "33");
        split(
                "tie-of-unequal-weights",
                "2",
                List.of("1", "3"),
                "Shares 0.5 and 1.5: the remainders tie, the weights do not; the first gets the unit.",
                "1",
                "1");
        split("nothing", "0", List.of("1", "2"), "Nothing is divided.", "0", "0");
        split("one-weight", "12345678901234567890", List.of("7"), "One weight takes all.", "12345678901234567890");
        split(
                "weights-of-zero",
                "10",
                List.of("0", "1", "0", "1", "1"),
                "A weight of 0 never gets a unit.",
                "0",
                "4",
                "0",
                "3",
                "3");
        split(
                "weight-too-small-for-a-unit",
                "3",
                List.of("1", "999999999999999999"),
                "A weight of 10^-18 is left without.",
                "0",
                "3");
    }

    private void bigSplits() {
        // 10^78 - 1 is 3 times 333…3.
        split(
                "largest-amount-in-three",
                HUGE,
                List.of("5", "5", "5"),
                "78 nines in three equal parts.",
                "3".repeat(78),
                "3".repeat(78),
                "3".repeat(78));
        split(
                "largest-amount-and-weights",
                HUGE,
                List.of(HUGE, HUGE),
                "78 nines in two equal parts.",
                "5" + "0".repeat(77),
                "4" + "9".repeat(77));
        // 256 weights, 255 units.
        var parts = new ArrayList<>(Collections.nCopies(255, "1"));
        parts.add("0");
        split(
                "one-unit-too-few",
                "255",
                Collections.nCopies(256, "9"),
                "All of 256 tie for 255 units.",
                parts.toArray(String[]::new));
        split(
                "wider-than-a-double",
                "9007199254740993",
                List.of("1", "1"),
                "2^53 + 1, which a double does not hold.",
                "4503599627370497",
                "4503599627370496");
        split(
                "product-wider-than-64-bits",
                "18446744073709551615",
                List.of("18446744073709551615", "1"),
                "2^64 - 1 by 2^64 - 1 and 1: shares 2^64 - 2 + 2^-64 and 1 - 2^-64; the unit left goes to the second.",
                "18446744073709551614",
                "1");
    }

    private void refused() {
        refuse("no-weights", OPEN, List.of(), "There is no weight.");
        refuse("all-weights-zero", OPEN, List.of("0", "0"), "All weights are 0.");
        refuse("weight-negative", OPEN, List.of("2", "-1"), "A weight is negative.");
        refuse("amount-negative", "-1", List.of("1"), "The amount is negative.");
        refuse("amount-with-leading-zero", "01", List.of("1"), "The amount has a leading zero.");
        refuse("amount-with-plus", "+1", List.of("1"), "The amount has a plus sign.");
        refuse("amount-with-point", "1.0", List.of("1"), "The amount has a decimal point.");
        refuse("amount-with-exponent", "1e18", List.of("1"), "The amount has an exponent.");
        refuse("amount-empty", "", List.of("1"), "The amount is empty.");
        refuse("amount-of-79-digits", "1" + "0".repeat(78), List.of("1"), "The amount is 10^78.");
    }

    private void inferences() {
        divide(
                "inference-one-open",
                List.of(OPEN),
                List.of("250000000000000000 750000000000000000 0"),
                false,
                "1 OPEN, weights of a quarter and three quarters, nothing unattributed: no such role.",
                List.of("100000000000000000", "200000000000000000", "200000000000000000", "500000000000000000"),
                List.of("0 125000000000000000", "1 375000000000000000"));
        divide(
                "inference-with-rest",
                List.of(OPEN),
                List.of("250000000000000000 250000000000000000 500000000000000000"),
                false,
                "Half of the weight is nobody's: its part leaves the contributors' and is a role of its own.",
                List.of(
                        "100000000000000000",
                        "200000000000000000",
                        "200000000000000000",
                        "250000000000000000",
                        "250000000000000000"),
                List.of("0 125000000000000000", "1 125000000000000000"));
        divide(
                "inference-of-seven-units",
                List.of("7"),
                List.of("500000000000000000 500000000000000000 0"),
                false,
                "Shares 0.7, 1.4, 1.4 and 3.5: the units left go to the first and the last. Of 4, 2 each.",
                List.of("1", "1", "1", "4"),
                List.of("0 2", "1 2"));
        divide(
                "inference-line-rounded-to-zero",
                List.of("2"),
                List.of("100000000000000000 900000000000000000 0"),
                false,
                "One unit for the contributors: the smaller weight has a line of 0.",
                List.of("0", "1", "0", "1"),
                List.of("0 0", "1 1"));
        divide(
                "inference-rest-ties",
                List.of("2"),
                List.of("500000000000000000 500000000000000000"),
                false,
                "What nobody earned comes last, so a contributor with the same weight gets the one unit.",
                List.of("0", "1", "0", "1", "0"),
                List.of("0 1"));
        divide(
                "inference-nobody-earned",
                List.of("10"),
                List.of("1000000000000000000"),
                false,
                "No upload bore on the answer: the contributors' part is nobody's.",
                List.of("1", "2", "2", "0", "5"),
                List.of());
        divide(
                "inference-free",
                List.of("0"),
                List.of("500000000000000000 500000000000000000"),
                false,
                "A fee of 0: every role is there with 0, and no line.",
                List.of("0", "0", "0", "0", "0"),
                List.of());
    }

    private void periods() {
        String even = "500000000000000000 500000000000000000 0";
        divide(
                "period-of-three",
                List.of("1", "1", "1"),
                List.of(even, even, even),
                true,
                "Three fees of 1, divided once: 3 is 0, 1, 1 and 1, and the contributors' 1 is the first upload's.",
                List.of("0", "1", "1", "1"),
                List.of("0 1", "1 0"));
        divide(
                "period-weighs-fees",
                List.of("30", "10"),
                List.of("1000000000000000000 0 0", "0 500000000000000000 500000000000000000"),
                true,
                "30 · 10^18 for the first upload, 5 · 10^18 for the second, 5 · 10^18 for nobody: 20 is 15, 2.5 and 2.5.",
                List.of("4", "8", "8", "18", "2"),
                List.of("0 15", "1 3"));
        divide(
                "period-leaves-out-the-unused",
                List.of("100"),
                List.of("0 600000000000000000 400000000000000000 0"),
                true,
                "An upload without weight has no line.",
                List.of("10", "20", "20", "50"),
                List.of("1 30", "2 20"));
        // Two lots of 1 OPEN, each with the same half of an OPEN to divide by thirds.
        String thirds = "333333333333333333 333333333333333333 333333333333333334 0";
        divide(
                "period-rounds-once",
                List.of("1", "3"),
                List.of(thirds, thirds),
                true,
                "Of 4 the contributors have 2, by thirds that differ in the last digit: the larger, then the first.",
                List.of("0", "1", "1", "2"),
                List.of("0 1", "1 0", "2 1"));
    }

    private void split(String name, String amount, List<String> weights, String about, String... parts) {
        BigInteger sum = BigInteger.ZERO;
        for (String part : parts) {
            sum = sum.add(new BigInteger(part));
        }
        if (!sum.toString().equals(amount)) {
            throw new IllegalStateException(name + " loses something");
        }
        suite.add(Vector.accept("split", name, "split-amount")
                .about(SPEC, about)
                .with("amount", amount)
                .with("weights", weights)
                .proves("parts", List.of(parts)));
    }

    private void refuse(String name, String amount, List<String> weights, String about) {
        suite.add(Vector.reject("split", name, "split-amount", "FORMAT_UNREADABLE")
                .about(SPEC, about)
                .with("amount", amount)
                .with("weights", weights));
    }

    private void divide(
            String name,
            List<String> fees,
            List<String> weights,
            boolean isPeriod,
            String about,
            List<String> pool,
            List<String> lines) {
        suite.add(Vector.accept("split", name, "divide-accrual")
                .about(SPEC, about)
                .with("roles", ROLES)
                .with("ppm", PPM)
                .with("fees", fees)
                .with("weights", weights)
                .with("period", isPeriod)
                .proves("pool_roles", pool.size() > ROLES.size() ? ROLES_AND_REST : ROLES)
                .proves("pool", pool)
                .proves("lines", lines));
    }
}
