package dev.plumbline.proofs.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares with Tuweni's reader, whose result has to encode to the same bytes again. */
final class CanonicalRlpTest {
    @Test
    void readsEveryShortStringOfBytesAsTuweniDoes() {
        for (int length = 0; length <= 2; length++) {
            for (int number = 0; number < 1 << (8 * length); number++) {
                byte[] rlp = new byte[length];
                for (int i = 0; i < length; i++) {
                    rlp[i] = (byte) (number >>> (8 * i));
                }
                RlpAgreement.check(rlp);
            }
        }
    }

    @Test
    void readsAHeaderWithAnyByteChangedAsTuweniDoes() {
        byte[] header = new MadeUpChain().sealed().headerRlp();
        for (int at = 0; at < header.length; at++) {
            for (int change = 0; change < 256; change++) {
                byte[] changed = header.clone();
                changed[at] ^= (byte) change;
                RlpAgreement.check(changed);
            }
            RlpAgreement.check(Arrays.copyOf(header, at));
        }
    }

    @Test
    void readsEveryLengthOfStringAndListInItsShortestForm() {
        for (int length : new int[] {0, 1, 2, 54, 55, 56, 57, 255, 256, 65_535, 65_536, 70_000}) {
            byte[] bytes = new byte[length];
            Arrays.fill(bytes, (byte) 0x81);
            byte[] text = RlpItem.of(bytes).encode();
            assertThat(RlpAgreement.read(text)).isEqualTo(RlpItem.of(bytes));
            byte[] list = RlpItem.of(List.of(RlpItem.of(bytes))).encode();
            assertThat(RlpAgreement.read(list)).isEqualTo(RlpItem.of(List.of(RlpItem.of(bytes))));
        }
    }

    @Test
    void refusesLongerFormsOfALength() {
        assertThat(read("0x8181")).isNotNull();
        assertThat(read("0x8101")).isNull();
        assertThat(read("0xb801" + "81")).isNull();
        assertThat(read("0xb837" + "00".repeat(55))).isNull();
        assertThat(read("0xb838" + "00".repeat(56))).isNotNull();
        assertThat(read("0xb90038" + "00".repeat(56))).isNull();
        assertThat(read("0xf801" + "81")).isNull();
        assertThat(read("0xf90038" + "00".repeat(56))).isNull();
        assertThat(read("0xf838" + "00".repeat(56))).isNotNull();
        assertThat(read("0xbf" + "ff".repeat(8))).isNull();
    }

    @Test
    void takesListsAsDeepAsTheLimitAndNoDeeper() {
        assertThat(RlpAgreement.read(nested(RlpItem.DEPTH_MAX))).isNotNull();
        assertThat(RlpAgreement.read(nested(RlpItem.DEPTH_MAX + 1))).isNull();
    }

    /** What is only passed over, such as a field that a later fork added, is held to the same depth. */
    @Test
    void passesOverListsAsDeepAsTheLimitAndNoDeeper() throws MalformedException {
        byte[] deepest = nested(RlpItem.DEPTH_MAX);
        assertThat(CanonicalRlp.list(deepest, 0, deepest.length, "list").count())
                .isEqualTo(1);
        for (int depth : new int[] {RlpItem.DEPTH_MAX + 1, 100, 500}) {
            byte[] deeper = nested(depth);
            assertThatThrownBy(() -> CanonicalRlp.list(deeper, 0, deeper.length, "list"))
                    .isInstanceOfSatisfying(
                            MalformedException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(Malformed.LIMIT_EXCEEDED));
        }
    }

    @Test
    void theFirstByteSaysHowLongAHeadIs() {
        for (int first = 0; first < 256; first++) {
            int wanted = first < 0x80
                    ? 0
                    : first <= 0xb7 || (first >= 0xc0 && first <= 0xf7) ? 1 : 1 + first - (first < 0xc0 ? 0xb7 : 0xf7);
            assertThat(CanonicalRlp.headLength(first)).as("0x%x", first).isEqualTo(wanted);
        }
    }

    private static byte[] nested(int depth) {
        RlpItem item = RlpItem.of(List.of());
        for (int i = 1; i < depth; i++) {
            item = RlpItem.of(List.of(item));
        }
        return item.encode();
    }

    private static @Nullable RlpItem read(String hex) {
        return RlpAgreement.read(SlowTrie.bytes(hex));
    }
}
