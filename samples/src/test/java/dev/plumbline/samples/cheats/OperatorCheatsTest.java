package dev.plumbline.samples.cheats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Runs the program as a reader does, in a process of its own, against a real node. */
class OperatorCheatsTest {
    private static final Path ROOT = Path.of(System.getProperty("plumbline.root", ".."));
    private static final int SKIPPED = 3;

    @Test
    void tellsTheStoryThatItsPageShows() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OperatorCheats.class.getName(),
                        ROOT.toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        if (exitCode == SKIPPED) {
            System.err.println(output);
            Assumptions.abort(output);
        }
        assertThat(exitCode).as(output).isZero();
        String page = Files.readString(ROOT.resolve("samples/operator-cheats/README.md"));
        assertThat(page).contains("```\n" + output.replace("\r\n", "\n") + "```\n");
    }
}
