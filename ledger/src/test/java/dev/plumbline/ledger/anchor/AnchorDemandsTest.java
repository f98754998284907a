package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.testkit.Anvil;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Demands are met with the anchor, or alone; one that is overdue is told, and does not stop a log that holds its entry. */
class AnchorDemandsTest {
    private static final Duration WINDOW = Duration.ofSeconds(RootAnchor.WINDOW_SECONDS);

    @TempDir
    Path directory;

    private AnvilLog log;
    private final Set<Long> served = new TreeSet<>();

    @BeforeEach
    void startNode() throws IOException, InterruptedException {
        log = AnvilLog.start(directory.resolve("anchors"));
        log.demands = this::included;
    }

    @AfterEach
    void stopNode() {
        // Null when the start was skipped for want of a node.
        if (log != null) {
            log.close();
        }
    }

    /** Every leaf of the log is alike, so demand i of such an entry is met at index i. */
    private List<IncludedDemand> included(TreeHead head, long openFrom, long next) {
        List<IncludedDemand> included = new ArrayList<>();
        for (long id : served) {
            if (id >= openFrom && id < next && id < head.size()) {
                included.add(new IncludedDemand(id, id, AnvilLog.inclusion(id, head.size())));
            }
        }
        return included;
    }

    @Test
    void meetsDemandsAlongWithTheAnchor() throws Exception {
        log.demand(AnvilLog.EVERY_LEAF);
        log.demand("nowhere in the log");
        log.demand(AnvilLog.EVERY_LEAF);
        served.addAll(Set.of(0L, 2L));
        log.growTo(10);
        Anchorer anchorer = log.open();
        assertThat(anchorer.isDemanded()).isTrue();
        anchorer.step();
        assertThat(log.attempt().plan().call()).isEqualTo(AnchorCall.ANCHOR_AND_SATISFY);
        assertThat(log.attempt().plan().demands()).containsExactly(0L, 2L);
        log.anchorAll(anchorer);
        assertThat(openDemands()).containsExactly(1L);
        assertThat(anchorer.status().trouble()).isNull();
        // The demand that is left is not due yet and keeps nothing.
        log.growTo(11);
        log.anchorAll(anchorer);
    }

    @Test
    void meetsADemandAloneWhenTheLogHasNotGrown() throws Exception {
        log.growTo(10);
        Anchorer anchorer = log.open();
        log.anchorAll(anchorer);
        assertThat(anchorer.isDemanded()).isFalse();
        log.demand(AnvilLog.EVERY_LEAF);
        log.demand(AnvilLog.EVERY_LEAF);
        served.addAll(Set.of(0L, 1L));
        BigInteger before = anchorer.status().costs().totalWei();
        anchorer.step();
        assertThat(log.attempt().plan().call()).isEqualTo(AnchorCall.SATISFY);
        assertThat(log.attempt().plan().demands()).containsExactly(0L);
        for (int step = 0; step < 12 && !openDemands().isEmpty(); step++) {
            anchorer.step();
            log.anvil.mine(1);
        }
        anchorer.step();
        assertThat(openDemands()).isEmpty();
        assertThat(anchorer.status().stage()).isEqualTo(AnchorStage.FINAL);
        assertThat(anchorer.status().costs().totalWei()).isGreaterThan(before);
        assertThat(AnchorStore.open(log.directory).sizes()).containsExactly(10L);
        assertThat(anchorer.step()).isEqualTo(AnchorStage.FINAL);
        assertThat(Files.exists(log.directory.resolve("attempt"))).isFalse();
    }

    @Test
    void goesOnPastAnOverdueDemandWhoseEntryTheNewHeadHolds() throws Exception {
        log.growTo(3);
        Anchorer anchorer = log.open();
        log.anchorAll(anchorer);
        for (int i = 0; i < 4; i++) {
            log.demand(AnvilLog.EVERY_LEAF);
        }
        served.addAll(Set.of(0L, 1L, 2L, 3L));
        log.wait(WINDOW);
        log.growTo(6);
        anchorer.step();
        assertThat(anchorer.status().trouble()).isEqualTo(AnchorTrouble.DEMAND_OVERDUE);
        assertThat(anchorer.status().troubleDetail()).contains("demand 0").contains("overdue since 20");
        assertThat(log.attempt().plan().call()).isEqualTo(AnchorCall.ANCHOR_AND_SATISFY);
        // It is told for as long as it lasts, and not only when it is found out.
        anchorer.step();
        assertThat(anchorer.status().stage()).isEqualTo(AnchorStage.PENDING);
        assertThat(anchorer.status().trouble()).isEqualTo(AnchorTrouble.DEMAND_OVERDUE);
        log.anchorAll(anchorer);
        assertThat(openDemands()).isEmpty();
        anchorer.step();
        assertThat(anchorer.status().trouble()).isNull();
    }

    @Test
    void saysWhichDemandKeepsItFromAnchoringAndGoesOnOnceTheEntryIsLogged() throws Exception {
        log.growTo(3);
        Anchorer anchorer = log.open();
        log.anchorAll(anchorer);
        log.demand(AnvilLog.EVERY_LEAF);
        log.growTo(6);
        log.wait(WINDOW);
        anchorer.step();
        assertThat(anchorer.status().trouble()).isEqualTo(AnchorTrouble.DEMAND_OVERDUE);
        assertThat(anchorer.status().troubleDetail()).contains("this log does not hold its entry");
        assertThat(Files.exists(log.directory.resolve("attempt"))).isFalse();
        served.add(0L);
        log.anchorAll(anchorer);
        assertThat(openDemands()).isEmpty();
    }

    @Test
    void worksOffALongBacklogThatIsOverdueInParts() throws Exception {
        log.growTo(3);
        Anchorer anchorer = log.open();
        log.anchorAll(anchorer);
        int count = AnchorPlanner.SATISFACTIONS_MAX + 3;
        for (long id = 0; id < count; id++) {
            log.demand(AnvilLog.EVERY_LEAF);
            served.add(id);
        }
        log.wait(WINDOW.plusMinutes(1));
        // None of the entries is in the anchored tree yet, so that none can be met before the anchor.
        log.growTo(200);
        anchorer.step();
        assertThat(log.attempt().plan().call()).isEqualTo(AnchorCall.ANCHOR_AND_SATISFY);
        assertThat(log.attempt().plan().demands()).hasSize(AnchorPlanner.SATISFACTIONS_MAX);
        log.anchorAll(anchorer);
        assertThat(openDemands()).hasSize(3);
        log.growTo(201);
        log.anchorAll(anchorer);
        assertThat(openDemands()).isEmpty();
    }

    @Test
    void meetsAnOverdueDemandAloneThatDoesNotFitAlong() throws Exception {
        log.growTo(100);
        log.anchorAll(log.open());
        log.demand(AnvilLog.EVERY_LEAF);
        log.demand(AnvilLog.EVERY_LEAF);
        log.wait(WINDOW.plusMinutes(1));
        log.growTo(200);
        // As if there were no room for the second: it is told of only under the tree that is anchored already.
        log.demands = (head, from, next) -> {
            List<IncludedDemand> all = included(head, from, next);
            return head.size() == 100 || all.isEmpty() ? all : all.subList(0, 1);
        };
        served.addAll(Set.of(0L, 1L));
        Anchorer anchorer = log.open();
        List<AnchorCall> calls = new ArrayList<>();
        for (int step = 0; step < 40 && anchorer.status().anchoredSize() < 200; step++) {
            if (anchorer.step() == AnchorStage.SENDING) {
                calls.add(log.attempt().plan().call());
            }
            log.anvil.mine(1);
        }
        assertThat(calls).containsExactly(AnchorCall.SATISFY, AnchorCall.ANCHOR_AND_SATISFY);
        assertThat(openDemands()).isEmpty();
    }

    @Test
    void passesOverADemandThatSomebodyElseMetMeanwhile() throws Exception {
        log.demand(AnvilLog.EVERY_LEAF);
        served.add(0L);
        log.growTo(4);
        Anchorer anchorer = log.open();
        log.anchorAll(anchorer);
        log.demand(AnvilLog.EVERY_LEAF);
        served.add(1L);
        anchorer.step();
        assertThat(log.attempt().plan().call()).isEqualTo(AnchorCall.SATISFY);
        // The same by the second account, mined first.
        var demand = new IncludedDemand(1, 1, AnvilLog.inclusion(1, 4));
        log.anvil.call(
                "eth_sendTransaction",
                Map.of(
                        "from",
                        AnvilLog.key(Anvil.SECOND_KEY).address().hex(),
                        "to",
                        log.contract.hex(),
                        "gas",
                        "0x100000",
                        "data",
                        HexData.encode(RootAnchor.satisfyCall(demand, 4))));
        log.anvil.mine(1);
        anchorer.step();
        log.anvil.mine(1);
        anchorer.step();
        assertThat(anchorer.status().trouble()).isEqualTo(AnchorTrouble.REVERTED);
        anchorer.step();
        assertThat(anchorer.status().trouble()).isNull();
        assertThat(Files.exists(log.directory.resolve("attempt"))).isFalse();
    }

    @Test
    void goesOnAfterARestartBetweenAnyTwoStepsOfEveryCall() throws Exception {
        log.demand(AnvilLog.EVERY_LEAF);
        served.add(0L);
        log.growTo(4);
        for (int step = 0; step < 12 && log.open().status().anchoredSize() < 4; step++) {
            log.open().step();
            log.anvil.mine(1);
        }
        log.demand(AnvilLog.EVERY_LEAF);
        served.add(1L);
        for (int step = 0; step < 12 && !openDemands().isEmpty(); step++) {
            log.open().step();
            log.anvil.mine(1);
        }
        log.open().step();
        assertThat(openDemands()).isEmpty();
        assertThat(Files.exists(log.directory.resolve("attempt"))).isFalse();
        // The contract, the anchor that met the first demand, and the meeting of the second: nothing was sent twice.
        assertThat(log.rpc.minedNonce(log.key.address())).isEqualTo(3);
    }

    @Test
    void takesEveryWriteOfALoneSatisfactionThatWasLost() throws Exception {
        log.growTo(4);
        log.anchorAll(log.open());
        log.demand(AnvilLog.EVERY_LEAF);
        served.add(0L);
        Path attempt = log.directory.resolve("attempt");
        Anchorer anchorer = log.open();
        List<byte[]> written = new ArrayList<>();
        for (anchorer.step(); Files.exists(attempt); anchorer.step()) {
            written.add(Files.readAllBytes(attempt));
            log.anvil.mine(anchorer.status().stage() == AnchorStage.PENDING ? 1 : 0);
        }
        BigInteger spent = anchorer.status().costs().totalWei();
        for (byte[] older : written) {
            Files.write(attempt, older);
            Anchorer next = log.open();
            for (int step = 0; step < 10 && Files.exists(attempt); step++) {
                next.step();
            }
            assertThat(attempt).doesNotExist();
            assertThat(next.status().costs().totalWei()).isEqualTo(spent);
        }
        assertThat(log.rpc.minedNonce(log.key.address())).isEqualTo(3);
    }

    private List<Long> openDemands() throws RpcException {
        var contract = new AnchorContract(log.rpc, log.target());
        List<Long> open = new ArrayList<>();
        AnchorContract.Queue queue = contract.queue();
        for (long id = queue.oldest(); id < queue.next(); id++) {
            if (contract.place(id).isOpen()) {
                open.add(id);
            }
        }
        return open;
    }
}
