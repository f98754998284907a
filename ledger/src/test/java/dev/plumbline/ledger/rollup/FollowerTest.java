package dev.plumbline.ledger.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.rollup.LogMatch.EventNamed;
import dev.plumbline.ledger.rollup.Observation.BlockSeen;
import dev.plumbline.ledger.rollup.Observation.ObserverTrouble;
import dev.plumbline.ledger.rollup.Observation.Reorged;
import dev.plumbline.ledger.rollup.Observation.TransactionSeen;
import dev.plumbline.ledger.rpc.BlockReader;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.testkit.Anvil;
import dev.plumbline.testkit.LyingNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three observers of one real node, each through a proxy that may lie. */
@NullMarked
class FollowerTest {
    private static final Set<String> NUMBERS = Set.of(
            "difficulty",
            "number",
            "gasLimit",
            "gasUsed",
            "timestamp",
            "baseFeePerGas",
            "blobGasUsed",
            "excessBlobGas");
    private static final String FROM = RollupNodeTest.FROM;
    private static final EventId EVENT = new EventId(Hash.of(Word.ofNumber(77).bytes()));

    @TempDir
    Path folder;

    private Anvil anvil;
    private LyingNode a;
    private LyingNode b;
    private LyingNode c;

    @BeforeEach
    void start() throws IOException {
        anvil = Anvil.start("--network", "optimism", "--chain-id", "901");
        anvil.minesByHand();
        a = new LyingNode(anvil.url());
        b = new LyingNode(anvil.url());
        c = new LyingNode(anvil.url());
    }

    @AfterEach
    void stop() {
        a.close();
        b.close();
        c.close();
        anvil.close();
    }

    private Follow follow(ChainProfile profile, FollowOptions options) throws IOException, MalformedException {
        return new Follow(folder, profile, options, a.url(), b.url(), c.url());
    }

    private Follow follow() throws IOException, MalformedException {
        return follow(ChainProfile.of(901, "anvil", 2), Follow.OPTIONS);
    }

    private Word send(Map<String, Object> transaction) {
        return Word.of(
                HexDataOf.bytes(anvil.call("eth_sendTransaction", transaction).textValue()));
    }

    private Word pay() {
        return send(Map.of("from", FROM, "to", RollupNodeTest.TO, "value", "0x1", "gas", "0x5208"));
    }

    /** Bytes of hex, in tests that cannot be wrong. */
    private static final class HexDataOf {
        static byte[] bytes(String hex) {
            try {
                return HexData.parse(hex, "hex", 1 << 16);
            } catch (MalformedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void writesDownWhatIsWatchedAndWhatARegistrySays() throws IOException, MalformedException {
        send(Map.of("from", FROM, "data", HexData.encode(AttributionRegistry.creationCode()), "gas", "0x7a120"));
        anvil.mine(1);
        JsonNode created = anvil.call("eth_getBlockReceipts", "latest").path(0);
        Address registry =
                Address.of(HexDataOf.bytes(created.path("contractAddress").textValue()));
        ChainProfile profile =
                ChainProfile.of(901, "anvil", 2).withMatchers(List.of(AttributionRegistry.rule("registry", registry)));
        try (Follow follow = follow(profile, Follow.OPTIONS)) {
            follow.step();
            Word recorded = send(Map.of(
                    "from",
                    FROM,
                    "to",
                    registry.hex(),
                    "gas",
                    "0xea60",
                    "data",
                    HexData.encode(AttributionRegistry.record(EVENT, Word.ofNumber(5)))));
            Word paid = pay();
            follow.follower.watch(paid);
            anvil.mine(1);
            follow.step();
            JsonNode receipts = anvil.call("eth_getBlockReceipts", "latest");
            System.out.println(
                    "gas of a creation " + Long.decode(created.path("gasUsed").textValue()) + ", of a record "
                            + Long.decode(receipts.path(0).path("gasUsed").textValue()));
            List<TransactionSeen> seen = follow.seen(TransactionSeen.class);
            assertThat(seen).hasSize(2);
            assertThat(seen.get(0).tx()).isEqualTo(recorded);
            assertThat(seen.get(0).isWatched()).isFalse();
            assertThat(seen.get(0).matches()).containsExactly(new EventNamed("registry", 0, EVENT));
            assertThat(seen.get(1)).satisfies(transaction -> {
                assertThat(transaction.tx()).isEqualTo(paid);
                assertThat(transaction.isWatched()).isTrue();
                assertThat(transaction.caughtUp()).isFalse();
                assertThat(transaction.firstSeenMillis()).containsOnlyKeys("a", "b", "c");
                assertThat(transaction.sender().hex()).isEqualTo(FROM);
            });
            assertThat(follow.seen(BlockSeen.class))
                    .last()
                    .satisfies(block -> assertThat(block.order().pairs()).isEqualTo(1));
            assertThat(follow.troubles()).isEmpty();
        }
    }

    @Test
    void findsTransactionsThatAreWatchedAfterTheirBlock() throws IOException, MalformedException {
        try (Follow follow = follow()) {
            Word early = pay();
            anvil.mine(1);
            Word later = pay();
            anvil.mine(1);
            follow.step();
            follow.follower.watch(later);
            follow.step();
            assertThat(follow.seen(TransactionSeen.class))
                    .singleElement()
                    .satisfies(seen -> assertThat(seen.tx()).isEqualTo(later));
            follow.restart();
            // The memory of recent blocks died with the process: a node has to say where it is.
            follow.follower.watch(early);
            follow.follower.watch(Word.ofNumber(1));
            follow.step();
            assertThat(follow.seen(TransactionSeen.class)).hasSize(2).last().satisfies(seen -> {
                assertThat(seen.tx()).isEqualTo(early);
                assertThat(seen.caughtUp()).isTrue();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void followsReorganisationsAndNamesWhatTheyDisplace(int depth) throws IOException, MalformedException {
        anvil.mine(6);
        try (Follow follow = follow()) {
            follow.step();
            Word paid = pay();
            follow.follower.watch(paid);
            anvil.mine(1);
            follow.step();
            anvil.reorg(depth);
            anvil.mine(1);
            follow.step();
            assertThat(follow.seen(Reorged.class)).singleElement().satisfies(reorg -> {
                assertThat(reorg.depth()).isEqualTo(depth);
                assertThat(reorg.displaced()).containsExactly(paid);
                assertThat(reorg.displacedCount()).isEqualTo(1);
                assertThat(reorg.turned()).containsExactly("a", "b", "c");
            });
            follow.assertReplays();
            follow.restart();
            follow.assertReplays();
            anvil.mine(1);
            follow.step();
            assertThat(follow.follower.status().isCaughtUp()).isTrue();
            assertThat(follow.troubles()).isEmpty();
        }
    }

    /** Whatever the first of three does, the chain goes on by the others, and what it did is written down. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "transaction",
                "receipt",
                "header",
                "parent",
                "descent",
                "stale",
                "slow",
                "dead",
                "chain",
                "garbage",
                "excess"
            })
    void noOneObserverCanStopOrChangeTheChain(String lie) throws IOException, MalformedException {
        anvil.mine(20);
        FollowOptions options = new FollowOptions(0L, 64, 3, 10, 200, 20_000, 10_000);
        try (Follow follow = follow(ChainProfile.of(901, "anvil", 2), options)) {
            follow.step();
            pay();
            anvil.mine(1);
            tell(lie);
            if (lie.equals("chain")) {
                // Of which chain a node is it is asked at first, and when something was wrong.
                follow.restart();
            }
            if (lie.equals("slow")) {
                // The test's clock stands still while a node is asked, so here the proxy moves it.
                a.lieAbout("eth_getBlockByNumber", answer -> follow.clock.addAndGet(1_000));
            }
            follow.step();
            JsonNode newest = anvil.call("eth_getBlockByNumber", "latest", false);
            assertThat(follow.follower.status().tip())
                    .isEqualTo(Long.decode(newest.path("number").textValue()));
            assertThat(follow.follower
                            .state()
                            .hashAt(follow.follower.status().tip())
                            .hex())
                    .isEqualTo(newest.path("hash").textValue());
            assertThat(follow.seen(ObserverTrouble.class)).isNotEmpty().allSatisfy(trouble -> {
                assertThat(trouble.observer()).isEqualTo("a");
                assertThat(trouble.kind()).isEqualTo(wanted(lie));
            });
            follow.assertReplays();
            a.tellTheTruth();
            follow.step();
            assertThat(follow.troubles()).endsWith("a OVER");
        }
    }

    private static ObserverTrouble.Kind wanted(String lie) {
        return switch (lie) {
            case "stale" -> ObserverTrouble.Kind.STALE;
            case "slow" -> ObserverTrouble.Kind.SLOW;
            case "dead" -> ObserverTrouble.Kind.UNREACHABLE;
            case "chain" -> ObserverTrouble.Kind.OTHER_CHAIN;
            default -> ObserverTrouble.Kind.LYING;
        };
    }

    private void tell(String lie) {
        switch (lie) {
            case "transaction" -> a.lieTo("eth_getBlockByNumber", (answer, params) -> forge(answer, params));
            case "receipt" ->
                a.lieAbout(
                        "eth_getBlockReceipts",
                        answer -> ((ObjectNode) answer.path("result").path(0)).put("status", "0x0"));
            case "header" ->
                a.lieAbout(
                        "eth_getBlockByNumber", answer -> ((ObjectNode) answer.path("result")).put("gasUsed", "0x1"));
            case "parent" ->
                a.lieTo("eth_getBlockByNumber", (answer, params) -> {
                    // The hash no longer fits.
                    ObjectNode result = (ObjectNode) answer.path("result");
                    if (params.path(0).textValue().equals("latest")) {
                        result.put("parentHash", Word.ofNumber(1).hex());
                    }
                });
            case "descent" ->
                a.lieTo("eth_getBlockByNumber", (answer, params) -> {
                    // A header that hashes to what it says, of a block that follows nothing.
                    ObjectNode result = (ObjectNode) answer.path("result");
                    if (Long.decode(result.path("number").textValue()) > 21) {
                        result.put("parentHash", Word.ofNumber(1).hex());
                        result.put("hash", headerHash(result).hex());
                    }
                });
            case "stale" ->
                a.lieTo("eth_getBlockByNumber", (answer, params) -> {
                    if (params.path(0).textValue().equals("latest")) {
                        answer.set(
                                "result",
                                anvil.call(
                                        "eth_getBlockByNumber",
                                        "0x3",
                                        params.path(1).booleanValue()));
                    }
                });
            case "dead" -> a.answerRaw("*", (exchange, id) -> exchange.sendResponseHeaders(500, -1));
            case "chain" -> a.lieAbout("eth_chainId", answer -> answer.put("result", "0x1"));
            case "garbage" -> a.answerRaw("*", (exchange, id) -> LyingNode.reply(exchange, 200, "[]"));
            case "excess" ->
                a.answerRaw(
                        "eth_getBlockByNumber",
                        (exchange, id) -> LyingNode.reply(
                                exchange,
                                200,
                                "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":\""
                                        + "0".repeat(BlockReader.ANSWER_BYTES_MAX) + "\"}"));
            default -> {}
        }
    }

    /** Of a header since Prague, with the 21 fields that it has in their order. */
    private static Word headerHash(ObjectNode block) {
        List<RlpItem> fields = new ArrayList<>();
        for (String name : List.of(
                "parentHash",
                "sha3Uncles",
                "miner",
                "stateRoot",
                "transactionsRoot",
                "receiptsRoot",
                "logsBloom",
                "difficulty",
                "number",
                "gasLimit",
                "gasUsed",
                "timestamp",
                "extraData",
                "mixHash",
                "nonce",
                "baseFeePerGas",
                "withdrawalsRoot",
                "blobGasUsed",
                "excessBlobGas",
                "parentBeaconBlockRoot",
                "requestsHash")) {
            String digits = block.path(name).textValue().substring(2);
            boolean isNumber = NUMBERS.contains(name);
            fields.add(
                    isNumber
                            ? RlpItem.ofNumber(new BigInteger(digits, 16))
                            : RlpItem.of(HexFormat.of().parseHex(digits)));
        }
        return Word.keccak(RlpItem.of(fields).encode());
    }

    private static void forge(ObjectNode answer, JsonNode params) {
        if (params.path(1).booleanValue()
                && answer.path("result").path("transactions") instanceof ArrayNode all
                && !all.isEmpty()) {
            ((ObjectNode) all.get(0)).put("value", "0x2");
        }
    }

    @Test
    void goesOnWhereAKilledProcessStopped() throws IOException, MalformedException {
        anvil.mine(100);
        try (Follow follow = follow(ChainProfile.of(901, "anvil", 2), Follow.OPTIONS.withBlocksPerStep(7))) {
            for (int step = 0; step < 20; step++) {
                follow.step();
                follow.assertReplays();
                follow.restart();
                follow.assertReplays();
            }
            assertThat(follow.follower.status().tip()).isEqualTo(101);
            assertThat(follow.seen(BlockSeen.class)).hasSize(102);
        }
    }
}
