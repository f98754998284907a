package dev.plumbline.proofs.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.testkit.SharedVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The test files of the JCS authors. All of them step outside our profile somewhere; what they say of strings holds. */
final class JcsVectorsTest {
    private static final Map<String, Malformed> REFUSALS = Map.of(
            "arrays.json", Malformed.KEY_NAME,
            "french.json", Malformed.KEY_NAME,
            "structures.json", Malformed.KEY_NAME,
            "unicode.json", Malformed.KEY_NAME,
            "values.json", Malformed.NUMBER,
            "weird.json", Malformed.KEY_NAME);

    @Test
    void refusesWhatLiesOutsideTheProfile() {
        List<Path> inputs = SharedVectors.files("jcs/input", ".json");
        assertThat(inputs)
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(REFUSALS.keySet());
        for (Path input : inputs) {
            assertRefused(input, REFUSALS.get(input.getFileName().toString()));
        }
    }

    @Test
    void refusesTheSameFilesInCanonicalForm() {
        REFUSALS.forEach((file, code) -> {
            // Once sorted, the null of this file stands before its floats.
            Malformed first = file.equals("values.json") ? Malformed.NULL_VALUE : code;
            assertRefused(SharedVectors.file("jcs/output/" + file), first);
        });
    }

    @Test
    void writesEveryStringAndKeyAsTheOutputFilesDo() throws IOException {
        int compared = 0;
        for (Path input : SharedVectors.files("jcs/input", ".json")) {
            String output = Files.readString(SharedVectors.file("jcs/output/" + input.getFileName()));
            for (String text : strings(new ObjectMapper().readTree(input.toFile()))) {
                if (text.equals("A\u030a")) {
                    assertThatThrownBy(() -> JsonString.of(text)).isInstanceOf(IllegalArgumentException.class);
                    continue;
                }
                // Presentation forms such as U+FB33 decompose under NFC and may not stand in an event.
                if (JsonString.defect(text) == null) {
                    assertThat(output).contains(new String(CanonicalJson.encode(JsonString.of(text)), UTF_8));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(35);
    }

    @Test
    void writesTheLiteralsAndTheOrderedPartsAsTheOutputFilesDo() throws IOException {
        String values = Files.readString(SharedVectors.file("jcs/output/values.json"));
        var literals = new JsonArray(List.of(JsonBoolean.TRUE, JsonBoolean.FALSE));
        assertThat(values).contains(new String(CanonicalJson.encode(literals), UTF_8).substring(1));

        String french = Files.readString(SharedVectors.file("jcs/output/french.json"));
        JsonObject ordered = JsonObject.builder()
                .put("sin", "ignore locale")
                .put("peach", "This sorting order")
                .build();
        String written = new String(CanonicalJson.encode(ordered), UTF_8);
        assertThat(french).startsWith(written.substring(0, written.indexOf(",\"sin\"")));
        assertThat(french.strip()).endsWith("\"sin\":\"ignore locale\"}");
        assertThat(written).endsWith("\"sin\":\"ignore locale\"}");
    }

    private static void assertRefused(Path file, @Nullable Malformed code) {
        assertThatThrownBy(() -> CanonicalJson.parse(Files.readAllBytes(file)))
                .as(file.toString())
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static List<String> strings(JsonNode node) {
        var strings = new ArrayList<String>();
        if (node.isTextual()) {
            strings.add(node.textValue());
        }
        node.properties().forEach(member -> strings.add(member.getKey()));
        node.forEach(child -> strings.addAll(strings(child)));
        return strings;
    }
}
