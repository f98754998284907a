package dev.plumbline.proofs.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The remainder modulo the order of edwards25519 against BigInteger. */
class EdwardsScalarTest {
    private static final BigInteger WIDE = BigInteger.ONE.shiftLeft(512);
    private static final int RANDOM_NUMBERS = 5_000;

    @Test
    void namesTheOrderOfTheSubgroup() {
        assertThat(EdwardsScalar.ORDER).isEqualTo(SlowEd25519.L);
    }

    @Test
    void agreesBesideEveryPowerOfTwo() {
        for (int bits = 0; bits <= 512; bits++) {
            for (int beside = -2; beside <= 2; beside++) {
                assertAgrees(BigInteger.ONE.shiftLeft(bits).add(BigInteger.valueOf(beside)));
            }
        }
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void agreesBesideMultiplesOfTheOrder(long seed) {
        var random = new Random(seed);
        BigInteger largest = WIDE.divide(SlowEd25519.L);
        for (int i = 0; i < RANDOM_NUMBERS; i++) {
            BigInteger times = i < 20
                    ? BigInteger.valueOf(i)
                    : i < 40
                            ? largest.subtract(BigInteger.valueOf(i - 20))
                            : new BigInteger(random.nextInt(261), random);
            for (int beside = -2; beside <= 2; beside++) {
                assertAgrees(times.multiply(SlowEd25519.L).add(BigInteger.valueOf(beside)));
            }
        }
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void agreesOnNumbersOfEveryLengthAndOnLongRunsOfEqualBits(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < RANDOM_NUMBERS; i++) {
            assertAgrees(new BigInteger(random.nextInt(513), random));
            BigInteger run = BigInteger.ONE.shiftLeft(random.nextInt(512)).subtract(BigInteger.ONE);
            assertAgrees(run.shiftLeft(random.nextInt(512)).mod(WIDE));
        }
    }

    /** Of any number: one outside the 64 bytes has nothing to agree on. */
    private static void assertAgrees(BigInteger number) {
        if (number.signum() < 0 || number.compareTo(WIDE) >= 0) {
            return;
        }
        byte[] wide = new byte[EdwardsScalar.WIDE_BYTES];
        byte[] bigEndian = number.toByteArray();
        for (int i = 0; i < Math.min(bigEndian.length, wide.length); i++) {
            wide[i] = bigEndian[bigEndian.length - 1 - i];
        }
        byte[] wanted = SlowEd25519.littleEndian(number.mod(SlowEd25519.L));
        assertThat(Arrays.equals(EdwardsScalar.remainder(wide), wanted))
                .as("remainder of %x", number)
                .isTrue();
    }
}
