package dev.plumbline.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program as a reader does, in a process of its own: its exit code is part of what it shows. */
class VerifyReceiptTest {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("plumbline.root", ".."), "samples", "verify-receipt", "example.receipt.json");
    private static final String LOG_KEY =
            "demo.plumbline.local/synthetic+d6283318+AfExWB/uipeS+aIWx5BVDjfyQ/Q0l19i6EV+4QHI1VvE";
    private static final String BLOCK = "0x02eef38e1018f208688be6a668d70481d92be941e3a396e7c1e3c6d071a4fe31";

    @TempDir
    Path folder;

    @Test
    void verifiesTheExample() throws Exception {
        Run run = run(EXAMPLE.toString());
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("VERIFIED: entry 115 of demo.plumbline.local/synthetic");
    }

    @Test
    void verifiesTheExampleAgainstItsBlock() throws Exception {
        Run run = run(EXAMPLE.toString(), LOG_KEY, BLOCK);
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output())
                .contains("PASSED  entry is in the anchored tree")
                .doesNotContain("FAILED");
    }

    @Test
    void refusesAnotherBlock() throws Exception {
        Run run = run(EXAMPLE.toString(), LOG_KEY, BLOCK.replace('1', '2'));
        assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
        assertThat(run.output()).contains("HEADER_UNTRUSTED");
    }

    @Test
    void refusesTheExampleWithOneByteChanged() throws Exception {
        String text = Files.readString(EXAMPLE);
        Path changed = folder.resolve("changed.receipt.json");
        Files.writeString(changed, text.replaceFirst("issued_at\\\\\":1", "issued_at\\\\\":2"));
        assertThat(Files.readString(changed)).isNotEqualTo(text);
        Run run = run(changed.toString());
        assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
        assertThat(run.output()).contains("EVENT_SIGNATURE_BAD");
    }

    private static Run run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                VerifyReceipt.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private record Run(int exitCode, String output) {}
}
