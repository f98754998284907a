package dev.plumbline.proofs.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The example of RFC 6979 appendix A.2.5 for SHA-256 and the message "sample", and what departs from it. */
class EcdsaP256Test {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] MESSAGE = "sample".getBytes(US_ASCII);
    private static final byte[] PRIVATE_KEY =
            HEX.parseHex("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");
    private static final String X = "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6";
    private static final String Y = "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";
    private static final String R = "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716";
    private static final String S = "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8";
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final byte[] UNCOMPRESSED = HEX.parseHex("04" + X + Y);
    private static final byte[] COMPRESSED = HEX.parseHex("03" + X);

    @Test
    void signsTheExampleWithTheLowTwinOfItsS() {
        String low = String.format("%064x", ORDER.subtract(new BigInteger(S, 16)));
        assertThat(HEX.formatHex(EcdsaP256.sign(PRIVATE_KEY, MESSAGE))).isEqualTo(R + low);
        assertThat(EcdsaP256.publicKey(PRIVATE_KEY)).isEqualTo(COMPRESSED);
    }

    @Test
    void holdsTheExampleAndItsTwinUnderEitherFormOfTheKey() {
        for (byte[] key : new byte[][] {COMPRESSED, UNCOMPRESSED}) {
            assertThat(EcdsaP256.verify(key, MESSAGE, HEX.parseHex(R + S))).isTrue();
            assertThat(EcdsaP256.verify(key, MESSAGE, EcdsaP256.sign(PRIVATE_KEY, MESSAGE)))
                    .isTrue();
            assertThat(Objects.requireNonNull(VerifyingKey.p256(key)).bytes()).isEqualTo(COMPRESSED);
        }
    }

    /** The curve has a point at x = 0, and the prime is 0 in the field: the same point must not have a second name. */
    @Test
    void refusesACoordinateThatIsThePrime() {
        BigInteger prime = new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
        for (String parity : new String[] {"02", "03"}) {
            assertThat(VerifyingKey.p256(HEX.parseHex(parity + "0".repeat(64)))).isNotNull();
            assertThat(VerifyingKey.p256(HEX.parseHex(parity + prime.toString(16))))
                    .isNull();
        }
    }

    @Test
    void refusesEveryOtherLengthAndPrefix() {
        byte[] signature = HEX.parseHex(R + S);
        for (int length = 0; length <= 130; length++) {
            if (length != 64) {
                assertThat(EcdsaP256.verify(UNCOMPRESSED, MESSAGE, Arrays.copyOf(signature, length)))
                        .isFalse();
            }
            if (length != 65) {
                assertThat(EcdsaP256.verify(Arrays.copyOf(UNCOMPRESSED, length), MESSAGE, signature))
                        .isFalse();
            }
        }
        for (int prefix = 0; prefix < 256; prefix++) {
            byte[] key = UNCOMPRESSED.clone();
            key[0] = (byte) prefix;
            assertThat(EcdsaP256.verify(key, MESSAGE, signature)).isEqualTo(prefix == 4);
        }
    }

    @Test
    void refusesNumbersOutOfRange() {
        String zero = "0".repeat(64);
        String order = String.format("%064x", ORDER);
        for (String bad : new String[] {zero + S, R + zero, order + S, R + order, zero + zero, order + order}) {
            assertThat(EcdsaP256.verify(COMPRESSED, MESSAGE, HEX.parseHex(bad))).isFalse();
        }
    }

    @Test
    void refusesKeysOffTheCurveAndOutsideTheField() {
        byte[] off = UNCOMPRESSED.clone();
        off[64] ^= 1;
        assertThat(VerifyingKey.p256(off)).isNull();
        // x = p + 5, which an arithmetic that reduces would read as x = 5, a point.
        byte[] beyond = HEX.parseHex("02ffffffff00000001000000000000000000000001000000000000000000000004");
        byte[] within = HEX.parseHex("020000000000000000000000000000000000000000000000000000000000000005");
        assertThat(VerifyingKey.p256(within)).isNotNull();
        assertThat(VerifyingKey.p256(beyond)).isNull();
        assertThat(VerifyingKey.p256(new byte[1])).isNull();
    }

    @Test
    void refusesPrivateKeysOutOfRange() {
        for (String bad : new String[] {"00".repeat(32), String.format("%064x", ORDER), "01"}) {
            assertThatThrownBy(() -> EcdsaP256.sign(HEX.parseHex(bad), MESSAGE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
