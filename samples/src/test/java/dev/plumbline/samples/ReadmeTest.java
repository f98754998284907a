package dev.plumbline.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The program that the README shows is the one that is compiled and run. */
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("plumbline.root", ".."));
    private static final String FENCE = "```";

    @Test
    void showsTheSampleAsItIs() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        int start = readme.indexOf(FENCE + "java\n");
        assertThat(start).as("a Java block in the README").isPositive();
        String shown = readme.substring(start + FENCE.length() + 5, readme.indexOf(FENCE, start + FENCE.length()));
        String source =
                Files.readString(ROOT.resolve("samples/src/main/java/dev/plumbline/samples/VerifyReceipt.java"));
        assertThat(source.stripIndent().lines().map(String::strip).toList())
                .containsSequence(shown.lines().map(String::strip).toList());
    }

    @Test
    void namesExactlyTwoCommandsThatDoEverything() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String section =
                readme.substring(readme.indexOf("## Two commands"), readme.indexOf("## What a receipt proves"));
        assertThat(section.lines().filter(line -> line.startsWith("./plumb ") || line.startsWith("mvn ")))
                .hasSize(2);
    }
}
