package dev.plumbline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Public conformance vectors that lie outside the project, under the folder that {@code plumbline.shared} names.
 *
 * <p>When that folder is absent the calling test is skipped, and says so on standard error. When it is present and what
 * is asked for is missing or empty, the test fails: vectors may not vanish unnoticed.
 */
public final class SharedVectors {
    private static final String PROPERTY = "plumbline.shared";

    private SharedVectors() {}

    /** A file under {@code <shared>/vectors}. */
    public static Path file(String relative) {
        Path file = vectors().resolve(relative);
        assertThat(file).as("vector file").isNotEmptyFile();
        return file;
    }

    /** The files directly in a folder under {@code <shared>/vectors} whose name ends so, sorted; never empty. */
    public static List<Path> files(String relativeFolder, String suffix) {
        try (Stream<Path> listed = Files.list(vectors().resolve(relativeFolder))) {
            List<Path> files = listed.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
            assertThat(files).as("vectors in " + relativeFolder).isNotEmpty();
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JSON file under {@code <shared>/vectors}, whole. */
    public static JsonNode json(String relative) {
        try {
            return new ObjectMapper().readTree(file(relative).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder or file under {@code <shared>/data}. */
    public static Path data(String relative) {
        Path path = present("data").resolve(relative);
        assertThat(path).as("shared data").exists();
        return path;
    }

    private static Path vectors() {
        return present("vectors");
    }

    private static Path present(String folder) {
        Path path = Path.of(System.getProperty(PROPERTY, "../shared"), folder);
        if (!Files.isDirectory(path)) {
            String skipped = "SKIPPED: no folder " + path.toAbsolutePath().normalize() + "; set -D" + PROPERTY;
            System.err.println(skipped);
            Assumptions.abort(skipped);
        }
        return path;
    }
}
