package dev.plumbline.ledger.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HodgesLehmannTest {
    @Test
    void findsEveryDifferenceByItsRank() {
        var random = new SplittableRandom(6);
        for (int run = 0; run < 300; run++) {
            long[] group = sample(random, 1 + random.nextInt(9), 30);
            long[] others = sample(random, 1 + random.nextInt(9), 30);
            long[] differences = Arrays.stream(group)
                    .flatMap(one -> Arrays.stream(others).map(other -> one - other))
                    .sorted()
                    .toArray();
            for (int k = 1; k <= differences.length; k++) {
                assertThat(HodgesLehmann.kthDifference(group, others, k)).isEqualTo(differences[k - 1]);
            }
            double median = (differences[(differences.length - 1) / 2] + differences[differences.length / 2]) / 2.0;
            assertThat(HodgesLehmann.of(group, others, 0.05).shift()).isEqualTo(median);
        }
    }

    @Test
    void coversTheShiftAsOftenAsItSays() {
        var random = new SplittableRandom(7);
        int covered = 0;
        for (int run = 0; run < 1_000; run++) {
            long[] others = sample(random, 60, 100_000);
            long[] group = Arrays.stream(sample(random, 25, 100_000))
                    .map(one -> one + 2_000)
                    .toArray();
            covered += HodgesLehmann.of(group, others, 0.05).interval().covers(2_000) ? 1 : 0;
        }
        assertThat(covered).as("of 1,000").isBetween(925, 975);
    }

    @Test
    void oneOfEachBoundsNothing() {
        assertThat(HodgesLehmann.of(new long[] {5}, new long[] {3}, 0.05))
                .isEqualTo(new HodgesLehmann(2, Interval.UNBOUNDED));
    }

    private static long[] sample(SplittableRandom random, int count, int bound) {
        return random.longs(count, -bound, bound).sorted().toArray();
    }
}
