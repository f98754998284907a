package dev.plumbline.proofs.merkle;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ProofAgreementTest {
    private static final int SIZE_MAX = 33;
    private static final int LENGTH_MAX = 8;

    @Test
    void everyIndexSizeAndLengthOfSmallTreesIsJudgedAsTheRfcDoes() {
        for (int size = 0; size <= SIZE_MAX; size++) {
            for (int other = 0; other <= SIZE_MAX; other++) {
                ProofAgreement.checkInclusion(input(other - 1, size, LENGTH_MAX));
                ProofAgreement.checkConsistency(input(other, size, LENGTH_MAX));
            }
        }
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void treesOfEverySizeUpToTheLargestAreJudgedAsTheRfcDoes(long seed) {
        var random = new Random(seed);
        for (int run = 0; run < 50; run++) {
            long size = random.nextLong() >>> (1 + random.nextInt(62));
            long near = size - random.nextInt(3);
            long below = size == 0 ? 0 : Math.floorMod(random.nextLong(), size);
            for (long other : new long[] {near, below, Long.highestOneBit(size), Long.MIN_VALUE}) {
                ProofAgreement.checkInclusion(input(other, size, 66));
                ProofAgreement.checkConsistency(input(other & Long.MAX_VALUE, size, 66));
            }
        }
        ProofAgreement.checkInclusion(input(Long.MAX_VALUE - 1, Long.MAX_VALUE, 66));
        ProofAgreement.checkConsistency(input(1L << 62, Long.MAX_VALUE, 66));
    }

    private static byte[] input(long first, long second, int length) {
        ByteBuffer input =
                ByteBuffer.allocate(2 * Long.BYTES + length).putLong(first).putLong(second);
        for (int i = 0; i < length; i++) {
            input.put((byte) i);
        }
        return input.array();
    }
}
