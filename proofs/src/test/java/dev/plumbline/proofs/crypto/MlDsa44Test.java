package dev.plumbline.proofs.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class MlDsa44Test {
    private static final byte[] SEED = "plumbline ML-DSA-44 test's seed!".getBytes(UTF_8);
    private static final byte[] MESSAGE = "message".getBytes(UTF_8);

    @Test
    void signsDeterministicallyAndVerifiesItsOwn() {
        byte[] publicKey = MlDsa44.publicKey(SEED);
        byte[] signature = MlDsa44.sign(SEED, MESSAGE);
        assertThat(publicKey).hasSize(MlDsa44.PUBLIC_KEY_BYTES);
        assertThat(signature).hasSize(MlDsa44.SIGNATURE_BYTES).isEqualTo(MlDsa44.sign(SEED, MESSAGE));
        assertThat(MlDsa44.verify(publicKey, MESSAGE, signature)).isTrue();
        assertThat(MlDsa44.verify(publicKey, new byte[0], MlDsa44.sign(SEED, new byte[0])))
                .isTrue();
    }

    /** The fingerprints were made by another implementation, filippo.io/mldsa in Go, from the same seed and message. */
    @Test
    void makesTheKeyAndTheSignatureThatAnotherImplementationMakes() {
        assertThat(fingerprint(MlDsa44.publicKey(SEED)))
                .isEqualTo("9adfb724823d06e3918334191f696cb1c7968b668e4f861d0a97aeee21bafa89");
        assertThat(fingerprint(MlDsa44.sign(SEED, MESSAGE)))
                .isEqualTo("c3aaffb168d60db73563232726ab06e1d772601b89d867f0125265d0e9ff3490");
    }

    @Test
    void refusesEveryOtherMessageKeyAndLength() {
        byte[] publicKey = MlDsa44.publicKey(SEED);
        byte[] signature = MlDsa44.sign(SEED, MESSAGE);
        assertThat(MlDsa44.verify(publicKey, "massage".getBytes(UTF_8), signature))
                .isFalse();
        assertThat(MlDsa44.verify(MlDsa44.publicKey(new byte[32]), MESSAGE, signature))
                .isFalse();
        for (int length : new int[] {0, 1, 2_419, 2_421}) {
            assertThat(MlDsa44.verify(publicKey, MESSAGE, Arrays.copyOf(signature, length)))
                    .isFalse();
        }
        for (int length : new int[] {0, 32, 1_311, 1_313}) {
            assertThat(MlDsa44.verify(Arrays.copyOf(publicKey, length), MESSAGE, signature))
                    .isFalse();
            assertThat(VerifyingKey.mlDsa44(Arrays.copyOf(publicKey, length))).isNull();
        }
    }

    /** One bit of each byte of a signature, which part of FIPS 204 section 7.2 it may hit. Half a second. */
    @Test
    void everyByteOfTheSignatureCounts() {
        VerifyingKey key = VerifyingKey.mlDsa44(MlDsa44.publicKey(SEED));
        byte[] signature = MlDsa44.sign(SEED, MESSAGE);
        for (int i = 0; i < signature.length; i++) {
            byte[] flipped = signature.clone();
            flipped[i] ^= (byte) (1 << i % 8);
            assertThat(key != null && key.verify(MESSAGE, flipped))
                    .as("byte %d", i)
                    .isFalse();
        }
    }

    @Test
    void preparedKeysSayWhatTheBytesSay() {
        assertThat(VerifyingKey.supportsMlDsa44()).isTrue();
        VerifyingKey key = VerifyingKey.mlDsa44(MlDsa44.publicKey(SEED));
        SigningKey signingKey = SigningKey.mlDsa44(SEED);
        assertThat(key).isNotNull();
        assertThat(signingKey).isNotNull();
        assertThat(signingKey.publicKey()).isEqualTo(key.bytes()).isEqualTo(MlDsa44.publicKey(SEED));
        assertThat(signingKey.sign(MESSAGE)).isEqualTo(MlDsa44.sign(SEED, MESSAGE));
        assertThat(key.verify(MESSAGE, signingKey.sign(MESSAGE))).isTrue();
        assertThatThrownBy(() -> SigningKey.mlDsa44(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MlDsa44.publicKey(new byte[33])).isInstanceOf(IllegalArgumentException.class);
    }

    private static String fingerprint(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.digest(bytes));
    }
}
