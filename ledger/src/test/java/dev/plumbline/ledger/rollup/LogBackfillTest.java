package dev.plumbline.ledger.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.testkit.Anvil;
import dev.plumbline.testkit.LyingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class LogBackfillTest {
    @Test
    void findsEveryRecordThroughANodeThatTakesSmallWindowsOnly() throws IOException, MalformedException {
        try (Anvil anvil = Anvil.start("--network", "optimism", "--chain-id", "901");
                LyingNode proxy = new LyingNode(anvil.url())) {
            anvil.call(
                    "eth_sendTransaction",
                    Map.of(
                            "from",
                            RollupNodeTest.FROM,
                            "data",
                            HexData.encode(AttributionRegistry.creationCode()),
                            "gas",
                            "0x7a120"));
            String registry = anvil.call("eth_getBlockReceipts", "latest")
                    .path(0)
                    .path("contractAddress")
                    .textValue();
            for (int i = 0; i < 5; i++) {
                byte[] call = AttributionRegistry.record(
                        new EventId(Hash.of(Word.ofNumber(i).bytes())), Word.ZERO);
                anvil.call(
                        "eth_sendTransaction",
                        Map.of(
                                "from",
                                RollupNodeTest.FROM,
                                "to",
                                registry,
                                "gas",
                                "0xea60",
                                "data",
                                HexData.encode(call)));
                anvil.mine(20);
            }
            var matcher = LogMatcher.of(AttributionRegistry.rule("registry", Address.parseHex(registry, "registry")));
            proxy.lieTo("eth_getLogs", (answer, params) -> {
                long from = Long.decode(params.path(0).path("fromBlock").textValue());
                long to = Long.decode(params.path(0).path("toBlock").textValue());
                if (to - from >= 10) {
                    answer.remove("result");
                    answer.putObject("error").put("code", -32_005).put("message", "too many blocks");
                }
            });
            var node = new RollupNode(new Observer("a", proxy.url()), Duration.ofSeconds(10));
            var backfill = new LogBackfill(node, matcher, 0, 100, 64);
            List<LogBackfill.Found> found = new ArrayList<>();
            while (!backfill.isDone()) {
                backfill.step(found::add);
            }
            assertThat(found).hasSize(5);
            assertThat(found.get(4).match())
                    .isEqualTo(new LogMatch.EventNamed(
                            "registry", 0, new EventId(Hash.of(Word.ofNumber(4).bytes()))));
            assertThat(found.get(4).block()).isGreaterThan(found.get(3).block());

            // A log that is named where there is none leads to a block that does not have it.
            proxy.tellTheTruth();
            proxy.lieAbout("eth_getLogs", answer -> {
                ArrayNode logs = (ArrayNode) answer.path("result");
                logs.forEach(log -> ((ObjectNode) log).put("blockNumber", "0x4"));
            });
            found.clear();
            new LogBackfill(node, matcher, 0, 50, 64).step(found::add);
            assertThat(found).isEmpty();
            assertThatExceptionOfType(RpcException.class)
                    .isThrownBy(() -> new LogBackfill(node, matcher, 10, 50, 64).step(found::add))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(RpcException.Kind.BAD_ANSWER));
        }
    }
}
