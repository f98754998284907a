package dev.plumbline.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The page in a real browser, opened from a file. Takes some ten seconds: a browser starts, and all vectors run in it. */
final class BrowserTest {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Path SCREENSHOTS = Node.ROOT.resolve("api/target/screenshots");

    @Test
    void thePageGivesTheRightVerdictsInABrowserAndAsksNobody() throws Exception {
        String chromium = installed();
        if (chromium.isEmpty()) {
            String skipped = "SKIPPED: no Chromium on the path, so the page was not opened in a browser";
            System.err.println(skipped);
            Assumptions.abort(skipped);
        }
        Files.createDirectories(SCREENSHOTS);
        Node.Outcome run =
                Node.run(List.of(Node.TESTS.resolve("browser.mjs").toString(), chromium, SCREENSHOTS.toString()));
        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    /** The first Chromium on the path, or nothing. */
    private static String installed() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("");
    }
}
