package dev.plumbline.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.NoteStatus;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.receipt.TlogProof;
import dev.plumbline.proofs.tile.EntryBundle;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who has nothing but the address of the log, and believes nothing but arithmetic. */
final class StrangerTest {
    private static final int SIZE = 600;

    @TempDir
    private Path folder;

    private TestServer server;
    private final List<Event> events = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(folder);
        for (int i = 1; i <= SIZE; i++) {
            events.add(TestServer.event(0, i));
        }
        server.post(TestServer.NDJSON, TestServer.lines(events));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void recomputesTheRootAndEveryReceiptFromTilesAlone() throws Exception {
        HttpResponse<byte[]> checkpoint = server.get("/checkpoint");
        assertThat(checkpoint.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
        assertThat(checkpoint.headers().firstValue("Cache-Control")).contains("no-cache");
        TreeHead head = head(new String(checkpoint.body(), UTF_8));
        assertThat(head.size()).isEqualTo(SIZE);

        var frontier = new Frontier();
        var leaves = new ArrayList<Hash>();
        for (long bundle = 0; bundle * 256 < SIZE; bundle++) {
            int width = Tiles.widthAt(TileAddress.ENTRIES, bundle, SIZE);
            for (byte[] entry : EntryBundle.parse(tile(TileAddress.ENTRIES, bundle, width), width)) {
                assertThat(entry).isEqualTo(events.get(leaves.size()).entry());
                leaves.add(TreeHasher.leaf(entry));
                frontier.append(leaves.get(leaves.size() - 1), (level, index, hash) -> {});
            }
        }
        assertThat(frontier.head()).isEqualTo(head);
        for (int level = 0; level <= 1; level++) {
            int tiles = level == 0 ? 3 : 1;
            for (long index = 0; index < tiles; index++) {
                checkTile(level, index, leaves);
            }
        }
        for (int i = 0; i < SIZE; i += 37) {
            String proof = new String(
                    server.get("/v1/receipts/" + events.get(i).id(), "Accept", "text/plain")
                            .body(),
                    UTF_8);
            assertThat(TlogProof.parse(proof).inclusion().check(leaves.get(i), head))
                    .isEqualTo(ProofStatus.VALID);
        }
    }

    private void checkTile(int level, long index, List<Hash> leaves) throws Exception {
        int width = Tiles.widthAt(level, index, SIZE);
        byte[] tile = tile(level, index, width);
        for (int place = 0; place < width; place++) {
            var below = new Frontier();
            long leavesBelow = 1L << (8 * level);
            for (long leaf = 0; leaf < leavesBelow; leaf++) {
                below.append(leaves.get((int) ((index * 256 + place) * leavesBelow + leaf)), (l, i, hash) -> {});
            }
            assertThat(Hash.copyOf(tile, place * Hash.LENGTH))
                    .isEqualTo(below.head().root());
        }
    }

    private byte[] tile(int level, long index, int width) throws Exception {
        String path = "/" + new TileAddress(level, index, width).path();
        HttpResponse<byte[]> plain = server.get(path);
        assertThat(plain.statusCode()).as(path).isEqualTo(200);
        assertThat(plain.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(plain.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(caching -> assertThat(caching).contains("immutable"));
        HttpResponse<byte[]> accepted = server.get(path, "Accept-Encoding", "gzip, identity");
        if (accepted.headers().firstValue("Content-Encoding").isPresent()) {
            assertThat(level).isEqualTo(TileAddress.ENTRIES);
            try (var gzip = new GZIPInputStream(new ByteArrayInputStream(accepted.body()))) {
                assertThat(gzip.readAllBytes()).isEqualTo(plain.body());
            }
        } else {
            assertThat(accepted.body()).isEqualTo(plain.body());
        }
        return plain.body();
    }

    @Test
    void checksProofsBetweenAnySizes() throws Exception {
        for (int size = 1; size <= SIZE; size += 83) {
            JsonNode inclusion = TestServer.json(server.get("/v1/proofs/inclusion/" + size / 2 + "/" + size));
            assertThat(inclusion.path("index").asLong()).isEqualTo(size / 2);
            assertThat(inclusion.path("size").asLong()).isEqualTo(size);
            TreeHead head = headOf(size);
            assertThat(new InclusionProof(size / 2, path(inclusion))
                            .check(TreeHasher.leaf(events.get(size / 2).entry()), head))
                    .isEqualTo(ProofStatus.VALID);
            JsonNode consistency = TestServer.json(server.get("/v1/proofs/consistency/" + size + "/" + SIZE));
            assertThat(new ConsistencyProof(path(consistency))
                            .check(head, head(consistency.path("checkpoint").asText())))
                    .isEqualTo(ProofStatus.VALID);
            assertThat(path(TestServer.json(server.get("/v1/proofs/consistency/0/" + size))))
                    .isEmpty();
        }
    }

    private TreeHead headOf(int size) {
        var frontier = new Frontier();
        events.subList(0, size).forEach(event -> frontier.append(event.leafHash(), (level, index, hash) -> {}));
        return frontier.head();
    }

    private static List<Hash> path(JsonNode proof) throws Exception {
        var path = new ArrayList<Hash>();
        for (JsonNode hash : proof.path("path")) {
            path.add(Hash.parseBase64(hash.asText()));
        }
        return path;
    }

    private TreeHead head(String note) throws Exception {
        SignedNote signed = SignedNote.parse(note);
        String vkey =
                TestServer.json(server.get("/v1/log")).path("vkeys").get(0).asText();
        assertThat(VerifierKey.parse(vkey).check(signed)).isEqualTo(NoteStatus.SIGNED);
        return Checkpoint.parse(signed.text()).head();
    }
}
