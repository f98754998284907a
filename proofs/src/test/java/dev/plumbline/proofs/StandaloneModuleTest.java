package dev.plumbline.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The descriptor of the standalone jar is written by hand; it must not fall behind that of the ordinary one. */
class StandaloneModuleTest {
    private static final Path MODULE = Path.of(System.getProperty("plumbline.root", ".."), "proofs", "src");

    @Test
    void exportsWhatTheOrdinaryJarExports() throws IOException {
        assertThat(exports("standalone/module")).isNotEmpty().containsExactlyInAnyOrderElementsOf(exports("main/java"));
    }

    @Test
    void coreExportsNothingElse() throws IOException {
        assertThat(exports("main/java")).containsAll(exports("standalone/core"));
    }

    private static Set<String> exports(String folder) throws IOException {
        return Files.readAllLines(MODULE.resolve(folder).resolve("module-info.java")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("exports "))
                .collect(Collectors.toUnmodifiableSet());
    }
}
