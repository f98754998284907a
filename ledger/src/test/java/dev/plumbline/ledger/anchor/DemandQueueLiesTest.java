package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.testkit.LyingNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a node may say of demands that is not so, each refused; and the truth, found among many blocks. */
final class DemandQueueLiesTest {
    @TempDir
    static Path folder;

    private static AnvilLog log;
    private static DemandQueue truth;
    private static long block;

    @BeforeAll
    static void demandTwice() throws Exception {
        log = AnvilLog.start(folder);
        log.anvil.mine(5);
        demand("first");
        log.anvil.mine(40);
        demand("second");
        log.anvil.mine(4);
        truth = new DemandQueue(AnchorEndpoints.of(log.rpc), log.contract);
        block = truth.finalBlock();
    }

    private static void demand(String entry) {
        log.anvil.call(
                "eth_sendTransaction",
                Map.of(
                        "from",
                        "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                        "to",
                        log.contract.hex(),
                        "data",
                        HexData.encode(RootAnchor.demandCall(entry.getBytes(StandardCharsets.UTF_8))),
                        "value",
                        "0x" + RootAnchor.DEPOSIT_WEI.toString(16),
                        "gas",
                        "0x989680"));
        log.anvil.mine(1);
    }

    @AfterAll
    static void close() {
        log.close();
    }

    @Test
    void findsEachDemandWhereverItIs() throws Exception {
        assertThat(truth.ends(block)).isEqualTo(new DemandQueue.Ends(2, 0));
        for (long id = 0; id < 2; id++) {
            DemandQueue.Place place = truth.place(id, block);
            assertThat(place.isOpen()).isTrue();
            DemandQueue.Demanded found = truth.demanded(place, block);
            assertThat(new String(found.event().entry(), StandardCharsets.UTF_8))
                    .isEqualTo(id == 0 ? "first" : "second");
            long timestamp = log.rpc.blockAt(found.block()).header().timestampSeconds();
            assertThat(timestamp + RootAnchor.WINDOW_SECONDS).isEqualTo(place.deadline());
        }
    }

    private void assertRefused(String method, LyingNode.Lie lie) throws Exception {
        DemandQueue.Place place = truth.place(0, block);
        try (var node = new LyingNode(log.anvil.url())) {
            var queue = new DemandQueue(AnchorEndpoints.of(node.rpc()), log.contract);
            assertThat(queue.demanded(place, block).block()).isPositive();
            node.lieAbout(method, lie);
            assertThatThrownBy(() -> {
                        queue.ends(block);
                        queue.demanded(queue.place(0, block), block);
                    })
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            refusal -> assertThat(refusal.kind()).isEqualTo(RpcException.Kind.BAD_ANSWER));
        }
    }

    private void assertLogsRefused(Consumer<ArrayNode> change) throws Exception {
        assertRefused("eth_getLogs", answer -> {
            var logs = (ArrayNode) answer.get("result");
            // The range is halved until the lie is found out; the halves without the demand have nothing to change.
            if (!logs.isEmpty()) {
                change.accept(logs);
            }
        });
    }

    private static ObjectNode first(ArrayNode logs) {
        return (ObjectNode) logs.get(0);
    }

    @Test
    void refusesToHearNothingOfADemandThatIsOpen() throws Exception {
        assertLogsRefused(ArrayNode::removeAll);
    }

    @Test
    void refusesOneDemandTwice() throws Exception {
        assertLogsRefused(logs -> {
            ObjectNode again = first(logs).deepCopy();
            again.put("logIndex", "0x7");
            logs.add(again);
        });
    }

    @Test
    void refusesALogThatWasTakenBack() throws Exception {
        assertLogsRefused(logs -> first(logs).put("removed", true));
    }

    @Test
    void refusesALogOfAnotherContract() throws Exception {
        assertLogsRefused(logs -> first(logs).put("address", "0x" + "11".repeat(20)));
    }

    @Test
    void refusesBytesThatAreNotThoseOfTheHash() throws Exception {
        assertLogsRefused(logs ->
                first(logs).put("data", first(logs).get("data").textValue().replace("6669727374", "6669727375")));
    }

    @Test
    void refusesAnotherDeadline() throws Exception {
        assertLogsRefused(logs -> {
            String data = first(logs).get("data").textValue();
            first(logs).put("data", "0x" + "0".repeat(63) + "7" + data.substring(66));
        });
    }

    @Test
    void refusesAnotherDemandThatIsTrueInItself() throws Exception {
        ObjectNode second = (ObjectNode) log.anvil
                .call("eth_getLogs", Map.of("address", log.contract.hex(), "fromBlock", "0x0", "toBlock", "latest"))
                .get(1);
        assertLogsRefused(logs -> {
            String blockNumber = first(logs).get("blockNumber").textValue();
            logs.removeAll();
            logs.add(second.deepCopy().put("blockNumber", blockNumber));
        });
    }

    @ParameterizedTest
    @CsvSource({
        // next below oldest, more than the ring holds, and a number of 64 bits
        "0x0000000000000000000000000000000000000000000000030000000000000002",
        "0x0000000000000000000000000000000000000000000000000000000000000401",
        "0x000000000000000000000000000000000000000000000000ffffffffffffffff",
    })
    void refusesAQueueThatCannotBe(String slot) throws Exception {
        assertRefused("eth_getStorageAt", answer -> answer.put("result", slot));
    }

    @Test
    void refusesAPlaceThatHoldsAnotherDemand() {
        assertThatThrownBy(() -> truth.place(1_024, block)).isInstanceOf(RpcException.class);
    }
}
