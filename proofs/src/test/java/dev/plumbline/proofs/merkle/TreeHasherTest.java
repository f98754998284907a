package dev.plumbline.proofs.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

/** The prefixes of RFC 6962 section 2.1, which alone keep a leaf from being passed off as a node. */
final class TreeHasherTest {
    private final byte[] data = {9, 8, 7, 6, 5};
    private final Hash left = TreeHasher.leaf(new byte[] {1});
    private final Hash right = TreeHasher.leaf(new byte[] {2});

    @Test
    void aLeafIsHashedBehindZero() throws NoSuchAlgorithmException {
        assertThat(TreeHasher.leaf(data)).isEqualTo(sha256(new byte[] {0}, data));
        assertThat(TreeHasher.leaf(new byte[0]).hex())
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }

    @Test
    void aLeafMayStandInsideAnArray() throws NoSuchAlgorithmException {
        assertThat(TreeHasher.leaf(data, 1, 3)).isEqualTo(sha256(new byte[] {0, 8, 7, 6}));
    }

    @Test
    void aNodeIsHashedBehindOne() throws NoSuchAlgorithmException {
        assertThat(TreeHasher.node(left, right)).isEqualTo(sha256(new byte[] {1}, left.bytes(), right.bytes()));
    }

    @Test
    void theEmptyTreeIsTheHashOfNothing() throws NoSuchAlgorithmException {
        assertThat(TreeHasher.emptyRoot()).isEqualTo(sha256());
        assertThat(TreeHasher.sha256(data, data)).isEqualTo(sha256(data, data));
    }

    private static Hash sha256(byte[]... parts) throws NoSuchAlgorithmException {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return Hash.of(MessageDigest.getInstance("SHA-256").digest(all.toByteArray()));
    }
}
