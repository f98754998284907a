package dev.plumbline.proofs.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.crypto.SlowEd25519.Point;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Takes some seconds: the expected values come from affine BigInteger arithmetic, an inversion for every addition. */
class Ed25519Test {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] MESSAGE = "plumb".getBytes(UTF_8);
    private static final BigInteger SECRET = BigInteger.valueOf(3).pow(150);
    private static final BigInteger NONCE = BigInteger.valueOf(7).pow(80);
    private static final Point KEY = SlowEd25519.BASE.times(SECRET);
    private static final Point NONCE_POINT = SlowEd25519.BASE.times(NONCE);

    /** RFC 8032 section 7.1, tests 1 to 3. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    })
    void signsAndHoldsTheExamplesOfTheRfc(String seed, String key, String message, String signature) {
        byte[] seedBytes = HEX.parseHex(seed);
        byte[] messageBytes = HEX.parseHex(message);
        assertThat(HEX.formatHex(Ed25519.publicKey(seedBytes))).isEqualTo(key);
        assertThat(HEX.formatHex(Ed25519.sign(seedBytes, messageBytes))).isEqualTo(signature);
        assertThat(HEX.formatHex(Ed25519SigningKey.of(seedBytes).sign(messageBytes)))
                .isEqualTo(signature);
        SigningKey signingKey = SigningKey.ed25519(seedBytes);
        assertThat(HEX.formatHex(signingKey.publicKey())).isEqualTo(key);
        assertThat(HEX.formatHex(signingKey.sign(messageBytes))).isEqualTo(signature);
        assertThat(Ed25519.verify(HEX.parseHex(key), messageBytes, HEX.parseHex(signature)))
                .isTrue();
    }

    @Test
    void holdsWhateverAnotherImplementationSigned() {
        long seed = Long.getLong("TEST_SEED", 8032);
        System.out.println("Ed25519Test TEST_SEED=" + seed);
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            byte[] secret = new byte[32];
            random.nextBytes(secret);
            byte[] message = new byte[i];
            random.nextBytes(message);
            byte[] key = Ed25519.publicKey(secret);
            byte[] signature = Ed25519.sign(secret, message);
            VerifyingKey prepared = Objects.requireNonNull(VerifyingKey.ed25519(key));
            assertThat(prepared.verify(message, signature)).isTrue();
            assertThat(prepared.bytes()).isEqualTo(key);
            int bit = random.nextInt(512);
            signature[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(prepared.verify(message, signature)).isFalse();
        }
    }

    @Test
    void refusesEveryFlippedBit() {
        byte[] key = KEY.encode();
        byte[] signature = signed(KEY, NONCE_POINT, MESSAGE);
        VerifyingKey prepared = Objects.requireNonNull(VerifyingKey.ed25519(key));
        assertThat(prepared.verify(MESSAGE, signature)).isTrue();
        for (int bit = 0; bit < 512; bit++) {
            assertThat(prepared.verify(MESSAGE, flipped(signature, bit)))
                    .as("signature bit %d", bit)
                    .isFalse();
        }
        for (int bit = 0; bit < 8 * MESSAGE.length; bit++) {
            assertThat(prepared.verify(flipped(MESSAGE, bit), signature)).isFalse();
        }
        for (int bit = 0; bit < 256; bit++) {
            assertThat(Ed25519.verify(flipped(key, bit), MESSAGE, signature)).isFalse();
        }
    }

    @Test
    void refusesEveryOtherLength() {
        byte[] key = KEY.encode();
        byte[] signature = signed(KEY, NONCE_POINT, MESSAGE);
        for (int length = 0; length <= 130; length++) {
            if (length != 64) {
                assertThat(Ed25519.verify(key, MESSAGE, Arrays.copyOf(signature, length)))
                        .isFalse();
            }
            if (length != 32) {
                assertThat(Ed25519.verify(Arrays.copyOf(key, length), MESSAGE, signature))
                        .isFalse();
            }
        }
        assertThatThrownBy(() -> Ed25519.publicKey(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ed25519.sign(new byte[33], MESSAGE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ed25519SigningKey.of(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnSThatIsNotReduced() {
        byte[] signature = signed(KEY, NONCE_POINT, MESSAGE);
        BigInteger s = SlowEd25519.number(Arrays.copyOfRange(signature, 32, 64));
        for (int times = 1; times <= 15; times++) {
            BigInteger more = s.add(SlowEd25519.L.multiply(BigInteger.valueOf(times)));
            if (more.bitLength() <= 256) {
                System.arraycopy(SlowEd25519.littleEndian(more), 0, signature, 32, 32);
                assertThat(Ed25519.verify(KEY.encode(), MESSAGE, signature)).isFalse();
            }
        }
    }

    /** A signature under such a key is one under any message or one that verifiers disagree on. */
    @Test
    void refusesKeysWithAPartOfSmallOrder() {
        for (Point small : SlowEd25519.smallOrder()) {
            assertThat(VerifyingKey.ed25519(small.encode())).isNull();
            Point mixed = KEY.plus(small);
            boolean isClean = small.equals(SlowEd25519.NEUTRAL);
            assertThat(VerifyingKey.ed25519(mixed.encode()) != null).isEqualTo(isClean);
            assertThat(Ed25519.verify(mixed.encode(), MESSAGE, signed(mixed, NONCE_POINT, MESSAGE)))
                    .isEqualTo(isClean);
        }
    }

    @Test
    void refusesEveryEncodingThatIsNotCanonical() {
        for (int beyond = 0; beyond < 19; beyond++) {
            for (boolean oddX : new boolean[] {false, true}) {
                byte[] encoded = SlowEd25519.encode(SlowEd25519.P.add(BigInteger.valueOf(beyond)), oddX);
                assertThat(VerifyingKey.ed25519(encoded)).isNull();
                assertThat(EdwardsPoint.decode(encoded)).isNull();
            }
        }
        // x = 0 has no odd twin.
        for (BigInteger y : List.of(BigInteger.ONE, SlowEd25519.P.subtract(BigInteger.ONE))) {
            assertThat(EdwardsPoint.decode(SlowEd25519.encode(y, false))).isNotNull();
            assertThat(EdwardsPoint.decode(SlowEd25519.encode(y, true))).isNull();
        }
    }

    @Test
    void isAPointWhateverItsOrder() {
        int points = 0;
        for (int y = 0; y < 100; y++) {
            for (boolean oddX : new boolean[] {false, true}) {
                byte[] encoded = SlowEd25519.encode(BigInteger.valueOf(y), oddX);
                boolean isPoint = SlowEd25519.decode(encoded) != null;
                assertThat(Ed25519.isPoint(encoded)).as("y %d", y).isEqualTo(isPoint);
                points += isPoint ? 1 : 0;
            }
        }
        assertThat(points).isBetween(60, 140);
        for (int length = 0; length <= 64; length++) {
            assertThat(Ed25519.isPoint(Arrays.copyOf(KEY.encode(), length))).isEqualTo(length == 32);
        }
    }

    @Test
    void refusesAnRWithAPartOfSmallOrderUnderEveryMessage() {
        byte[] key = KEY.encode();
        VerifyingKey prepared = Objects.requireNonNull(VerifyingKey.ed25519(key));
        for (Point small : SlowEd25519.smallOrder()) {
            boolean isClean = small.equals(SlowEd25519.NEUTRAL);
            for (int i = 0; i < 64; i++) {
                byte[] message = {(byte) i};
                byte[] signature = signed(KEY, NONCE_POINT.plus(small), message);
                assertThat(prepared.verify(message, signature)).isEqualTo(isClean);
            }
        }
    }

    @Test
    void takesTheNeutralRInItsOneEncoding() {
        byte[] key = KEY.encode();
        byte[] one = SlowEd25519.NEUTRAL.encode();
        byte[] signature = SlowEd25519.sign(SECRET, key, BigInteger.ZERO, one, MESSAGE);
        assertThat(Ed25519.verify(key, MESSAGE, signature)).isTrue();
        for (byte[] other : List.of(
                SlowEd25519.encode(BigInteger.ONE, true),
                SlowEd25519.encode(SlowEd25519.P.add(BigInteger.ONE), false),
                SlowEd25519.encode(SlowEd25519.P.add(BigInteger.ONE), true))) {
            assertThat(Ed25519.verify(key, MESSAGE, SlowEd25519.sign(SECRET, key, BigInteger.ZERO, other, MESSAGE)))
                    .isFalse();
        }
    }

    @Test
    void pointArithmeticAgreesWithTheEquationOfTheCurve() {
        List<Point> points = new ArrayList<>(List.of(SlowEd25519.smallOrder()));
        points.addAll(List.of(KEY, KEY.negated(), NONCE_POINT, KEY.plus(points.get(1)), SlowEd25519.BASE));
        for (Point left : points) {
            EdwardsPoint twice = fast(left);
            twice.twice();
            assertThat(twice.encode()).isEqualTo(left.plus(left).encode());
            EdwardsPoint negated = fast(left);
            negated.negate();
            assertThat(negated.encode()).isEqualTo(left.negated().encode());
            assertThat(fast(left).isNeutral()).isEqualTo(left.equals(SlowEd25519.NEUTRAL));
            for (Point right : points) {
                EdwardsPoint sum = fast(left);
                sum.add(fast(right));
                assertThat(sum.encode()).isEqualTo(left.plus(right).encode());
            }
        }
    }

    @Test
    void multiplesAgreeWithDoublingAndAdding() {
        List<BigInteger> scalars = new ArrayList<>();
        for (int i = 0; i <= 40; i++) {
            scalars.add(BigInteger.valueOf(i));
        }
        for (int bit = 4; bit <= 255; bit += 7) {
            scalars.add(BigInteger.ONE.shiftLeft(bit).subtract(BigInteger.ONE));
        }
        for (int digit = 1; digit < 16; digit++) {
            // Every digit at every place at once, so that each one carries or just does not.
            scalars.add(new BigInteger(Integer.toHexString(digit).repeat(63), 16));
        }
        // The topmost digit takes a carry and passes none on.
        scalars.add(BigInteger.ONE.shiftLeft(255).subtract(BigInteger.ONE));
        scalars.add(SlowEd25519.L);
        scalars.add(SlowEd25519.L.subtract(BigInteger.ONE));
        Point mixed = KEY.plus(SlowEd25519.smallOrder()[1]);
        var table = new EdwardsTable(fast(mixed));
        var baseTable = new EdwardsTable(fast(SlowEd25519.BASE));
        // One for all: it must not matter what it was before.
        var sum = new EdwardsPoint();
        for (int i = 0; i < scalars.size(); i++) {
            BigInteger scalar = scalars.get(i);
            BigInteger other = scalars.get(scalars.size() - 1 - i);
            Point wanted = mixed.times(scalar);
            assertThat(table.times(SlowEd25519.littleEndian(scalar)).encode()).isEqualTo(wanted.encode());
            table.timesPlus(SlowEd25519.littleEndian(scalar), baseTable, SlowEd25519.littleEndian(other), sum);
            assertThat(sum.encode())
                    .isEqualTo(wanted.plus(SlowEd25519.BASE.times(other)).encode());
        }
    }

    @Test
    void judgesAsTheSlowEquationDoes() {
        long seed = Long.getLong("TEST_SEED", 25_519);
        System.out.println("Ed25519Test TEST_SEED=" + seed);
        var random = new SplittableRandom(seed);
        Point[] small = SlowEd25519.smallOrder();
        byte[] key = KEY.encode();
        int held = 0;
        for (int i = 0; i < 60; i++) {
            byte[] message = {(byte) i};
            BigInteger nonce = new BigInteger(250, new java.util.Random(random.nextLong()));
            Point r = SlowEd25519.BASE.times(nonce).plus(small[i % 3 == 0 ? random.nextInt(8) : 0]);
            byte[] signature = SlowEd25519.sign(SECRET, key, nonce, r.encode(), message);
            if (i % 5 == 0) {
                signature = flipped(signature, random.nextInt(512));
            }
            boolean wanted = SlowEd25519.equationHolds(key, message, signature);
            assertThat(Ed25519.verify(key, message, signature)).isEqualTo(wanted);
            held += wanted ? 1 : 0;
        }
        assertThat(held).isBetween(20, 50);
    }

    private static EdwardsPoint fast(Point point) {
        return Objects.requireNonNull(EdwardsPoint.decode(point.encode()));
    }

    private static byte[] signed(Point key, Point noncePoint, byte[] message) {
        return SlowEd25519.sign(SECRET, key.encode(), NONCE, noncePoint.encode(), message);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << (bit % 8));
        return copy;
    }
}
