package dev.plumbline.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program as a reader does, in a process of its own. */
class ExplainPaymentTest {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("plumbline.root", ".."), "samples", "explain-payment", "example.trace.json");

    @TempDir
    Path folder;

    @Test
    void explainsTheExample() throws Exception {
        Run run = run(EXAMPLE);
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("0.125 OPEN", "superseded at index", "VERIFIED: entry ");
    }

    @Test
    void refusesTheExampleWithOneDigitChanged() throws Exception {
        String text = Files.readString(EXAMPLE);
        Path changed = folder.resolve("changed.trace.json");
        Files.writeString(changed, text.replaceFirst("125000000000000000", "125000000000000001"));
        assertThat(Files.readString(changed)).isNotEqualTo(text);
        Run run = run(changed);
        assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
        assertThat(run.output()).doesNotContain("VERIFIED");
    }

    private static Run run(Path trace) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExplainPayment.class.getName(),
                        trace.toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private record Run(int exitCode, String output) {}
}
