package dev.plumbline.ledger.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OvertakingTest {
    private static final long DELTA = 2_100;
    private static final long BLOCK = 2_000;
    private static final Sent EARLIER = Sent.at(1, 10_000).in(9, 18_000);
    private static final Sent LATER = Sent.at(2, 12_101).in(8, 16_000);

    @Test
    void whoComesClearlyLaterAndStandsInAnEarlierBlockOvertakes() {
        Overtaking seen = of(EARLIER, LATER);
        assertThat(seen.pairs()).isOne();
        assertThat(seen.overtakings()).isOne();
        assertThat(seen.byAllObservers()).isOne();
        assertThat(seen.overtaken()).containsExactly(EARLIER.build().tx());
        assertThat(seen.listed()).containsExactly(new Overtaking.Overtaken(EARLIER.build(), LATER.build(), 2, 2));
        assertThat(of(EARLIER, LATER.in(9, 18_000)).overtakings()).isZero();
    }

    @Test
    void onlyEligiblePairsCount() {
        assertThat(of(EARLIER, Sent.at(2, 12_100).in(8, 16_000)).pairs())
                .as("within the margin")
                .isZero();
        assertThat(of(EARLIER, LATER.by(1, 1)).pairs()).as("of one sender").isZero();
        assertThat(of(EARLIER, LATER.paying(11, 1_000)).pairs()).as("pays more").isZero();
        assertThat(of(EARLIER.paying(10, 9), LATER.paying(10, 1_000)).pairs())
                .as("cap leaves less")
                .isZero();
        assertThat(of(EARLIER.because(Cause.FEE_CAP_BELOW_BASE_FEE), LATER).pairs())
                .as("innocent")
                .isZero();
        assertThat(of(EARLIER.forced(), LATER).pairs()).as("ordered by L1").isZero();
        assertThat(of(Sent.at(1, 10_000), LATER).pairs()).as("in no block").isZero();
        assertThat(of(EARLIER, Sent.at(2, 10_000 + DELTA + 30 * BLOCK + 1).in(8, 16_000))
                        .pairs())
                .as("beyond the window")
                .isZero();
    }

    @Test
    void aNonceThatWaitsForAnEarlierOneIsNotOvertaken() {
        Sent second = EARLIER.by(1, 1);
        assertThat(of(Sent.at(3, 9_000).by(1, 0).in(9, 18_000), second, LATER).overtaken())
                .doesNotContain(second.build().tx());
        assertThat(of(Sent.at(3, 9_000).by(1, 0).in(8, 16_000), second, LATER).overtaken())
                .contains(second.build().tx());
        assertThat(of(Sent.at(3, 9_000).by(1, 0), second, LATER).overtaken())
                .doesNotContain(second.build().tx());
    }

    @Test
    void countsWhatACountOfAllPairsCounts() {
        var random = new SplittableRandom(17);
        for (int run = 0; run < 50; run++) {
            List<TrackedTransaction> sent = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                long at = 10_000L + random.nextInt(100_000);
                long block = at / BLOCK + random.nextInt(5);
                sent.add(Sent.at(i, at)
                        .by(random.nextInt(20), random.nextInt(5))
                        .paying(random.nextInt(4), 50)
                        .in(block, block * BLOCK)
                        .build());
            }
            Overtaking seen = Overtaking.of(sent, DELTA, BLOCK);
            long[] counts = slowly(sent);
            assertThat(new long[] {seen.pairs(), seen.overtakings()}).isEqualTo(counts);
        }
    }

    private static long[] slowly(List<TrackedTransaction> sent) {
        long[] counts = new long[2];
        for (TrackedTransaction one : sent) {
            for (TrackedTransaction other : sent) {
                long apart = other.submittedAtMillis() - one.submittedAtMillis();
                Inclusion mine = one.inclusion();
                Inclusion theirs = other.inclusion();
                assert mine != null && theirs != null;
                // Of several with one nonce the one that comes last in the list counts.
                long before = sent.stream()
                        .filter(each -> each.sender().equals(one.sender()) && each.nonce() == one.nonce() - 1)
                        .map(each -> each.inclusion() == null
                                ? Long.MAX_VALUE
                                : each.inclusion().block())
                        .reduce(-1L, (first, last) -> last);
                if (apart > DELTA
                        && apart <= DELTA + 30 * BLOCK
                        && !one.sender().equals(other.sender())
                        && one.maxTip().compareTo(other.maxTip()) >= 0
                        && before <= theirs.block()) {
                    counts[0]++;
                    counts[1] += theirs.block() < mine.block() ? 1 : 0;
                }
            }
        }
        return counts;
    }

    @Test
    void takesNoSquareOfManyThatComeAtOnce() {
        List<TrackedTransaction> sent = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            sent.add(Sent.at(i, 10_000 + i / 100).in(9, 18_000).build());
        }
        assertThat(Overtaking.of(sent, 0, BLOCK).pairs()).isLessThanOrEqualTo(20_000L * Overtaking.PARTNERS_MAX);
    }

    private static Overtaking of(Sent... sent) {
        return Overtaking.of(Stream.of(sent).map(Sent::build).toList(), DELTA, BLOCK);
    }
}
