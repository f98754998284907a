package dev.plumbline.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.verify.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every committed vector against this implementation. */
final class ConformanceTest {
    private static final Path FOLDER = Path.of(System.getProperty("plumbline.root", ".."), "vectors");
    private static final List<String> REASONS =
            Stream.of(Reason.values()).map(Reason::name).toList();
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<String> vectors() throws IOException {
        try (Stream<Path> walk = Files.walk(FOLDER)) {
            List<String> paths = walk.map(
                            file -> FOLDER.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> path.endsWith(".json"))
                    .sorted()
                    .toList();
            assertThat(paths).isNotEmpty();
            return paths;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void comesToTheExpectedOutcome(String path) throws IOException {
        JsonNode vector = JSON.readTree(Files.readAllBytes(FOLDER.resolve(path)));
        assertThat(vector.get("name").textValue() + ".json").isEqualTo(path);
        assertSaysWhereItLies(path, vector.get("expected"));
        Operations.Operation operation =
                Operations.BY_NAME.get(vector.get("operation").textValue());
        assertThat(operation).as(vector.get("operation").textValue()).isNotNull();
        assertOutcome(vector.get("expected"), run(operation, new Input(vector.get("input"))));
    }

    private static void assertSaysWhereItLies(String path, JsonNode expected) {
        String result = expected.get("result").textValue();
        assertThat(result).isIn("accepted", "rejected", "alarm");
        assertThat(path)
                .contains(result.equals("rejected") ? "/reject/" : result.equals("accepted") ? "/accept/" : "/");
        if (!result.equals("accepted")) {
            assertThat(REASONS).contains(expected.get("reason").textValue());
        }
    }

    private static Outcome run(Operations.Operation operation, Input input) {
        try {
            return operation.run(input);
        } catch (MalformedException e) {
            return Outcome.unreadable(e);
        }
    }

    private static void assertOutcome(JsonNode expected, Outcome outcome) {
        assertThat(outcome.result() + " " + outcome.reason())
                .isEqualTo(expected.get("result").textValue() + " "
                        + expected.path("reason").asText());
        if (expected.has("code")) {
            assertThat(outcome.code()).as("code").isEqualTo(expected.get("code").textValue());
        }
        if (expected.has("checks")) {
            assertThat(JSON.<JsonNode>valueToTree(outcome.checks()))
                    .as("checks")
                    .isEqualTo(expected.get("checks"));
        }
        if (expected.has("value")) {
            assertThat(JSON.<JsonNode>valueToTree(outcome.value())).as("value").isEqualTo(expected.get("value"));
        } else {
            assertThat(outcome.value()).as("value").isEmpty();
        }
    }
}
