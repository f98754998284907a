package dev.plumbline.proofs.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own point arithmetic against Bouncy Castle's, which the product signs with. */
class EcdsaCurveTest {
    private static final int BENT_SIGNATURES = 400;
    private static final int SMALL_MULTIPLES = 12;

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void agreesWithBouncyCastleOnSoundAndBentSignatures(long seed) {
        var random = new Random(seed);
        byte[] input = new byte[98];
        for (int i = 0; i < BENT_SIGNATURES; i++) {
            random.nextBytes(input);
            EcdsaAgreement.check(input);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void addsAndDoublesEveryPairOfSmallMultiples(boolean isKoblitz) {
        EcdsaCurve curve = isKoblitz ? EcdsaCurve.SECP256K1 : EcdsaCurve.P256;
        ECDomainParameters domain = isKoblitz ? CurveDomain.secp256k1() : CurveDomain.p256();
        PrimeField field = curve.field();
        for (int i = -SMALL_MULTIPLES; i <= SMALL_MULTIPLES; i++) {
            ECPoint left = times(domain, i);
            for (int j = 1; j <= SMALL_MULTIPLES; j++) {
                ECPoint right = times(domain, j);
                for (int sign = -1; sign <= 1; sign += 2) {
                    CurvePoint sum = curve.infinity(field);
                    add(field, sum, left, 1);
                    // A Z other than 1, as every sum but the first has.
                    sum.twice();
                    add(field, sum, left, -1);
                    add(field, sum, right, sign);
                    assertSame(field, sum, times(domain, i + sign * j));
                    sum.twice();
                    assertSame(field, sum, times(domain, 2 * (i + sign * j)));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyWindowHoldsTheOddMultiplesOfAPoint(boolean isKoblitz) {
        EcdsaCurve curve = isKoblitz ? EcdsaCurve.SECP256K1 : EcdsaCurve.P256;
        ECDomainParameters domain = isKoblitz ? CurveDomain.secp256k1() : CurveDomain.p256();
        PrimeField field = curve.field();
        long[] x = field.element(times(domain, 7).getAffineXCoord().toBigInteger());
        long[] y = field.element(times(domain, 7).getAffineYCoord().toBigInteger());
        for (int windowBits = 2; windowBits <= 8; windowBits++) {
            OddMultiples multiples = OddMultiples.of(curve, field, x, y, windowBits);
            int last = (1 << (windowBits - 1)) - 1;
            for (int digit = -last; digit <= last; digit += 2) {
                CurvePoint sum = curve.infinity(field);
                multiples.addTo(sum, digit);
                assertSame(field, sum, times(domain, 7 * digit));
            }
        }
    }

    @Test
    void recoversFromScalarsAtTheEdges() {
        ECDomainParameters domain = CurveDomain.secp256k1();
        BigInteger order = domain.getN();
        BigInteger last = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
        var nonces = new ArrayList<>(List.of(order, FieldOfSecp256k1.PRIME, last));
        for (int i = 0; i < 8; i++) {
            nonces.add(BigInteger.valueOf(i));
            nonces.add(order.subtract(BigInteger.valueOf(i)));
        }
        List<BigInteger> others = List.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                order.shiftRight(1),
                order.subtract(BigInteger.ONE),
                order,
                order.add(BigInteger.ONE),
                last);
        for (BigInteger r : nonces) {
            for (BigInteger s : others) {
                for (BigInteger e : others) {
                    byte[] hash = EcdsaAgreement.bytes(e);
                    EcdsaAgreement.checkRecover(domain, hash, r, s, true);
                    EcdsaAgreement.checkRecover(domain, hash, r, s, false);
                }
            }
        }
    }

    private static void add(PrimeField field, CurvePoint sum, ECPoint point, int sign) {
        if (!point.isInfinity()) {
            sum.add(
                    field.element(point.getAffineXCoord().toBigInteger()),
                    field.element(point.getAffineYCoord().toBigInteger()),
                    sign);
        }
    }

    private static void assertSame(PrimeField field, CurvePoint found, ECPoint wanted) {
        assertThat(found.isInfinity()).isEqualTo(wanted.isInfinity());
        if (wanted.isInfinity()) {
            assertThat(found.hasX(field.element(BigInteger.ZERO))).isFalse();
            return;
        }
        long[] x = PrimeField.create();
        long[] y = PrimeField.create();
        found.affine(x, y);
        assertThat(field.number(x)).isEqualTo(wanted.getAffineXCoord().toBigInteger());
        assertThat(field.number(y)).isEqualTo(wanted.getAffineYCoord().toBigInteger());
        assertThat(found.hasX(x)).isTrue();
        assertThat(found.hasX(field.one())).isFalse();
    }

    private static ECPoint times(ECDomainParameters domain, int factor) {
        return domain.getG().multiply(BigInteger.valueOf(factor)).normalize();
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void splitsScalarsIntoHalvesThatAddUp(long seed) {
        BigInteger order = EcdsaCurve.SECP256K1.order();
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            BigInteger scalar = i < 256
                    ? order.subtract(BigInteger.ONE.shiftLeft(i)).mod(order)
                    : new BigInteger(256, random).mod(order);
            HalvedScalar halves = HalvedScalar.of(CurveOrder.words(scalar, CurveOrder.WORDS + 1));
            BigInteger low = signed(halves.low);
            BigInteger high = signed(halves.high);
            assertThat(low.add(high.multiply(HalvedScalar.LAMBDA)).mod(order)).isEqualTo(scalar);
            assertThat(low.bitLength()).isLessThanOrEqualTo(129);
            assertThat(high.bitLength()).isLessThanOrEqualTo(129);
        }
    }

    private static BigInteger signed(int[] words) {
        BigInteger number = BigInteger.valueOf(words[words.length - 1]);
        for (int i = words.length - 2; i >= 0; i--) {
            number = number.shiftLeft(32).or(BigInteger.valueOf(words[i] & CurveOrder.WORD_MASK));
        }
        return number;
    }
}
