package dev.plumbline.ledger.contract;

import static dev.plumbline.ledger.anchor.RootAnchorError.NOT_CONSISTENT;
import static dev.plumbline.ledger.anchor.RootAnchorError.SIZE_NOT_LARGER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.ledger.anchor.RootAnchor;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.testkit.SharedVectors;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The proofs of transparency-dev/merkle get on chain the verdict that their authors give, and that our Java gives.
 *
 * <p>A word has 32 bytes and no other number. Where a vector has a root, leaf or node of another length, a hash of it stands for
 * it, which is equal to another's exactly if they are.
 */
class ProofVectorsOnChainTest extends OnChain {
    private static final List<String> INCLUSION_FOLDERS = List.of(
            "0", "1", "2", "3", "4", "additional/0", "additional/1", "additional/2", "additional/3", "single-entry");
    private static final List<String> CONSISTENCY_FOLDERS = List.of("0", "1", "2", "3", "4", "additional");
    private static final String INCLUSION = "verifyInclusion(bytes32,uint64,bytes32[])";

    @Test
    void consistencyGetsTheVerdictOfItsAuthorsFromTheViewAndFromAnchor() throws IOException {
        int ran = 0;
        int anchored = 0;
        for (Path file : files("consistency", CONSISTENCY_FOLDERS)) {
            JsonNode vector = new ObjectMapper().readTree(file.toFile());
            boolean holds = !vector.path("wantErr").asBoolean();
            var older = new TreeHead(vector.path("size1").asLong(), hash(vector.path("root1")));
            var newer = new TreeHead(vector.path("size2").asLong(), hash(vector.path("root2")));
            List<Hash> proof = path(vector);
            Outcome view = node.ask(RootAnchor.verifyConsistencyCall(older, newer, proof));
            assertThat(view.isTrue()).as(file.toString()).isEqualTo(holds);
            boolean inJava = new ConsistencyProof(proof).check(older, newer) == ProofStatus.VALID;
            assertThat(inJava).as(file.toString()).isEqualTo(holds);
            anchored += anchors(file, older, newer, proof, holds);
            ran++;
        }
        assertThat(ran).isEqualTo(98);
        assertThat(anchored).isBetween(4, 20);
    }

    /** Anchors one tree and then the other. */
    private int anchors(Path file, TreeHead older, TreeHead newer, List<Hash> proof, boolean holds) {
        if (older.size() == 0) {
            return 0;
        }
        String clean = node.snapshot();
        node.send(node.operator, RootAnchor.anchorCall(older, List.of())).requireSuccess();
        Outcome outcome = node.send(node.operator, RootAnchor.anchorCall(newer, proof));
        if (newer.size() <= older.size()) {
            outcome.requireRefusal(SIZE_NOT_LARGER, newer.size(), older.size());
        } else if (holds) {
            assertThat(outcome.requireSuccess().logs()).as(file.toString()).hasSize(1);
        } else {
            outcome.requireRefusal(NOT_CONSISTENT, older.size(), older.root());
        }
        node.revert(clean);
        return outcome.succeeded() ? 1 : 0;
    }

    @Test
    void inclusionGetsTheVerdictOfItsAuthorsUnderAnAnchoredRoot() throws IOException {
        int ran = 0;
        int held = 0;
        for (Path file : files("inclusion", INCLUSION_FOLDERS)) {
            JsonNode vector = new ObjectMapper().readTree(file.toFile());
            boolean holds = !vector.path("wantErr").asBoolean();
            var head = new TreeHead(vector.path("treeSize").asLong(), hash(vector.path("root")));
            var index = new BigInteger(vector.path("leafIdx").asText());
            Hash leaf = leaf(vector.path("leafHash"));
            List<Hash> proof = path(vector);
            String clean = node.snapshot();
            if (head.size() > 0) {
                node.send(node.operator, RootAnchor.anchorCall(head, List.of())).requireSuccess();
            } else {
                node.setSlot(1, Word.of(head.root().bytes()));
            }
            List<Object> words = new ArrayList<>(List.of(leaf, index, 0x60, proof.size()));
            words.addAll(proof);
            assertThat(node.ask(Words.call(INCLUSION, words.toArray())).isTrue())
                    .as(file.toString())
                    .isEqualTo(holds);
            node.revert(clean);
            boolean inJava = new InclusionProof(index.longValue(), proof).check(leaf, head) == ProofStatus.VALID;
            assertThat(inJava).as(file.toString()).isEqualTo(holds);
            ran++;
            held += holds ? 1 : 0;
        }
        assertThat(ran).isEqualTo(98);
        assertThat(held).isBetween(4, 20);
    }

    private static List<Path> files(String kind, List<String> folders) {
        List<Path> files = new ArrayList<>();
        folders.forEach(folder -> files.addAll(SharedVectors.files("merkle/" + kind + "/" + folder, ".json")));
        return files;
    }

    private static List<Hash> path(JsonNode vector) {
        List<Hash> path = new ArrayList<>();
        for (JsonNode element : vector.path("proof")) {
            path.add(hash(element));
        }
        return path;
    }

    /** Where a leaf has no 32 bytes, its stand-in is never that of a root: the authors refuse it for its length alone. */
    private static Hash leaf(JsonNode base64) {
        byte[] bytes = decode(base64);
        return bytes.length == Hash.LENGTH
                ? Hash.of(bytes)
                : TreeHasher.leaf(hash(base64).bytes());
    }

    private static byte[] decode(JsonNode base64) {
        return base64.isTextual() ? Base64.getDecoder().decode(base64.asText()) : new byte[0];
    }

    private static Hash hash(JsonNode base64) {
        byte[] bytes = decode(base64);
        // Not the plain SHA-256: some vectors have that of nothing as a root, and nothing as a leaf.
        return bytes.length == Hash.LENGTH ? Hash.of(bytes) : TreeHasher.leaf(bytes);
    }
}
