package dev.plumbline.proofs.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Secp256k1Test {
    private static final HexFormat HEX = HexFormat.of();
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    private static final byte[] KEY = HEX.parseHex("4646464646464646464646464646464646464646464646464646464646464646");
    private static final byte[] DIGEST = Keccak256.digest("plumb".getBytes(UTF_8));

    /** The worked example of EIP-155: key 0x46…46, its address, and the signature of its signing hash. */
    @Test
    void signsTheExampleOfEip155() {
        byte[] publicKey = Secp256k1.publicKey(KEY);
        assertThat(HEX.formatHex(Secp256k1.address(publicKey))).isEqualTo("9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f");
        byte[] digest = HEX.parseHex("daf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53");
        String r = "28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276";
        String s = "67cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83";
        // EIP-155 writes v as 37, which is 27 plus twice the chain 1 plus 8.
        assertThat(HEX.formatHex(Secp256k1.sign(KEY, digest))).isEqualTo(r + s + "1b");
    }

    @Test
    void recoversTheSignerOfEveryScalarAndDigestTried() {
        for (int i = 1; i <= 40; i++) {
            byte[] key = scalar(BigInteger.valueOf(i).pow(30).mod(ORDER));
            byte[] digest = Keccak256.digest(new byte[] {(byte) i});
            byte[] signature = Secp256k1.sign(key, digest);
            byte[] publicKey = Secp256k1.publicKey(key);
            assertThat(Secp256k1.recover(digest, signature)).isEqualTo(publicKey);
            assertThat(Secp256k1.verify(publicKey, digest, Arrays.copyOf(signature, 64)))
                    .isTrue();
            signature[64] ^= 27 ^ 28;
            assertThat(Secp256k1.recover(digest, signature)).isNotEqualTo(publicKey);
        }
    }

    @Test
    void refusesToRecoverFromAnyOtherLength() {
        byte[] signature = Secp256k1.sign(KEY, DIGEST);
        for (int length = 0; length <= 130; length++) {
            if (length != 65) {
                assertThat(Secp256k1.recover(DIGEST, Arrays.copyOf(signature, length)))
                        .isNull();
            }
            if (length != 32) {
                assertThat(Secp256k1.recover(Arrays.copyOf(DIGEST, length), signature))
                        .isNull();
            }
        }
    }

    @Test
    void refusesToVerifyAnyOtherLength() {
        byte[] publicKey = Secp256k1.publicKey(KEY);
        byte[] signature = Arrays.copyOf(Secp256k1.sign(KEY, DIGEST), 64);
        assertThat(Secp256k1.verify(publicKey, DIGEST, signature)).isTrue();
        for (int length = 0; length <= 130; length++) {
            if (length != 64) {
                assertThat(Secp256k1.verify(publicKey, DIGEST, Arrays.copyOf(signature, length)))
                        .isFalse();
            }
        }
        // Longer digests are the ones that ECDSA would cut to the first 32 bytes.
        assertThat(Secp256k1.verify(publicKey, Arrays.copyOf(DIGEST, 33), signature))
                .isFalse();
        assertThat(Secp256k1.verify(publicKey, new byte[0], signature)).isFalse();
    }

    @Test
    void refusesToRecoverFromScalarsOutOfRange() {
        BigInteger half = ORDER.shiftRight(1);
        assertThat(recover(BigInteger.ZERO, BigInteger.ONE)).isNull();
        assertThat(recover(ORDER, BigInteger.ONE)).isNull();
        assertThat(recover(ORDER.add(BigInteger.ONE), BigInteger.ONE)).isNull();
        assertThat(recover(BigInteger.ONE, BigInteger.ZERO)).isNull();
        assertThat(recover(BigInteger.ONE, ORDER)).isNull();
        assertThat(recover(BigInteger.ONE, BigInteger.ONE)).isNotNull();
        assertThat(recover(BigInteger.ONE, half)).isNotNull();
        assertThat(recover(BigInteger.ONE, half.add(BigInteger.ONE))).isNull();
        // No point of the curve has x = 5.
        assertThat(recover(BigInteger.valueOf(5), BigInteger.ONE)).isNull();
    }

    @Test
    void refusesToRecoverInfinity() {
        // With R = G (r = x of G, k = 1) and s = z the key is r^-1 (zG − zG), which is no key.
        byte[] g = Secp256k1.publicKey(scalar(BigInteger.ONE));
        BigInteger r = new BigInteger(1, g, 1, 32);
        boolean odd = (g[64] & 1) == 1;
        byte[] digest = scalar(BigInteger.valueOf(1234));
        byte[] signature = signature(r, BigInteger.valueOf(1234), odd ? 28 : 27);
        assertThat(Secp256k1.recover(digest, signature)).isNull();
        signature[64] ^= 27 ^ 28;
        assertThat(Secp256k1.recover(digest, signature)).isNotNull();
    }

    @Test
    void readsCompressedAndUncompressedKeysOnly() {
        byte[] uncompressed = Secp256k1.publicKey(KEY);
        byte[] compressed = Arrays.copyOf(uncompressed, 33);
        compressed[0] = (byte) (2 + (uncompressed[64] & 1));
        assertThat(Secp256k1.uncompressed(compressed)).isEqualTo(uncompressed);
        assertThat(Secp256k1.uncompressed(uncompressed)).isEqualTo(uncompressed);
        for (int prefix = 0; prefix < 256; prefix++) {
            byte[] long65 = uncompressed.clone();
            long65[0] = (byte) prefix;
            assertThat(Secp256k1.uncompressed(long65) != null).isEqualTo(prefix == 4);
            byte[] short33 = compressed.clone();
            short33[0] = (byte) prefix;
            assertThat(Secp256k1.uncompressed(short33) != null).isEqualTo(prefix == 2 || prefix == 3);
        }
        for (int length = 0; length <= 70; length++) {
            if (length != 65) {
                assertThat(Secp256k1.uncompressed(Arrays.copyOf(uncompressed, length)))
                        .isNull();
            }
        }
        uncompressed[64] ^= 1;
        assertThat(Secp256k1.uncompressed(uncompressed)).isNull();
    }

    @Test
    void refusesCoordinatesOutsideTheField() {
        byte[] field = HEX.parseHex("02fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f");
        assertThat(Secp256k1.uncompressed(field)).isNull();
        // x = p + 1, which an arithmetic that reduces would read as x = 1, a point.
        field[32]++;
        assertThat(Secp256k1.uncompressed(field)).isNull();
        byte[] one = new byte[33];
        one[0] = 2;
        one[32] = 1;
        assertThat(Secp256k1.uncompressed(one)).isNotNull();
    }

    @Test
    void signsMessagesByTheirSha256() {
        byte[] message = "plumb".getBytes(UTF_8);
        byte[] signature = Secp256k1.signMessage(KEY, message);
        assertThat(Secp256k1.verify(Secp256k1.publicKey(KEY), Sha256.digest(message), signature))
                .isTrue();
        assertThat(signature).isEqualTo(Arrays.copyOf(Secp256k1.sign(KEY, Sha256.digest(message)), 64));
    }

    @Test
    void onlyUncompressedKeysHaveAnAddress() {
        for (int length : new int[] {0, 33, 64, 66}) {
            assertThatThrownBy(() -> Secp256k1.address(new byte[length])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesPrivateKeysOutOfRange() {
        for (byte[] bad : new byte[][] {new byte[32], scalar(ORDER), new byte[31], new byte[33]}) {
            assertThatThrownBy(() -> Secp256k1.publicKey(bad)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Secp256k1.sign(bad, DIGEST)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Secp256k1.sign(KEY, new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte @org.jspecify.annotations.Nullable [] recover(BigInteger r, BigInteger s) {
        return Secp256k1.recover(DIGEST, signature(r, s, 27));
    }

    private static byte[] signature(BigInteger r, BigInteger s, int v) {
        return HEX.parseHex(String.format("%064x%064x%02x", r, s, v));
    }

    private static byte[] scalar(BigInteger value) {
        return HEX.parseHex(String.format("%064x", value));
    }
}
