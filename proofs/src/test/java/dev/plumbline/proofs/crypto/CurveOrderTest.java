package dev.plumbline.proofs.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arithmetic modulo the orders of both curves against BigInteger. */
class CurveOrderTest {
    private static final long SEED = 20_261_122;
    private static final BigInteger END = BigInteger.ONE.shiftLeft(256);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void multipliesNegatesAndInvertsAsBigIntegerDoes(boolean isKoblitz) {
        BigInteger order = (isKoblitz ? EcdsaCurve.SECP256K1 : EcdsaCurve.P256).order();
        var scalars = new CurveOrder(order);
        List<BigInteger> numbers = numbers(order);
        for (BigInteger number : numbers) {
            byte[] bytes = EcdsaAgreement.bytes(number);
            assertThat(CurveOrder.words(bytes, 0)).isEqualTo(words(number));
            boolean isScalar = number.signum() > 0 && number.compareTo(order) < 0;
            assertThat(scalars.isScalar(words(number))).isEqualTo(isScalar);
            if (isScalar) {
                assertThat(scalars.negate(words(number))).isEqualTo(words(order.subtract(number)));
                assertThat(scalars.invert(words(number))).isEqualTo(words(number.modInverse(order)));
                for (BigInteger other : numbers) {
                    assertThat(scalars.multiply(words(other), words(number)))
                            .isEqualTo(words(other.multiply(number).mod(order)));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 5, 8})
    void digitsAddUpToTheScalarAndKeepTheirDistance(int windowBits) {
        PrimeField field = EcdsaCurve.SECP256K1.field();
        OddMultiples multiples = OddMultiples.of(EcdsaCurve.SECP256K1, field, field.one(), field.one(), windowBits);
        for (BigInteger number : numbers(EcdsaCurve.SECP256K1.order())) {
            assertDigits(CurveOrder.words(number, 9), number, multiples);
            BigInteger half = number.shiftRight(126);
            assertDigits(CurveOrder.words(half, 5), half, multiples);
            assertDigits(CurveOrder.words(half.negate(), 5), half.negate(), multiples);
        }
    }

    private static void assertDigits(int[] words, BigInteger number, OddMultiples multiples) {
        var digits = new ScalarDigits(words, multiples);
        BigInteger sum = BigInteger.ZERO;
        int last = -multiples.windowBits();
        for (int bit = 0; bit < digits.bits(); bit++) {
            int digit = digits.digit(bit);
            sum = sum.add(BigInteger.valueOf(digit).shiftLeft(bit));
            if (digit != 0) {
                assertThat(digit).isOdd();
                assertThat(Math.abs(digit)).isLessThan(1 << (multiples.windowBits() - 1));
                assertThat(bit - last).isGreaterThanOrEqualTo(multiples.windowBits());
                last = bit;
            }
        }
        assertThat(sum).isEqualTo(number);
    }

    /** Those beside multiples of the order and powers of two, and others. */
    private static List<BigInteger> numbers(BigInteger order) {
        var random = new Random(SEED);
        var numbers = new ArrayList<BigInteger>();
        for (int beside = -2; beside <= 2; beside++) {
            for (int bits = 0; bits <= 256; bits += 16) {
                numbers.add(BigInteger.ONE.shiftLeft(bits).add(BigInteger.valueOf(beside)));
            }
            numbers.add(order.add(BigInteger.valueOf(beside)));
            numbers.add(order.shiftRight(1).add(BigInteger.valueOf(beside)));
        }
        for (int i = 0; i < 100; i++) {
            numbers.add(new BigInteger(256, random));
        }
        numbers.removeIf(number -> number.signum() < 0 || number.compareTo(END) >= 0);
        return numbers;
    }

    private static int[] words(BigInteger number) {
        return CurveOrder.words(number, CurveOrder.WORDS + 1);
    }
}
