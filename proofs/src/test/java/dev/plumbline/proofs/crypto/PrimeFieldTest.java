package dev.plumbline.proofs.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both fields against BigInteger, above all at the ends of the range that elements may have. */
class PrimeFieldTest {
    private static final long SEED = 20_261_121;
    private static final int RANDOM_ELEMENTS = 60;
    private static final BigInteger MONTGOMERY = BigInteger.ONE.shiftLeft(PrimeField.LIMBS * PrimeField.LIMB_BITS);

    private enum Curve {
        P256(FieldOfP256.PRIME),
        SECP256K1(FieldOfSecp256k1.PRIME);

        final BigInteger prime;

        Curve(BigInteger prime) {
            this.prime = prime;
        }

        PrimeField field() {
            return this == P256 ? new FieldOfP256() : new FieldOfSecp256k1();
        }

        /** What an element stands for, by its definition. */
        BigInteger meant(long[] element) {
            return raw(element).multiply(MONTGOMERY.modInverse(prime)).mod(prime);
        }

        /** Elements that carry as far as they can, multiples of the prime and their neighbours, and others. */
        List<long[]> elements() {
            var numbers = new ArrayList<BigInteger>();
            for (int bits : new int[] {0, 1, 28, 29, 30, 58, 224, 255, 256, 257}) {
                numbers.add(BigInteger.ONE.shiftLeft(bits));
            }
            for (int times = -3; times <= 3; times++) {
                numbers.add(prime.multiply(BigInteger.valueOf(times)));
            }
            numbers.add(BigInteger.ONE.shiftLeft(258));
            numbers.add(BigInteger.ONE.shiftLeft(258).negate());
            var elements = new ArrayList<long[]>();
            for (BigInteger number : numbers) {
                for (int beside = -1; beside <= 1; beside++) {
                    BigInteger value = number.add(BigInteger.valueOf(beside));
                    if (value.abs().bitLength() <= 258) {
                        elements.add(limbs(value));
                    }
                }
            }
            Random random = new Random(SEED);
            for (int i = 0; i < RANDOM_ELEMENTS; i++) {
                BigInteger value = new BigInteger(258, random);
                elements.add(limbs(i % 2 == 0 ? value : value.negate()));
            }
            return elements;
        }
    }

    private static BigInteger raw(long[] element) {
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < PrimeField.LIMBS; i++) {
            value = value.add(BigInteger.valueOf(element[i]).shiftLeft(i * PrimeField.LIMB_BITS));
        }
        return value;
    }

    private static long[] limbs(BigInteger value) {
        long[] limbs = PrimeField.create();
        for (int i = 0; i < PrimeField.LIMBS - 1; i++) {
            limbs[i] = value.shiftRight(i * PrimeField.LIMB_BITS).longValue() & PrimeField.LIMB_MASK;
        }
        limbs[PrimeField.LIMBS - 1] =
                value.shiftRight((PrimeField.LIMBS - 1) * PrimeField.LIMB_BITS).longValueExact();
        return limbs;
    }

    private static void assertInRange(long[] element) {
        for (int i = 0; i < PrimeField.LIMBS - 1; i++) {
            assertThat(element[i]).isBetween(0L, PrimeField.LIMB_MASK);
        }
        assertThat(raw(element).abs().bitLength()).isLessThanOrEqualTo(258);
    }

    @ParameterizedTest
    @EnumSource
    void multipliesAndSquaresEveryPairOfTheRange(Curve curve) {
        PrimeField field = curve.field();
        List<long[]> elements = curve.elements();
        for (long[] a : elements) {
            long[] square = PrimeField.create();
            field.square(a, square);
            assertInRange(square);
            assertThat(curve.meant(square)).isEqualTo(curve.meant(a).pow(2).mod(curve.prime));
            for (long[] b : elements) {
                long[] product = PrimeField.create();
                field.multiply(a, b, product);
                assertInRange(product);
                assertThat(curve.meant(product))
                        .isEqualTo(curve.meant(a).multiply(curve.meant(b)).mod(curve.prime));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void combinesEveryPairOfTheRangeWithEveryFactorAndKnowsZero(Curve curve) {
        PrimeField field = curve.field();
        List<long[]> elements = curve.elements();
        Random random = new Random(SEED);
        for (long[] a : elements) {
            for (long[] b : elements) {
                int j = random.nextInt(17) - 8;
                int k = random.nextInt(17) - 8;
                assertCombines(curve, field, j, a, k, b);
            }
            for (int factor = -8; factor <= 8; factor++) {
                assertCombines(curve, field, factor, a, -factor, a);
                assertCombines(curve, field, factor, a, 8, a);
            }
        }
    }

    private static void assertCombines(Curve curve, PrimeField field, int j, long[] a, int k, long[] b) {
        long[] sum = PrimeField.create();
        field.combine(j, a, k, b, sum);
        assertInRange(sum);
        BigInteger wanted = curve.meant(a)
                .multiply(BigInteger.valueOf(j))
                .add(curve.meant(b).multiply(BigInteger.valueOf(k)))
                .mod(curve.prime);
        assertThat(curve.meant(sum)).isEqualTo(wanted);
        assertThat(field.isZero(sum)).isEqualTo(wanted.signum() == 0);
    }

    @ParameterizedTest
    @EnumSource
    void invertsAndTakesRootsAndTellsTheNumber(Curve curve) {
        PrimeField field = curve.field();
        for (long[] a : curve.elements()) {
            BigInteger meant = curve.meant(a);
            assertThat(field.number(a)).isEqualTo(meant);
            assertThat(field.isOdd(a)).isEqualTo(meant.testBit(0));
            assertThat(curve.meant(field.element(meant))).isEqualTo(meant);
            long[] inverse = PrimeField.create();
            field.invert(a, inverse);
            assertThat(field.number(inverse))
                    .isEqualTo(meant.signum() == 0 ? BigInteger.ZERO : meant.modInverse(curve.prime));
            long[] square = PrimeField.create();
            field.square(a, square);
            long[] root = PrimeField.create();
            field.root(square, root);
            assertThat(field.number(root))
                    .isIn(meant, curve.prime.subtract(meant).mod(curve.prime));
        }
    }

    @ParameterizedTest
    @EnumSource
    void mayWriteOverWhatItReads(Curve curve) {
        PrimeField field = curve.field();
        for (long[] a : curve.elements()) {
            long[] apart = PrimeField.create();
            field.multiply(a, a, apart);
            long[] over = a.clone();
            field.multiply(over, over, over);
            assertThat(over).isEqualTo(apart);
            over = a.clone();
            field.square(over, over);
            assertThat(field.number(over)).isEqualTo(field.number(apart));
            field.combine(3, a, -8, a, apart);
            over = a.clone();
            field.combine(3, over, -8, over, over);
            assertThat(over).isEqualTo(apart);
        }
    }
}
