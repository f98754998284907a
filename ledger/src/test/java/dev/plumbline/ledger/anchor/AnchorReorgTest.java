package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.proofs.ethereum.Word;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reorganisations of 1 to 20 blocks on a chain whose finality is 64 blocks behind. Each takes half a second: it starts a real
 * node.
 */
class AnchorReorgTest {
    private static final int DEPTH_MAX = 20;
    private static final int FINALITY_BLOCKS = 64;

    @TempDir
    Path directory;

    private AnvilLog log;

    @BeforeEach
    void startNode() throws IOException, InterruptedException {
        log = AnvilLog.start(directory.resolve("anchors"), "--slots-in-an-epoch", "32");
        log.anvil.mine(FINALITY_BLOCKS);
    }

    @AfterEach
    void stopNode() {
        // Null when the start was skipped for want of a node.
        if (log != null) {
            log.close();
        }
    }

    static IntStream depths() {
        return IntStream.rangeClosed(1, DEPTH_MAX);
    }

    @ParameterizedTest
    @MethodSource("depths")
    void underAMinedAnchorBringItOntoTheNewChainBeforeItIsFinal(int depth) throws Exception {
        log.growTo(6);
        Anchorer anchorer = log.open();
        anchorer.step();
        anchorer.step();
        // The anchor is in the first of the blocks that are taken out.
        log.anvil.mine(depth);
        assertThat(anchorer.step()).isEqualTo(AnchorStage.MINED);
        Word dropped = log.attempt().mined().hash();
        log.anvil.reorg(depth);
        assertThat(anchorer.step()).isEqualTo(AnchorStage.PENDING);
        settle(anchorer, dropped);
    }

    @ParameterizedTest
    @MethodSource("depths")
    void underAPendingAnchorChangeNothing(int depth) throws Exception {
        log.anvil.mine(DEPTH_MAX);
        log.growTo(6);
        Anchorer anchorer = log.open();
        anchorer.step();
        assertThat(anchorer.step()).isEqualTo(AnchorStage.PENDING);
        log.anvil.reorg(depth);
        settle(anchorer, Word.ZERO);
    }

    /** Goes on until the anchor is final, and finds the evidence in a block that is on the chain. */
    private void settle(Anchorer anchorer, Word dropped) throws Exception {
        for (int step = 0; step < 12 && anchorer.status().stage() != AnchorStage.MINED; step++) {
            log.anvil.mine(1);
            anchorer.step();
        }
        assertThat(anchorer.status().stage()).isEqualTo(AnchorStage.MINED);
        assertThat(anchorer.status().anchoredSize()).isZero();
        log.anvil.mine(FINALITY_BLOCKS);
        for (int step = 0; step < 3 && anchorer.status().anchoredSize() < 6; step++) {
            anchorer.step();
        }
        assertThat(anchorer.status().anchoredSize())
                .as(anchorer.status().toString())
                .isEqualTo(6);
        StoredAnchor stored =
                Objects.requireNonNull(AnchorStore.open(log.directory).load(6));
        RpcBlock block = Objects.requireNonNull(log.rpc.blockAt(stored.state().blockNumber()));
        assertThat(stored.state().blockHash()).isEqualTo(block.hash()).isNotEqualTo(dropped);
        assertThat(stored.state().anchored()).isEqualTo(AnvilLog.headOf(6));
        // The contract and one anchor: nothing was sent under a second nonce.
        assertThat(log.rpc.minedNonce(log.key.address())).isEqualTo(2);
    }
}
