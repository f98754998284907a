package dev.plumbline.proofs.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.testkit.SampleEvents;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class RowTreeTest {
    private static final int COUNT_MAX = 40;

    private final RowSecret secret = RowSecret.of(SampleEvents.hash("rows").bytes());

    @Test
    void saltsFollowFromTheSecretAsTheFormatSays() throws Exception {
        for (long row : new long[] {0, 1, 255, 256, 1L << 40}) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
            mac.update("plumbline/row-salt/v1\0".getBytes(UTF_8));
            mac.update(ByteBuffer.allocate(8).putLong(row).array());
            assertThat(secret.salt(row).bytes()).isEqualTo(mac.doFinal());
        }
        assertThatThrownBy(() -> secret.salt(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyRowOfEveryDatasetIsProvenAndFitsNowhereElse() {
        for (int count = 1; count <= COUNT_MAX; count++) {
            DatanetUpload.Rows rows = rows(count, secret);
            assertThat(rows.count()).isEqualTo(count);
            assertThat(rows.root()).isEqualTo(slowRoot(0, count));
            for (int row = 0; row < count; row++) {
                RowProof proof = proof(row, count);
                assertThat(proof.check(rows)).isEqualTo(DisclosureStatus.VALID);
                assertThat(proof.value()).isEqualTo(row(row));
                assertOtherPlacesRefused(proof, rows);
            }
        }
    }

    private void assertOtherPlacesRefused(RowProof proof, DatanetUpload.Rows rows) {
        for (long other = -1; other <= rows.count() + 1; other++) {
            var moved = new RowProof(new InclusionProof(other, proof.path()), proof.salt(), proof.value());
            boolean isSame = other == proof.index();
            assertThat(moved.check(rows) == DisclosureStatus.VALID).isEqualTo(isSame);
        }
        assertThat(new RowProof(new InclusionProof(rows.count(), proof.path()), proof.salt(), proof.value())
                        .check(rows))
                .isEqualTo(DisclosureStatus.ROW_OUTSIDE_DATASET);
        List<Hash> longer = new ArrayList<>(proof.path());
        longer.add(rows.root());
        assertThat(new RowProof(new InclusionProof(proof.index(), longer), proof.salt(), proof.value()).check(rows))
                .isEqualTo(DisclosureStatus.WRONG_PATH_LENGTH);
    }

    @Test
    void aBitThatIsFlippedAnywhereIsSeen() {
        DatanetUpload.Rows rows = rows(13, secret);
        RowProof proof = proof(6, 13);
        for (int bit = 0; bit < 8 * Salt.LENGTH; bit++) {
            var changed = new RowProof(
                    new InclusionProof(6, proof.path()),
                    Salt.of(flipped(proof.salt().bytes(), bit)),
                    proof.value());
            assertThat(changed.check(rows)).isEqualTo(DisclosureStatus.ROW_ROOT_MISMATCH);
        }
        for (int bit = 0; bit < 8 * proof.value().length; bit++) {
            var changed = new RowProof(new InclusionProof(6, proof.path()), proof.salt(), flipped(proof.value(), bit));
            assertThat(changed.check(rows)).isEqualTo(DisclosureStatus.ROW_ROOT_MISMATCH);
        }
        for (int i = 0; i < proof.path().size(); i++) {
            List<Hash> path = new ArrayList<>(proof.path());
            path.set(i, Hash.of(flipped(path.get(i).bytes(), 7 * i)));
            var changed = new RowProof(new InclusionProof(6, path), proof.salt(), proof.value());
            assertThat(changed.check(rows)).isEqualTo(DisclosureStatus.ROW_ROOT_MISMATCH);
        }
    }

    @Test
    void theSameRowOfAnotherDatasetOrUnderAnotherSaltIsRefused() {
        RowSecret otherSecret = RowSecret.of(SampleEvents.hash("other rows").bytes());
        assertThat(proof(3, 8).check(rows(8, otherSecret))).isEqualTo(DisclosureStatus.ROW_ROOT_MISMATCH);
        RowProof proof = proof(3, 8);
        var swapped = new RowProof(new InclusionProof(3, proof.path()), secret.salt(4), proof.value());
        assertThat(swapped.check(rows(8, secret))).isEqualTo(DisclosureStatus.ROW_ROOT_MISMATCH);
        assertThat(proof.check(SampleEvents.smallUpload(0))).isEqualTo(DisclosureStatus.NOTHING_COMMITTED);
        assertThat(proof.check(SampleEvents.inference(1))).isEqualTo(DisclosureStatus.NOTHING_COMMITTED);
        assertThat(proof.check(SampleEvents.smallUpload(0).withRows(rows(8, secret))))
                .isEqualTo(DisclosureStatus.VALID);
    }

    @Test
    void sayNothingBeforeTheTime() {
        assertThatThrownBy(() -> new RowTree(secret).rows()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new RowProver(secret, 3, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RowProver(secret, -1, 3)).isInstanceOf(IllegalArgumentException.class);
        var prover = new RowProver(secret, 0, 2);
        prover.append(row(0));
        assertThatThrownBy(prover::proof).isInstanceOf(IllegalStateException.class);
        prover.append(row(1));
        assertThat(prover.proof().check(prover.rows())).isEqualTo(DisclosureStatus.VALID);
        prover.append(row(2));
        assertThatThrownBy(prover::proof).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new RowTree(secret).append(new byte[Limits.DISCLOSED_BYTES_MAX + 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DISCLOSED_BYTES_MAX");
    }

    private RowProof proof(int row, int count) {
        var prover = new RowProver(secret, row, count);
        IntStream.range(0, count).forEach(i -> prover.append(row(i)));
        return prover.proof();
    }

    private static DatanetUpload.Rows rows(int count, RowSecret secret) {
        var tree = new RowTree(secret);
        IntStream.range(0, count).forEach(i -> tree.append(row(i)));
        return tree.rows();
    }

    private static byte[] row(int number) {
        return ("row " + number).getBytes(UTF_8);
    }

    /** RFC 6962 section 2.1, word by word. */
    private Hash slowRoot(int from, int to) {
        if (to - from == 1) {
            return TreeHasher.sha256(new byte[] {0}, secret.salt(from).bytes(), row(from));
        }
        int split = from + Integer.highestOneBit(to - from - 1);
        return TreeHasher.sha256(
                new byte[] {1},
                slowRoot(from, split).bytes(),
                slowRoot(split, to).bytes());
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }

    @Test
    void takesRowsUpToWhatADisclosureCarries() {
        var tree = new RowTree(secret);
        tree.append(new byte[Limits.DISCLOSED_BYTES_MAX]);
        assertThat(tree.count()).isEqualTo(1);
        assertThatThrownBy(() -> tree.append(new byte[Limits.DISCLOSED_BYTES_MAX + 1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(tree.count()).isEqualTo(1);
    }
}
