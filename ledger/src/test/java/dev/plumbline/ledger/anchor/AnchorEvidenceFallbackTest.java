package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.LyingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that keeps the state of few blocks still gives evidence, of a later one. */
class AnchorEvidenceFallbackTest {
    @TempDir
    Path directory;

    private AnvilLog log;
    private LyingNode forgetful;

    @BeforeEach
    void startNodes() throws IOException, InterruptedException {
        log = AnvilLog.start(directory.resolve("anchors"));
        forgetful = new LyingNode(log.anvil.url());
        log.growTo(6);
    }

    @AfterEach
    void stopNodes() {
        // Null when the start was skipped for want of a node.
        if (log != null) {
            forgetful.close();
            log.close();
        }
    }

    /** From here on it refuses proofs of blocks up to this height. */
    private void forgetTo(long height) {
        forgetful.lieTo("eth_getProof", (answer, params) -> {
            if (Long.decode(params.path(2).textValue()) <= height) {
                answer.remove("result");
                answer.putObject("error").put("code", -32_000).put("message", "missing trie node");
            }
        });
    }

    private Anchorer minedAnchor() throws Exception {
        Anchorer anchorer = log.open(forgetful.rpc());
        anchorer.step();
        anchorer.step();
        log.anvil.mine(5);
        assertThat(anchorer.step()).isEqualTo(AnchorStage.MINED);
        return anchorer;
    }

    @Test
    void takesTheNewestFinalBlockInPlaceOfTheOneItHasDropped() throws Exception {
        Anchorer anchorer = minedAnchor();
        long minedAt = log.attempt().mined().number();
        forgetTo(minedAt);
        assertThat(anchorer.step()).isEqualTo(AnchorStage.FINAL);
        StoredAnchor stored =
                Objects.requireNonNull(AnchorStore.open(log.directory).load(6));
        assertThat(stored.state().blockNumber())
                .isGreaterThan(minedAt)
                .isEqualTo(log.rpc.finalizedBlock().number());
        assertThat(stored.state().anchoredBlock()).isEqualTo(minedAt);
        assertThat(stored.state().anchored()).isEqualTo(AnvilLog.headOf(6));
    }

    @Test
    void waitsWhileNoBlockHasItsState() throws Exception {
        Anchorer anchorer = minedAnchor();
        forgetTo(Long.MAX_VALUE);
        assertThat(anchorer.step()).isEqualTo(AnchorStage.MINED);
        assertThat(anchorer.status().trouble()).isEqualTo(AnchorTrouble.RPC_REFUSED);
        forgetful.tellTheTruth();
        assertThat(anchorer.step()).isEqualTo(AnchorStage.FINAL);
    }

    @Test
    void storesTheLaterAnchorWhenADirectoryWasRestoredAndTheStateOfItsAttemptIsGone() throws Exception {
        Anchorer anchorer = minedAnchor();
        byte[] backup = Files.readAllBytes(log.directory.resolve("attempt"));
        long minedAt = log.attempt().mined().number();
        anchorer.step();
        log.growTo(9);
        log.anchorAll(anchorer);
        log.anvil.mine(5);
        for (long size : new long[] {6, 9}) {
            Files.delete(log.directory.resolve(size + ".json"));
        }
        Files.write(log.directory.resolve("attempt"), backup);
        forgetTo(minedAt);
        Anchorer restored = log.open(forgetful.rpc());
        assertThat(restored.step()).isEqualTo(AnchorStage.FINAL);
        assertThat(restored.status().anchoredSize()).isEqualTo(9);
        assertThat(AnchorStore.open(log.directory).firstOver(3)).isNotNull();
        assertThat(Files.exists(log.directory.resolve("attempt"))).isFalse();
        // And never one that this log did not have.
        Files.delete(log.directory.resolve("9.json"));
        Files.write(log.directory.resolve("attempt"), backup);
        log.growTo(8);
        restored = log.open(forgetful.rpc());
        restored.step();
        assertThat(restored.status().trouble()).isEqualTo(AnchorTrouble.LEDGER_BEHIND);
        assertThat(AnchorStore.open(log.directory).sizes()).isEmpty();
    }
}
