package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.testkit.Anvil;
import dev.plumbline.testkit.LyingNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that lies about one thing gets nothing stored, and once it tells the truth the anchor goes on. */
class LyingNodeTest {
    @TempDir
    Path directory;

    private AnvilLog log;
    private LyingNode liar;

    @BeforeEach
    void startNodes() throws IOException, InterruptedException {
        log = AnvilLog.start(directory.resolve("anchors"));
        liar = new LyingNode(log.anvil.url());
        log.growTo(6);
    }

    @AfterEach
    void stopNodes() {
        // Null when the start was skipped for want of a node.
        if (log != null) {
            liar.close();
            log.close();
        }
    }

    @Test
    void truncatedProof() throws Exception {
        assertSettlesOnlyInTruth(
                "eth_getProof", answer -> nodes(answer, "accountProof").remove(0), AnchorTrouble.EVIDENCE_REFUSED);
    }

    @Test
    void proofOfAnotherAccount() throws Exception {
        assertSettlesOnlyInTruth(
                "eth_getProof",
                answer -> result(answer)
                        .set(
                                "accountProof",
                                log.anvil
                                        .call("eth_getProof", log.key.address().hex(), List.of(), "latest")
                                        .path("accountProof")),
                AnchorTrouble.EVIDENCE_REFUSED);
    }

    @Test
    void storageProofWithoutItsLeaf() throws Exception {
        assertSettlesOnlyInTruth(
                "eth_getProof",
                answer -> {
                    ArrayNode proof = (ArrayNode)
                            result(answer).path("storageProof").path(1).path("proof");
                    proof.remove(proof.size() - 1);
                },
                AnchorTrouble.EVIDENCE_REFUSED);
    }

    @Test
    void proofWithANodeTooMany() throws Exception {
        assertSettlesOnlyInTruth(
                "eth_getProof", answer -> nodes(answer, "accountProof").add("0xc0"), AnchorTrouble.EVIDENCE_REFUSED);
    }

    @Test
    void proofOfFewerSlotsThanAskedFor() throws Exception {
        assertSettlesOnlyInTruth(
                "eth_getProof", answer -> nodes(answer, "storageProof").remove(0), AnchorTrouble.RPC_BAD_ANSWER);
    }

    @Test
    void headerWithAnotherStateRoot() throws Exception {
        assertSettlesOnlyInTruth(
                "eth_getBlockByNumber",
                answer -> result(answer)
                        .put("stateRoot", Word.keccak(new byte[] {1}).hex()),
                AnchorTrouble.RPC_BAD_ANSWER);
    }

    @Test
    void headerOfAnotherBlock() throws Exception {
        assertSettlesOnlyInTruth(
                "eth_getBlockByNumber",
                answer -> answer.set("result", log.anvil.call("eth_getBlockByNumber", "0x1", false)),
                AnchorTrouble.RPC_BAD_ANSWER);
    }

    @Test
    void headerWithoutItsNewestFields() throws Exception {
        assertSettlesOnlyInTruth(
                "eth_getBlockByNumber", answer -> result(answer).remove("requestsHash"), AnchorTrouble.RPC_BAD_ANSWER);
    }

    @Test
    void otherChain() throws Exception {
        Anchorer anchorer = log.open(liar.rpc());
        liar.lieAbout("eth_chainId", answer -> answer.put("result", "0x1"));
        assertTrouble(anchorer, AnchorTrouble.WRONG_CHAIN);
        liar.tellTheTruth();
        assertThat(anchorer.step()).isEqualTo(AnchorStage.SENDING);
    }

    @Test
    void otherCode() throws Exception {
        Anchorer anchorer = log.open(liar.rpc());
        liar.lieAbout("eth_getCode", answer -> answer.put("result", "0x"));
        assertTrouble(anchorer, AnchorTrouble.WRONG_CODE);
    }

    @Test
    void oldState() throws Exception {
        anchorTruly();
        log.growTo(7);
        Anchorer anchorer = log.open(liar.rpc());
        liar.lieAbout("eth_getStorageAt", answer -> {
            if (answer.path("result").textValue().endsWith("06")) {
                answer.put("result", Word.ZERO.hex());
            }
        });
        assertTrouble(anchorer, AnchorTrouble.NODE_BEHIND);
    }

    @Test
    void absurdGasAndFees() throws Exception {
        Anchorer anchorer = log.open(liar.rpc());
        liar.lieAbout("eth_estimateGas", answer -> answer.put("result", "0x7fffffffffffffff"));
        assertTrouble(anchorer, AnchorTrouble.RPC_BAD_ANSWER);
        liar.tellTheTruth();
        liar.lieAbout("eth_maxPriorityFeePerGas", answer -> answer.put("result", "0x" + "f".repeat(64)));
        assertTrouble(anchorer, AnchorTrouble.FEE_TOO_HIGH);
    }

    @Test
    void hashOfAnotherTransaction() throws Exception {
        Anchorer anchorer = log.open(liar.rpc());
        anchorer.step();
        liar.lieAbout("eth_sendRawTransaction", answer -> answer.put("result", Word.ZERO.hex()));
        assertTrouble(anchorer, AnchorTrouble.RPC_BAD_ANSWER);
        assertThat(anchorer.status().stage()).isEqualTo(AnchorStage.SENDING);
        liar.tellTheTruth();
        assertThat(anchorer.step()).isEqualTo(AnchorStage.PENDING);
    }

    @Test
    void refusalOfATransactionThatIsThenOfferedForMore() throws Exception {
        Anchorer anchorer = log.open(liar.rpc());
        anchorer.step();
        liar.answerRaw(
                "eth_sendRawTransaction",
                (exchange, id) -> LyingNode.reply(
                        exchange,
                        200,
                        "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":-32000,\"message\":\"no\"}}"));
        assertTrouble(anchorer, AnchorTrouble.RPC_REFUSED);
        assertThat(attempt().versions()).hasSize(1);
        log.anvil.mine(log.policy.stuckBlocks());
        assertTrouble(anchorer, AnchorTrouble.RPC_REFUSED);
        assertThat(attempt().versions()).hasSize(2);
        liar.tellTheTruth();
        assertThat(anchorer.step()).isEqualTo(AnchorStage.PENDING);
        log.anvil.mine(1);
        assertThat(anchorer.step()).isEqualTo(AnchorStage.MINED);
    }

    @Test
    void neverOffersMoreVersionsThanItsLimit() throws Exception {
        Anchorer anchorer = log.open(liar.rpc());
        anchorer.step();
        liar.lieAbout("eth_getTransactionReceipt", answer -> answer.putNull("result"));
        for (int step = 0; step < 5 * AnchorOutbox.VERSIONS_MAX; step++) {
            anchorer.step();
            log.anvil.mine(log.policy.stuckBlocks());
        }
        assertThat(attempt().versions().size()).isBetween(2, AnchorOutbox.VERSIONS_MAX);
        assertThat(attempt().versions().stream()
                        .map(version -> version.transaction().hash())
                        .distinct())
                .hasSize(attempt().versions().size());
    }

    @Test
    void receiptOfAnotherTransaction() throws Exception {
        Anchorer anchorer = log.open(liar.rpc());
        anchorer.step();
        anchorer.step();
        log.anvil.mine(1);
        liar.lieAbout("eth_getTransactionReceipt", answer -> result(answer).put("transactionHash", Word.ZERO.hex()));
        assertTrouble(anchorer, AnchorTrouble.RPC_BAD_ANSWER);
    }

    @Test
    void receiptInABlockThatIsNotOnTheChain() throws Exception {
        Anchorer anchorer = log.open(liar.rpc());
        anchorer.step();
        anchorer.step();
        log.anvil.mine(3);
        liar.lieAbout("eth_getTransactionReceipt", answer -> result(answer).put("blockHash", Word.ZERO.hex()));
        List<AnchorStage> stages = new ArrayList<>();
        for (int step = 0; step < 6; step++) {
            stages.add(anchorer.step());
        }
        assertThat(stages).doesNotContain(AnchorStage.FINAL);
        liar.tellTheTruth();
        anchorer.step();
        anchorer.step();
        assertThat(anchorer.step()).isEqualTo(AnchorStage.FINAL);
    }

    @Test
    void nonsenseInsteadOfJsonAtEveryStage() throws Exception {
        Anchorer anchorer = log.open(liar.rpc());
        while (anchorer.status().anchoredSize() == 0) {
            AnchorStage before = anchorer.status().stage();
            for (String method : List.of(
                    "eth_chainId",
                    "eth_getCode",
                    "eth_getStorageAt",
                    "eth_estimateGas",
                    "eth_getBlockByNumber",
                    "eth_getTransactionCount",
                    "eth_maxPriorityFeePerGas",
                    "eth_sendRawTransaction",
                    "eth_getTransactionReceipt",
                    "eth_getTransactionByHash",
                    "eth_getProof")) {
                for (String wrong : List.of("7", "\"\"", "\"0x\"", "\"0x0g\"", "[]", "{}", "true", "\"0x01\"")) {
                    liar.answerRaw(
                            method,
                            (exchange, id) -> LyingNode.reply(
                                    exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + wrong + "}"));
                    // Some answers are no lie at this stage; none may end in anything but a status.
                    if (anchorer.status().stage() == before && anchorer.status().anchoredSize() == 0) {
                        anchorer.step();
                    }
                }
            }
            liar.tellTheTruth();
            anchorer.step();
            log.anvil.mine(1);
        }
        assertThat(log.rpc.minedNonce(log.key.address())).isEqualTo(2);
    }

    /** Lies while the anchor waits to be settled: nothing is stored; then tells the truth: it is. */
    private void assertSettlesOnlyInTruth(String method, LyingNode.Lie lie, AnchorTrouble trouble) throws Exception {
        Anchorer anchorer = log.open(liar.rpc());
        anchorer.step();
        anchorer.step();
        log.anvil.mine(3);
        assertThat(anchorer.step()).isEqualTo(AnchorStage.MINED);
        liar.lieAbout(method, lie);
        assertTrouble(anchorer, trouble);
        assertThat(anchorer.status().stage()).isEqualTo(AnchorStage.MINED);
        assertThat(AnchorStore.open(log.directory).sizes()).isEmpty();
        liar.tellTheTruth();
        assertThat(anchorer.step()).isEqualTo(AnchorStage.FINAL);
        assertThat(anchorer.status().trouble()).isNull();
    }

    private void anchorTruly() throws Exception {
        Anchorer anchorer = log.open();
        for (int step = 0; step < 12 && anchorer.status().anchoredSize() == 0; step++) {
            anchorer.step();
            log.anvil.mine(1);
        }
        assertThat(anchorer.status().anchoredSize()).isEqualTo(6);
        assertThat(Anvil.CHAIN_ID).isEqualTo(log.rpc.chainId());
    }

    private AnchorAttempt attempt() throws Exception {
        return Objects.requireNonNull(AnchorStore.open(log.directory).attempt());
    }

    private static ObjectNode result(ObjectNode answer) {
        return (ObjectNode) answer.path("result");
    }

    private static ArrayNode nodes(ObjectNode answer, String name) {
        return (ArrayNode) result(answer).path(name);
    }

    private static void assertTrouble(Anchorer anchorer, AnchorTrouble trouble) {
        anchorer.step();
        assertThat(anchorer.status().trouble())
                .as(anchorer.status().troubleDetail())
                .isEqualTo(trouble);
    }
}
