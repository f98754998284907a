package dev.plumbline.ledger.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.RpcTransaction;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.testkit.Anvil;
import dev.plumbline.testkit.LyingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class RollupNodeTest {
    static final String FROM = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
    static final String TO = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Anvil anvil;
    private static long block;

    /** One block with a transaction of each type that anvil sends, a creation, a failed call, and a contract that writes a log. */
    @BeforeAll
    static void fillOneBlock() throws IOException {
        anvil = Anvil.start("--network", "optimism", "--chain-id", "901");
        anvil.minesByHand();
        send(Map.of("from", FROM, "to", TO, "value", "0x1", "gas", "0x5208", "gasPrice", "0x77359400"));
        send(Map.of(
                "from",
                FROM,
                "to",
                TO,
                "value",
                "0x1",
                "gas",
                "0xea60",
                "gasPrice",
                "0x77359400",
                "accessList",
                List.of(Map.of(
                        "address", TO, "storageKeys", List.of(Word.ofNumber(7).hex(), Word.ZERO.hex())))));
        send(Map.of(
                "from",
                FROM,
                "to",
                TO,
                "value",
                "0x0",
                "gas",
                "0x5208",
                "maxFeePerGas",
                "0x77359400",
                "maxPriorityFeePerGas",
                "0x1"));
        // Code that writes the log of one topic and 32 bytes, and then is no contract.
        send(Map.of("from", FROM, "data", "0x600160005260206000602060016000a100", "gas", "0x30d40"));
        send(Map.of("from", TO, "data", "0xfe", "gas", "0x30d40"));
        send(Map.of(
                "from",
                FROM,
                "to",
                TO,
                "value",
                "0x1",
                "gas",
                "0x5208",
                "type",
                "0x7e",
                "sourceHash",
                Word.ofNumber(1).hex(),
                "mint",
                "0x5",
                "isSystemTx",
                false));
        anvil.mine(1);
        block = anvil.call("eth_blockNumber").asText().equals("0x2") ? 2 : -1;
    }

    @AfterAll
    static void stop() {
        anvil.close();
    }

    private static void send(Map<String, Object> transaction) {
        anvil.call("eth_sendTransaction", transaction);
    }

    private static RollupNode node(LyingNode proxy) {
        return new RollupNode(new Observer("a", proxy.url()), Duration.ofSeconds(10));
    }

    @Test
    void putsEveryTypeTogetherToItsHashAndSender() throws IOException {
        FullBlock full = new RollupNode(new Observer("a", anvil.url()), Duration.ofSeconds(10)).block(block);
        JsonNode told = anvil.call("eth_getBlockByNumber", "0x2", true).path("transactions");
        assertThat(full.transactions()).hasSize(6).hasSameSizeAs(told);
        for (int i = 0; i < told.size(); i++) {
            RpcTransaction transaction = full.transactions().get(i);
            assertThat(transaction.hash().hex())
                    .isEqualTo(told.get(i).path("hash").textValue());
            assertThat(transaction.sender().hex())
                    .isEqualTo(told.get(i).path("from").textValue());
            assertThat(transaction.type())
                    .isEqualTo(Integer.decode(told.get(i).path("type").textValue()));
        }
        assertThat(full.transactions().stream().map(RpcTransaction::type)).contains(0, 1, 2, 0x7e);
        assertThat(full.receipts().stream().filter(receipt -> !receipt.succeeded()))
                .hasSize(1);
        assertThat(full.receipts().stream()
                        .mapToInt(receipt -> receipt.logs().size())
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void asksForReceiptsOneByOneWhereANodeDoesNotGiveThemTogether() throws IOException {
        try (var proxy = new LyingNode(anvil.url())) {
            proxy.lieAbout("eth_getBlockReceipts", answer -> {
                answer.remove("result");
                answer.putObject("error").put("code", -32_601).put("message", "no such method");
            });
            assertThat(node(proxy).block(block).receipts()).hasSize(6);
        }
    }

    /** Every field of every transaction that the transactions root commits to, changed on its own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonce",
                "gasPrice",
                "gas",
                "to",
                "value",
                "input",
                "r",
                "s",
                "v",
                "chainId",
                "maxFeePerGas",
                "maxPriorityFeePerGas",
                "accessList",
                "sourceHash",
                "mint",
                "from",
                "isSystemTx"
            })
    void noticesAnyChangeOfATransaction(String field) throws IOException {
        JsonNode told = anvil.call("eth_getBlockByNumber", "0x2", true).path("transactions");
        int changed = 0;
        for (int i = 0; i < told.size(); i++) {
            boolean isDeposit = told.get(i).path("type").textValue().equals("0x7e");
            boolean isBound = isDeposit
                    ? List.of("gas", "to", "value", "input", "sourceHash", "mint", "from", "isSystemTx")
                            .contains(field)
                    : told.get(i).has(field) && !field.equals("from") && isOfType(field, told.get(i));
            if (!isBound) {
                continue;
            }
            changed++;
            int at = i;
            try (var proxy = new LyingNode(anvil.url())) {
                proxy.lieAbout(
                        "eth_getBlockByNumber",
                        answer -> change(
                                (ObjectNode) answer.path("result")
                                        .path("transactions")
                                        .get(at),
                                field));
                assertLies(proxy, field + " of transaction " + i);
            }
        }
        assertThat(changed).as("transactions with " + field).isPositive();
    }

    /** The JSON of newer types repeats a gas price, and that of old ones a chain id, which nothing commits to. */
    private static boolean isOfType(String field, JsonNode transaction) {
        int type = Integer.decode(transaction.path("type").textValue());
        return switch (field) {
            case "gasPrice" -> type < 2;
            case "chainId" -> type > 0;
            default -> true;
        };
    }

    private static void change(ObjectNode transaction, String field) {
        String value = transaction.path(field).asText("");
        switch (field) {
            case "accessList" ->
                transaction.set(
                        field,
                        JSON.createArrayNode()
                                .add(JSON.createObjectNode()
                                        .put("address", TO)
                                        .set("storageKeys", JSON.createArrayNode())));
            case "isSystemTx" -> transaction.put(field, true);
            case "input" -> transaction.put(field, value + "00");
            case "to", "from", "sourceHash" ->
                transaction.put(
                        field,
                        value.isEmpty() || value.equals("null")
                                ? FROM
                                : "0x" + (value.charAt(2) == '1' ? '2' : '1') + value.substring(3));
            default ->
                transaction.put(
                        field,
                        "0x"
                                + new java.math.BigInteger(value.substring(2), 16)
                                        .add(java.math.BigInteger.ONE)
                                        .toString(16));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "cumulativeGasUsed",
                "logsBloom",
                "address",
                "topics",
                "data",
                "depositNonce",
                "depositReceiptVersion",
                "one less",
                "order"
            })
    void noticesAnyChangeOfAReceipt(String field) throws IOException {
        try (var proxy = new LyingNode(anvil.url())) {
            proxy.lieAbout("eth_getBlockReceipts", answer -> {
                ArrayNode receipts = (ArrayNode) answer.path("result");
                for (JsonNode receipt : receipts) {
                    ObjectNode changed = (ObjectNode) receipt;
                    JsonNode log = receipt.path("logs").path(0);
                    switch (field) {
                        case "status" ->
                            changed.put(field, receipt.path(field).textValue().equals("0x1") ? "0x0" : "0x1");
                        case "cumulativeGasUsed" ->
                            changed.put(field, receipt.path(field).textValue() + "1");
                        case "logsBloom" -> changed.put(field, "0x01" + "00".repeat(255));
                        case "address" -> put(log, field, FROM);
                        case "data" -> put(log, field, "0x77");
                        case "topics" -> {
                            if (log.isObject()) {
                                ((ArrayNode) log.path(field)).removeAll();
                            }
                        }
                        case "depositNonce" -> put(receipt.has(field) ? receipt : log.path("none"), field, "0x77");
                        case "depositReceiptVersion" -> changed.remove(field);
                        default -> {}
                    }
                }
                if (field.equals("one less")) {
                    receipts.remove(receipts.size() - 1);
                }
                if (field.equals("order")) {
                    receipts.add(receipts.remove(0));
                }
            });
            assertLies(proxy, field);
        }
    }

    private static void put(JsonNode object, String field, String value) {
        if (object.isObject()) {
            ((ObjectNode) object).put(field, value);
        }
    }

    @Test
    void noticesATransactionLeftOutAndTwoInAnotherOrder() throws IOException {
        try (var proxy = new LyingNode(anvil.url())) {
            proxy.lieAbout(
                    "eth_getBlockByNumber",
                    answer -> ((ArrayNode) answer.path("result").path("transactions")).remove(0));
            assertLies(proxy, "left out");
        }
        try (var proxy = new LyingNode(anvil.url())) {
            proxy.lieAbout("eth_getBlockByNumber", answer -> {
                ArrayNode all = (ArrayNode) answer.path("result").path("transactions");
                all.add(all.remove(0));
            });
            assertLies(proxy, "other order");
        }
    }

    private static void assertLies(LyingNode proxy, String lie) {
        assertThatExceptionOfType(RpcException.class)
                .as(lie)
                .isThrownBy(() -> node(proxy).block(block))
                .satisfies(e -> assertThat(e.kind()).as(lie).isEqualTo(RpcException.Kind.BAD_ANSWER));
    }

    @Test
    void believesNothingThatTheJsonSaysBesides() throws IOException {
        try (var proxy = new LyingNode(anvil.url())) {
            proxy.lieAbout(
                    "eth_getBlockByNumber",
                    answer -> answer.path("result").path("transactions").forEach(transaction -> {
                        ((ObjectNode) transaction).put("hash", Word.ZERO.hex());
                        if (!transaction.path("type").textValue().equals("0x7e")) {
                            ((ObjectNode) transaction).put("from", TO);
                        }
                    }));
            assertThat(node(proxy).block(block).transactions())
                    .isEqualTo(new RollupNode(new Observer("b", anvil.url()), Duration.ofSeconds(10))
                            .block(block)
                            .transactions());
        }
    }
}
