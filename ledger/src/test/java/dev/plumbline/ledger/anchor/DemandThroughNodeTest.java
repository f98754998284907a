package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ledger.rpc.LogScan;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.RpcLog;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.testkit.Anvil;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest demands, estimated and found again through the bounds that are set to a node's answers. */
class DemandThroughNodeTest {
    /** Of the largest entry, more than one answer may hold. */
    private static final int IN_ONE_BLOCK = 9;

    @TempDir
    Path directory;

    @Test
    void theLargestDemandIsEstimatedAndFoundAmongMany() throws Exception {
        try (AnvilLog log = AnvilLog.start(directory.resolve("anchors"))) {
            Address stranger = AnvilLog.key(Anvil.SECOND_KEY).address();
            byte[] entry = new byte[RootAnchor.ENTRY_BYTES_MAX];
            Arrays.fill(entry, (byte) 0xee);
            byte[] call = RootAnchor.demandCall(entry);
            assertThat(log.rpc.estimateGas(stranger, log.contract, call, RootAnchor.DEPOSIT_WEI))
                    .isBetween(2_600_000L, 2_700_000L);
            assertThatThrownBy(() -> log.rpc.estimateGas(stranger, log.contract, call, BigInteger.ONE))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(RootAnchorError.of(Objects.requireNonNull(e.data())))
                                    .isEqualTo(RootAnchorError.WRONG_DEPOSIT));
            for (int i = 0; i < IN_ONE_BLOCK; i++) {
                demand(log, stranger, call);
            }
            log.anvil.mine(1);
            long last = log.rpc.latestBlock().number();
            for (long id = 0; id < IN_ONE_BLOCK; id++) {
                Word topic = DemandedEvent.SIGNATURE;
                List<RpcLog> found = new LogScan(log.rpc, log.contract, topic, Word.ofNumber(id)).read(0, last);
                assertThat(found).hasSize(1);
                DemandedEvent event = DemandedEvent.of(found.get(0));
                assertThat(event.id()).isEqualTo(id);
                assertThat(event.entry()).isEqualTo(entry);
            }
            assertThat(new LogScan(log.rpc, log.contract, DemandedEvent.SIGNATURE, Word.ofNumber(IN_ONE_BLOCK))
                            .read(0, last))
                    .isEmpty();
            // Nine of them are more than one answer may hold, and a block cannot be halved.
            assertThatThrownBy(() -> new LogScan(log.rpc, log.contract, DemandedEvent.SIGNATURE).read(0, last))
                    .isInstanceOfSatisfying(
                            RpcException.class, e -> assertThat(e.kind()).isEqualTo(RpcException.Kind.BAD_ANSWER));
        }
    }

    private static void demand(AnvilLog log, Address from, byte[] call) {
        log.anvil.call(
                "eth_sendTransaction",
                Map.of(
                        "from", from.hex(),
                        "to", log.contract.hex(),
                        "data", HexData.encode(call),
                        "value", "0x" + RootAnchor.DEPOSIT_WEI.toString(16),
                        "gas", "0x2a0000"));
    }
}
