package dev.plumbline.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the committed suite to the program that writes it; {@code -Dvectors.write=true} writes it anew. */
final class VectorsTest {
    private static final Path FOLDER = Path.of(System.getProperty("plumbline.root", ".."), "vectors");
    private static final Set<String> BY_HAND = Set.of("README.md");
    private static final int FILES_MIN = 400;
    private static final long BYTES_MAX = 8L << 20;

    private final Map<String, byte[]> files = Suite.whole().files();

    @Test
    void committedFilesAreTheOnesThatTheProgramWrites() throws IOException {
        if (Boolean.getBoolean("vectors.write")) {
            write();
        }
        assertThat(committed()).containsExactlyInAnyOrderElementsOf(files.keySet());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            assertThat(Files.readAllBytes(FOLDER.resolve(file.getKey())))
                    .as("%s; mvn test -pl proofs -Dtest=VectorsTest -Dvectors.write=true writes it anew", file.getKey())
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    void thereAreManyAndTheyAreSmall() {
        assertThat(files).hasSizeGreaterThan(FILES_MIN);
        assertThat(files.values().stream().mapToLong(file -> file.length).sum()).isLessThan(BYTES_MAX);
    }

    @Test
    void everyAreaTakesAndRefuses() {
        Set<String> areas = files.keySet().stream()
                .filter(path -> path.contains("/"))
                .map(path -> path.substring(0, path.indexOf('/')))
                .collect(Collectors.toSet());
        for (String area : areas) {
            for (String side : List.of("/accept/", "/reject/")) {
                assertThat(files.keySet()).as(area + side).anyMatch(path -> path.startsWith(area + side));
            }
        }
    }

    private static List<String> committed() throws IOException {
        try (Stream<Path> walk = Files.walk(FOLDER)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> !BY_HAND.contains(path))
                    .toList();
        }
    }

    /** Writes every file and takes away those that the program does not know. */
    private void write() throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = FOLDER.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        for (String path :
                committed().stream().sorted(Comparator.reverseOrder()).toList()) {
            if (!files.containsKey(path)) {
                Files.delete(FOLDER.resolve(path));
            }
        }
    }
}
