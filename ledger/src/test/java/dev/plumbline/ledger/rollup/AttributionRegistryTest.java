package dev.plumbline.ledger.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Holds source, compiled artifact and what the class says together, without a compiler; the rest runs on a node elsewhere. */
@NullMarked
class AttributionRegistryTest {
    private static JsonNode artifact() throws IOException {
        try (InputStream in = AttributionRegistry.class.getResourceAsStream("AttributionRegistry.json")) {
            return new ObjectMapper().readTree(in);
        }
    }

    @Test
    void artifactIsOfThisSource() throws IOException {
        Path source = Path.of(System.getProperty("plumbline.root", ".."), "contracts", "AttributionRegistry.sol");
        assertThat(artifact()
                        .path("sourceSha256")
                        .path("AttributionRegistry.sol")
                        .textValue())
                .isEqualTo(TreeHasher.sha256(Files.readAllBytes(source)).hex());
    }

    @Test
    void namesTheHashOfTheCompiledCode() throws IOException {
        assertThat(Word.keccak(AttributionRegistry.runtimeCode()).hex()).isEqualTo(AttributionRegistry.CODE_HASH);
        assertThat(artifact().path("runtimeCodeHash").textValue()).isEqualTo(AttributionRegistry.CODE_HASH);
    }

    @Test
    void keepsNothingInStorage() throws IOException {
        assertThat(artifact().path("storageLayout")).isEmpty();
    }
}
