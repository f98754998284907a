package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.rpc.Eip1559Transaction;
import dev.plumbline.ledger.rpc.Fees;
import dev.plumbline.ledger.rpc.SignedTransaction;
import dev.plumbline.testkit.Anvil;
import dev.plumbline.testkit.LyingNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other transactions of the same key: before ours, missing before ours, and in ours' place. */
class AnchorNonceTest {
    private static final Fees FEES = new Fees(BigInteger.TEN.pow(9), BigInteger.TEN.pow(10));

    @TempDir
    Path directory;

    private AnvilLog log;

    @BeforeEach
    void startNode() throws IOException, InterruptedException {
        log = AnvilLog.start(directory.resolve("anchors"));
        log.growTo(3);
    }

    @AfterEach
    void stopNode() {
        // Null when the start was skipped for want of a node.
        if (log != null) {
            log.close();
        }
    }

    @Test
    void goesBehindAnotherTransactionOfItsKey() throws Exception {
        log.rpc.send(foreign(1));
        Anchorer anchorer = log.open();
        anchorer.step();
        assertThat(log.attempt().nonce()).isEqualTo(2);
        log.anchorAll(anchorer);
    }

    @Test
    void fillsAGapThatATransactionLeftWhichWasNeverMined() throws Exception {
        log.rpc.send(foreign(1));
        Anchorer anchorer = log.open();
        anchorer.step();
        anchorer.step();
        assertThat(log.attempt().nonce()).isEqualTo(2);
        // The other one is gone for good; ours waits for it.
        log.anvil.call("anvil_dropAllTransactions");
        log.rpc.send(log.attempt().newest().transaction());
        log.anvil.mine(log.policy.stuckBlocks());
        anchorer.step();
        assertThat(anchorer.status().trouble()).isEqualTo(AnchorTrouble.NONCE_GAP);
        assertThat(anchorer.status().troubleDetail()).contains("nonce 1 is missing", "ours with nonce 2");
        assertThat(Files.exists(log.directory.resolve("attempt"))).isFalse();
        anchorer.step();
        assertThat(log.attempt().nonce()).isEqualTo(1);
        log.anchorAll(anchorer);
        // The one with nonce 2 was mined, too, and did nothing; the next anchor comes after it.
        log.growTo(4);
        log.anchorAll(anchorer);
        assertThat(log.rpc.minedNonce(log.key.address())).isEqualTo(4);
    }

    @Test
    void raisesNoFeeWhileALowerNonceWaits() throws Exception {
        try (var liar = new LyingNode(log.anvil.url())) {
            // A node that keeps a transaction with nonce 1 and does not mine it.
            liar.lieTo("eth_getTransactionCount", (answer, params) -> {
                if (params.path(1).textValue().equals("pending")) {
                    answer.put("result", answer.path("result").textValue().equals("0x1") ? "0x2" : "0x3");
                }
            });
            Anchorer anchorer = log.open(liar.rpc());
            anchorer.step();
            anchorer.step();
            assertThat(log.attempt().nonce()).isEqualTo(2);
            log.anvil.mine(log.policy.stuckBlocks());
            anchorer.step();
            assertThat(anchorer.status().trouble()).isEqualTo(AnchorTrouble.NONCE_GAP);
            assertThat(anchorer.status().troubleDetail()).contains("is another transaction's that is not mined");
            assertThat(log.attempt().versions()).hasSize(1);
            // Somebody pays for it after all.
            log.rpc.send(foreign(1));
            log.anchorAll(anchorer);
        }
    }

    private SignedTransaction foreign(long nonce) {
        return new Eip1559Transaction(Anvil.CHAIN_ID, nonce, FEES, 21_000, log.key.address(), Bytes.EMPTY)
                .sign(log.key);
    }
}
