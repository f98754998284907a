package dev.plumbline.proofs.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The buffer grows wherever it has to: every small beginning, every length of every sort of text. */
class JsonWriterTest {
    private static final int BYTES_MAX = 40;
    private static final int REPEATS_MAX = 24;

    @Test
    void growsInTheMiddleOfEveryText() {
        assertWrites("\u0001", "\\u0001");
        assertWrites("\n", "\\n");
        assertWrites("\"", "\\\"");
        assertWrites("\u00e9", "\u00e9");
        assertWrites("\u20ac", "\u20ac");
        assertWrites("\ud83d\ude02", "\ud83d\ude02");
        assertWrites("plain", "plain");
    }

    private static void assertWrites(String piece, String written) {
        for (int expectedBytes = 0; expectedBytes <= BYTES_MAX; expectedBytes++) {
            for (int repeats = 0; repeats <= REPEATS_MAX; repeats++) {
                JsonString text = JsonString.of(piece.repeat(repeats));
                byte[] wanted = ("\"" + written.repeat(repeats) + "\"").getBytes(StandardCharsets.UTF_8);
                assertThat(write(expectedBytes, text)).isEqualTo(wanted);
                byte[] inArray = ("[1,\"" + written.repeat(repeats) + "\"]").getBytes(StandardCharsets.UTF_8);
                assertThat(write(expectedBytes, new JsonArray(List.of(new JsonInteger(1), text))))
                        .isEqualTo(inArray);
            }
        }
    }

    private static byte[] write(int expectedBytes, JsonValue value) {
        var writer = new JsonWriter(expectedBytes);
        writer.write(value);
        assertThat(writer.length()).isEqualTo(writer.bytes().length);
        return writer.bytes();
    }
}
