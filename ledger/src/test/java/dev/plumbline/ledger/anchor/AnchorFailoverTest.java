package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.Anvil;
import dev.plumbline.testkit.LyingNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An anchor goes on through the next node when one is dead, lies, lags or follows another chain, and says which. */
class AnchorFailoverTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

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
    void goesThroughTheNextNodeAndStaysWithIt() throws Exception {
        URI nobody = unreachable();
        Anchorer anchorer = log.open(AnchorEndpoints.of(List.of(nobody, log.anvil.url()), TIMEOUT));
        assertThat(anchorer.step()).isEqualTo(AnchorStage.SENDING);
        assertThat(anchorer.status().trouble()).isNull();
        assertThat(anchorer.status().endpoint()).isEqualTo(name(log.anvil.url()));
        assertThat(anchorer.status().skipped()).contains(name(nobody)).contains("RPC_UNREACHABLE");
        assertThat(anchorer.step()).isEqualTo(AnchorStage.PENDING);
        assertThat(anchorer.status().skipped()).isEmpty();
        log.anchorAll(anchorer);
    }

    @Test
    void namesEveryNodeWhenNoneHelps() throws Exception {
        URI first = unreachable();
        URI second = unreachable();
        Anchorer anchorer = log.open(AnchorEndpoints.of(List.of(first, second), TIMEOUT));
        assertThat(anchorer.step()).isEqualTo(AnchorStage.IDLE);
        assertThat(anchorer.status().trouble()).isEqualTo(AnchorTrouble.RPC_UNREACHABLE);
        assertThat(anchorer.status().troubleDetail())
                .contains(name(first) + ": RPC_UNREACHABLE", name(second) + ": RPC_UNREACHABLE");
    }

    @Test
    void survivesANodeThatDiesBeforeAnyStep() throws Exception {
        for (int alive = 0; alive < 4; alive++) {
            log.growTo(6 + alive);
            try (var mortal = new LyingNode(log.anvil.url())) {
                Anchorer anchorer = log.open(AnchorEndpoints.of(List.of(mortal.url(), log.anvil.url()), TIMEOUT));
                for (int step = 0; step < alive; step++) {
                    anchorer.step();
                    assertThat(anchorer.status().endpoint()).isEqualTo(name(mortal.url()));
                    log.anvil.mine(step == 0 ? 0 : 1);
                }
                mortal.answerRaw("*", (exchange, id) -> LyingNode.reply(exchange, 503, "gone"));
                log.anchorAll(anchorer);
                assertThat(anchorer.status().endpoint()).isEqualTo(name(log.anvil.url()));
            }
        }
        // The contract and four anchors: what was sent through one node was not sent again through the other.
        assertThat(log.rpc.minedNonce(log.key.address())).isEqualTo(5);
    }

    @Test
    void neverUsesANodeOfAnotherChain() throws Exception {
        try (Anvil other = Anvil.start("--chain-id", "7")) {
            Anchorer anchorer = log.open(AnchorEndpoints.of(List.of(other.url(), log.anvil.url()), TIMEOUT));
            anchorer.step();
            assertThat(anchorer.status().endpoint()).isEqualTo(name(log.anvil.url()));
            assertThat(anchorer.status().skipped()).contains(name(other.url()) + ": WRONG_CHAIN");
            log.anchorAll(anchorer);
        }
    }

    @Test
    void neverUsesANodeThatIsBehindStoredEvidence() throws Exception {
        try (Anvil behind = Anvil.start()) {
            // It has the contract, as it was before the first anchor.
            behind.call("anvil_loadState", log.anvil.call("anvil_dumpState").textValue());
            log.anchorAll(log.open());
            log.growTo(9);
            Anchorer anchorer = log.open(AnchorEndpoints.of(List.of(behind.url(), log.anvil.url()), TIMEOUT));
            for (int step = 0; step < 12 && anchorer.status().anchoredSize() < 9; step++) {
                anchorer.step();
                assertThat(anchorer.status().endpoint()).isEqualTo(name(log.anvil.url()));
                assertThat(anchorer.status().skipped()).contains(step == 0 ? "NODE_BEHIND" : "");
                log.anvil.mine(1);
            }
            assertThat(anchorer.status().anchoredSize()).isEqualTo(9);
        }
    }

    @Test
    void passesOverLiesAtEveryStage() throws Exception {
        for (String method : List.of(
                "eth_chainId",
                "eth_getCode",
                "eth_getStorageAt",
                "eth_estimateGas",
                "eth_getBlockByNumber",
                "eth_getTransactionCount",
                "eth_sendRawTransaction",
                "eth_getTransactionReceipt",
                "eth_getProof")) {
            log.growTo(1 + log.open().status().anchoredSize() + 5);
            liar.answerRaw(method, (exchange, id) -> LyingNode.reply(exchange, 200, "<html>busy</html>"));
            Anchorer anchorer = log.open(AnchorEndpoints.of(List.of(liar.url(), log.anvil.url()), TIMEOUT));
            log.anchorAll(anchorer);
            assertThat(anchorer.status().trouble()).as(method).isNull();
        }
    }

    @Test
    void passesOverANodeWhoseNewestBlockIsOldUnlessAllAre() throws Exception {
        log.clock = InstantSource.system();
        // An old block of the true chain, whose header is whole.
        liar.lieAbout(
                "eth_getBlockByNumber",
                answer -> answer.set("result", log.anvil.call("eth_getBlockByNumber", "0x1", false)));
        log.anvil.call("anvil_setNextBlockTimestamp", Instant.now().getEpochSecond() + 3_600);
        log.anvil.mine(1);
        log.clock = InstantSource.fixed(Instant.now().plusSeconds(3_700));
        Anchorer anchorer = log.open(AnchorEndpoints.of(List.of(liar.url(), log.anvil.url()), TIMEOUT));
        anchorer.step();
        assertThat(anchorer.status().endpoint()).isEqualTo(name(log.anvil.url()));
        assertThat(anchorer.status().skipped()).contains(name(liar.url()) + ": NODE_STALE");
        // An hour later nobody has a newer block: the chain stands still, and anchoring goes on as far as it gets.
        log.clock = InstantSource.fixed(Instant.now().plusSeconds(11_000));
        Anchorer later = log.open(AnchorEndpoints.of(List.of(log.anvil.url(), liar.url()), TIMEOUT));
        assertThat(later.step()).isEqualTo(AnchorStage.PENDING);
        assertThat(later.status().trouble()).isEqualTo(AnchorTrouble.NODE_STALE);
    }

    @Test
    void takesAStuckTransactionThroughTheNextNode() throws Exception {
        // It takes transactions, says so ever after, and passes none on.
        liar.lieAbout("eth_sendRawTransaction", answer -> log.anvil.call("anvil_dropAllTransactions"));
        liar.lieTo(
                "eth_getTransactionByHash",
                (answer, params) -> answer.putObject("result").set("hash", params.path(0)));
        Anchorer anchorer = log.open(AnchorEndpoints.of(List.of(liar.url(), log.anvil.url()), TIMEOUT));
        for (int step = 0; step < 40 && anchorer.status().anchoredSize() < 6; step++) {
            anchorer.step();
            log.anvil.mine(1);
        }
        assertThat(anchorer.status().anchoredSize()).isEqualTo(6);
        assertThat(anchorer.status().endpoint()).isEqualTo(name(log.anvil.url()));
    }

    @Test
    void losesPatienceWithANodeThatBringsNothingForward() throws Exception {
        var time = new Instant[] {AnvilLog.CLOCK.instant()};
        log.clock = () -> time[0];
        // It never says that anything is final.
        liar.lieTo("eth_getBlockByNumber", (answer, params) -> {
            if (params.path(0).textValue().equals("finalized")) {
                answer.set("result", log.anvil.call("eth_getBlockByNumber", "0x1", false));
            }
        });
        Anchorer anchorer = log.open(AnchorEndpoints.of(List.of(liar.url(), log.anvil.url()), TIMEOUT));
        for (int step = 0; step < 8; step++) {
            anchorer.step();
            log.anvil.mine(1);
        }
        assertThat(anchorer.status().stage()).isEqualTo(AnchorStage.MINED);
        assertThat(anchorer.status().endpoint()).isEqualTo(name(liar.url()));
        time[0] = time[0].plus(log.policy.patience()).plusSeconds(1);
        anchorer.step();
        assertThat(anchorer.status().endpoint()).isEqualTo(name(log.anvil.url()));
        assertThat(anchorer.status().stage()).isEqualTo(AnchorStage.FINAL);
    }

    private static String name(URI url) {
        return url.getHost() + ":" + url.getPort();
    }

    /** A port on which nobody listens any more. */
    private static URI unreachable() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }
}
