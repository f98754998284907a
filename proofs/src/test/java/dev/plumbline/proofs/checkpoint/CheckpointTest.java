package dev.plumbline.proofs.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckpointTest {
    private static final String ORIGIN = "ledger.example.org/attribution";
    private static final Checkpoint CHECKPOINT =
            new Checkpoint(ORIGIN, new TreeHead(7, TreeHasher.leaf(new byte[] {1})));

    @Test
    void checkpointsComeBackWithTheirExtensions() throws MalformedException {
        var extended = new Checkpoint(ORIGIN, CHECKPOINT.head(), List.of("one", "two words"));
        assertThat(Checkpoint.parse(extended.encode())).isEqualTo(extended);
        assertThat(Checkpoint.parse(new Checkpoint(ORIGIN, TreeHead.EMPTY).encode())
                        .head())
                .isEqualTo(TreeHead.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({
        "o\\n7\\nROOT, SYNTAX",
        "o\\n7\\n, SYNTAX",
        "\\n7\\nROOT\\n, SYNTAX",
        "o\\n+7\\nROOT\\n, SYNTAX",
        "o\\n07\\nROOT\\n, SYNTAX",
        "o\\n-7\\nROOT\\n, SYNTAX",
        "o\\n٧\\nROOT\\n, SYNTAX",
        "o\\n9223372036854775808\\nROOT\\n, SYNTAX",
        "o\\n18446744073709551617\\nROOT\\n, SYNTAX",
        "o\\n0\\nROOT\\n, RULE",
        "o\\n7\\nROO\\n, SYNTAX",
        "o\\n7\\nROOT\\n\\n, SYNTAX",
    })
    void refusesEveryOtherCheckpoint(String escaped, Malformed code) {
        String text = escaped.replace("\\n", "\n")
                .replace("ROOT", CHECKPOINT.head().root().base64());
        assertThatThrownBy(() -> Checkpoint.parse(text))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    /** Both are origins of public logs. C2SP: clients must not assume that an origin has the recommended form. */
    @ParameterizedTest
    @ValueSource(strings = {"go.sum database tree", "rekor.sigstore.dev - 1193050959916656506", "a+b", "\u00a0"})
    void readsOriginsOfAnyForm(String origin) throws MalformedException {
        var checkpoint = new Checkpoint(origin, CHECKPOINT.head());
        assertThat(Checkpoint.parse(checkpoint.encode())).isEqualTo(checkpoint);
    }

    @Test
    void isRefusedForItsLengthBeforeItsForm() {
        assertThatThrownBy(() -> Checkpoint.parse("a".repeat(Limits.NOTE_BYTES_MAX)))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.SYNTAX));
        assertThatThrownBy(() -> Checkpoint.parse("a".repeat(Limits.NOTE_BYTES_MAX + 1)))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.LIMIT_EXCEEDED));
    }
}
