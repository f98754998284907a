package dev.plumbline.ledger.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PermutationChanceTest {
    @Test
    void theExactChanceIsThatOfAllLotsCountedOneByOne() {
        var random = new SplittableRandom(8);
        for (int run = 0; run < 200; run++) {
            List<PermutationChance.Stratum> strata = strata(random, 3, 5, 7);
            long observed = sum(strata);
            List<Long> sums = sums(strata);
            double p = (double) sums.stream().filter(sum -> sum >= observed).count() / sums.size();
            assertThat(PermutationChance.exact(strata)).isCloseTo(p, within(1e-12));
        }
    }

    private static long sum(List<PermutationChance.Stratum> strata) {
        return strata.stream().mapToLong(PermutationChance.Stratum::sum).sum();
    }

    private static List<Long> sums(List<PermutationChance.Stratum> strata) {
        List<Long> sums = List.of(0L);
        for (PermutationChance.Stratum one : strata) {
            var next = new ArrayList<Long>();
            for (int chosen = 0; chosen < 1 << one.size(); chosen++) {
                if (Integer.bitCount(chosen) == one.group()) {
                    long own = 0;
                    for (int i = 0; i < one.size(); i++) {
                        own += (chosen >>> i & 1) * (long) one.score(i);
                    }
                    for (long before : sums) {
                        next.add(before + own);
                    }
                }
            }
            sums = next;
        }
        return sums;
    }

    private static List<PermutationChance.Stratum> strata(SplittableRandom random, int count, int size, int range) {
        var strata = new ArrayList<PermutationChance.Stratum>();
        for (int i = 0; i < count; i++) {
            int[] scores = random.ints(size, -range, range).toArray();
            strata.add(new PermutationChance.Stratum(scores, 1 + random.nextInt(size - 1)));
        }
        return strata;
    }

    /** Two of each, the group's being the highest: one lot of six. */
    @Test
    void theLeastChanceIsOneLot() {
        List<PermutationChance.Stratum> one = List.of(new PermutationChance.Stratum(new int[] {3, 4, 1, 2}, 2));
        assertThat(PermutationChance.exact(one)).isCloseTo(1 / 6.0, within(1e-15));
        assertThat(PermutationChance.of(List.of(one.get(0), one.get(0)), 1).p()).isCloseTo(1 / 36.0, within(1e-15));
    }

    @Test
    void drawingAndTheNormalApproximationComeNearTheExactChance() {
        var random = new SplittableRandom(9);
        for (int run = 0; run < 20; run++) {
            List<PermutationChance.Stratum> strata = strata(random, 8, 16, 15);
            double exact = PermutationChance.exact(strata);
            double drawn = PermutationChance.drawn(strata, new SplittableRandom(run));
            assertThat(drawn).isCloseTo(exact, within(0.01 + exact / 2));
            assertThat(PermutationChance.normal(strata)).isCloseTo(exact, within(0.01));
        }
    }

    @Test
    void choosesTheWayBySize() {
        var random = new SplittableRandom(10);
        assertThat(PermutationChance.of(strata(random, 10, 16, 15), 1).method())
                .isEqualTo(PermutationChance.Method.EXACT);
        assertThat(PermutationChance.of(strata(random, 200, 16, 15_000), 1).method())
                .isEqualTo(PermutationChance.Method.DRAWN);
        assertThat(PermutationChance.of(strata(random, 300, 16, 15_000), 1).method())
                .isEqualTo(PermutationChance.Method.NORMAL);
    }

    @Test
    void theSeedDecidesWhatIsDrawn() {
        List<PermutationChance.Stratum> strata = strata(new SplittableRandom(11), 200, 16, 15_000);
        assertThat(PermutationChance.of(strata, 5)).isEqualTo(PermutationChance.of(strata, 5));
        assertThat(PermutationChance.of(strata, 5)).isNotEqualTo(PermutationChance.of(strata, 6));
    }

    @Test
    void whatNoLotCanChangeIsNoEvidence() {
        assertThat(PermutationChance.of(List.of(), 1).p()).isOne();
        assertThat(PermutationChance.of(
                                List.of(
                                        new PermutationChance.Stratum(new int[] {5, 5, 5}, 1),
                                        new PermutationChance.Stratum(new int[] {9, 8}, 2),
                                        new PermutationChance.Stratum(new int[] {9, 8}, 0)),
                                1)
                        .p())
                .isOne();
    }

    @Test
    void underNoDifferenceTheChanceIsBelowTheLevelAtMostThatOften() {
        var random = new SplittableRandom(12);
        int below = 0;
        for (int run = 0; run < 1_000; run++) {
            below += PermutationChance.of(strata(random, 5, 12, 10), run).p() <= 0.05 ? 1 : 0;
        }
        assertThat(below).as("of 1,000").isBetween(25, 70);
    }

    @Test
    void signsAreFlippedInEveryWay() {
        var random = new SplittableRandom(13);
        for (int run = 0; run < 100; run++) {
            List<Double> differences =
                    random.ints(9, -6, 7).mapToObj(i -> (double) i).toList();
            assertThat(SignFlipChance.of(differences)).isCloseTo(flipped(differences), within(1e-12));
        }
        assertThat(SignFlipChance.of(List.of(0.0, 0.0))).isOne();
        assertThat(SignFlipChance.of(List.of(1.0, 2.0, 3.0, 4.0, Double.POSITIVE_INFINITY)))
                .isCloseTo(2 / 32.0, within(1e-12));
    }

    private static double flipped(List<Double> differences) {
        double[] nonzero = differences.stream()
                .mapToDouble(one -> one)
                .filter(one -> one != 0)
                .toArray();
        double[] ranks = new double[nonzero.length];
        for (int i = 0; i < ranks.length; i++) {
            double size = Math.abs(nonzero[i]);
            ranks[i] =
                    Arrays.stream(nonzero).filter(one -> Math.abs(one) < size).count()
                            + (Arrays.stream(nonzero)
                                                    .filter(one -> Math.abs(one) == size)
                                                    .count()
                                            + 1)
                                    / 2.0;
        }
        double observed = 0;
        for (int i = 0; i < ranks.length; i++) {
            observed += Math.signum(nonzero[i]) * ranks[i];
        }
        int asFar = 0;
        for (int signs = 0; signs < 1 << ranks.length; signs++) {
            double sum = 0;
            for (int i = 0; i < ranks.length; i++) {
                sum += (signs >>> i & 1) == 1 ? ranks[i] : -ranks[i];
            }
            asFar += Math.abs(sum) >= Math.abs(observed) - 1e-9 ? 1 : 0;
        }
        return (double) asFar / (1 << ranks.length);
    }

    @Test
    void manyPairsAreApproximatedAsTheyWouldBeCounted() {
        List<Double> exact = new SplittableRandom(14)
                .ints(SignFlipChance.EXACT_MAX, -90, 111)
                .mapToObj(i -> (double) i)
                .toList();
        var more = new ArrayList<>(exact);
        more.addAll(List.of(1.0, -1.0));
        assertThat(SignFlipChance.of(more)).isCloseTo(SignFlipChance.of(exact), within(0.002));
    }
}
