package dev.plumbline.proofs.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.testkit.SharedVectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The 98 inclusion and 98 consistency proofs of transparency-dev/merkle, 184 of which must fail. */
final class PublicProofVectorsTest {
    private static final List<String> INCLUSION_FOLDERS = List.of(
            "0", "1", "2", "3", "4", "additional/0", "additional/1", "additional/2", "additional/3", "single-entry");
    private static final List<String> CONSISTENCY_FOLDERS = List.of("0", "1", "2", "3", "4", "additional");

    private int ran;
    private int refused;

    @Test
    void inclusionProofsGetTheVerdictThatTheirAuthorsGive() throws IOException {
        for (String folder : INCLUSION_FOLDERS) {
            for (Path file : SharedVectors.files("merkle/inclusion/" + folder, ".json")) {
                JsonNode vector = new ObjectMapper().readTree(file.toFile());
                boolean holds = inclusionHolds(vector);
                judge(file, vector, holds);
            }
        }
        assertThat(ran).isEqualTo(98);
        assertThat(refused).isBetween(80, 97);
    }

    @Test
    void consistencyProofsGetTheVerdictThatTheirAuthorsGive() throws IOException {
        for (String folder : CONSISTENCY_FOLDERS) {
            for (Path file : SharedVectors.files("merkle/consistency/" + folder, ".json")) {
                JsonNode vector = new ObjectMapper().readTree(file.toFile());
                judge(file, vector, consistencyHolds(vector));
            }
        }
        assertThat(ran).isEqualTo(98);
        assertThat(refused).isBetween(80, 97);
    }

    private void judge(Path file, JsonNode vector, boolean holds) {
        boolean mustFail = vector.path("wantErr").asBoolean();
        assertThat(holds).as(file.toString()).isEqualTo(!mustFail);
        ran++;
        refused += mustFail ? 1 : 0;
    }

    private static boolean inclusionHolds(JsonNode vector) {
        // Indexes and sizes are unsigned there; one beyond 2^63 reads as negative and is refused as such.
        long index = unsigned(vector, "leafIdx");
        long size = unsigned(vector, "treeSize");
        byte[] leafHash = decode(vector.path("leafHash"));
        byte[] root = decode(vector.path("root"));
        List<Hash> path = path(vector);
        if (size < 0 || leafHash.length != Hash.LENGTH || root.length != Hash.LENGTH || path == null) {
            return false;
        }
        return new InclusionProof(index, path).check(Hash.of(leafHash), new TreeHead(size, Hash.of(root)))
                == ProofStatus.VALID;
    }

    private static boolean consistencyHolds(JsonNode vector) {
        long oldSize = unsigned(vector, "size1");
        long newSize = unsigned(vector, "size2");
        byte[] oldRoot = decode(vector.path("root1"));
        byte[] newRoot = decode(vector.path("root2"));
        List<Hash> path = path(vector);
        if (oldSize < 0 || newSize < 0 || path == null) {
            return false;
        }
        if (oldSize != newSize && (oldRoot.length != Hash.LENGTH || newRoot.length != Hash.LENGTH)) {
            return false;
        }
        return new ConsistencyProof(path).check(head(oldSize, oldRoot), head(newSize, newRoot)) == ProofStatus.VALID;
    }

    /** Some vectors compare roots of other lengths, for equality only: their hashes are equal exactly when they are. */
    private static TreeHead head(long size, byte[] root) {
        return new TreeHead(size, root.length == Hash.LENGTH ? Hash.of(root) : TreeHasher.sha256(root));
    }

    private static List<Hash> path(JsonNode vector) {
        var path = new ArrayList<Hash>();
        for (JsonNode element : vector.path("proof")) {
            byte[] hash = decode(element);
            if (hash.length != Hash.LENGTH) {
                return null;
            }
            path.add(Hash.of(hash));
        }
        return path;
    }

    private static long unsigned(JsonNode vector, String field) {
        return Long.parseUnsignedLong(vector.path(field).asText());
    }

    private static byte[] decode(JsonNode base64) {
        return base64.isTextual() ? Base64.getDecoder().decode(base64.asText()) : new byte[0];
    }
}
