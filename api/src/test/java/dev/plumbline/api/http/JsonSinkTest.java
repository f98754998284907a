package dev.plumbline.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.JsonString;
import org.junit.jupiter.api.Test;

final class JsonSinkTest {
    @Test
    void spellsEveryCharacterAsTheCanonicalWriterDoes() {
        for (int c = 1; c < 0x300; c++) {
            String text = "a" + (char) c + "b";
            assertThat(new String(new JsonSink(1).quoted(text).toByteArray(), UTF_8))
                    .isEqualTo(new String(CanonicalJson.encode(JsonString.of(text)), UTF_8));
        }
        String all = "\u0001\u0002\"\\\n".repeat(50) + "\ud83d\ude00";
        assertThat(new String(new JsonSink(1).quoted(all).toByteArray(), UTF_8))
                .isEqualTo(new String(CanonicalJson.encode(JsonString.of(all)), UTF_8));
    }
}
