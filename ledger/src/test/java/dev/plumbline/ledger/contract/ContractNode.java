package dev.plumbline.ledger.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.plumbline.ledger.anchor.RootAnchor;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.RpcLog;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.testkit.Anvil;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contract on a real node, as its tests talk to it. Every transaction gets a block of its own, in the order of the
 * calls, unless several are handed over by {@link #submit} before {@link #mine}.
 */
final class ContractNode implements AutoCloseable {
    static final String ORIGIN = "ledger.example.org/attribution";
    /** Below what Ethereum allows one transaction (EIP-7825). */
    static final long GAS_MAX = 1L << 24;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH_MAX = 200;

    final Anvil anvil;
    /** Who created the contract. */
    final Address operator;
    /** Somebody else. */
    final Address stranger;
    /** A third account. */
    final Address other;

    final Address contract;
    final Outcome creation;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ContractNode(Anvil anvil) throws IOException {
        this.anvil = anvil;
        anvil.minesByHand();
        JsonNode accounts = anvil.call("eth_accounts");
        this.operator = address(accounts.path(0));
        this.stranger = address(accounts.path(1));
        this.other = address(accounts.path(2));
        byte[] code = bytes(artifact().path("bytecode"));
        byte[] origin = TreeHasher.sha256(KnownTree.bytes(ORIGIN)).bytes();
        String hash = submit(operator, null, concat(code, origin), BigInteger.ZERO);
        anvil.mine(1);
        this.creation = outcome(hash).requireSuccess();
        this.contract = address(anvil.call("eth_getTransactionReceipt", hash).path("contractAddress"));
    }

    static ContractNode start() throws IOException {
        return new ContractNode(Anvil.start("--order", "fifo", "--disable-block-gas-limit"));
    }

    /** The compiled contract that is under test. */
    static JsonNode artifact() throws IOException {
        String changed = System.getProperty("plumbline.contract.artifact");
        if (changed != null) {
            return JSON.readTree(Files.readAllBytes(Path.of(changed)));
        }
        return resource(RootAnchor.class, "RootAnchor.json");
    }

    static JsonNode resource(Class<?> place, String name) throws IOException {
        try (InputStream stream = place.getResourceAsStream(name)) {
            if (stream == null) {
                throw new AssertionError("no resource " + name);
            }
            return JSON.readTree(stream);
        }
    }

    /** A transaction in a block of its own. */
    Outcome send(Address from, byte[] call) {
        return send(from, call, BigInteger.ZERO);
    }

    Outcome send(Address from, byte[] call, BigInteger wei) {
        return sendTo(from, contract, call, wei);
    }

    Outcome sendTo(Address from, @Nullable Address to, byte[] call, BigInteger wei) {
        String hash = submit(from, to, call, wei);
        anvil.mine(1);
        return outcome(hash);
    }

    Outcome demand(Address from, byte[] entry) {
        return send(from, RootAnchor.demandCall(entry), RootAnchor.DEPOSIT_WEI);
    }

    /** Hands a transaction to the node; it waits for the next block. */
    String submit(Address from, @Nullable Address to, byte[] call, BigInteger wei) {
        return anvil.call("eth_sendTransaction", transaction(from, to, call, wei, GAS_MAX - 1))
                .textValue();
    }

    /** Makes a block of the transactions that wait. */
    void mine() {
        anvil.mine(1);
    }

    /** Many demands, as few blocks as that takes, all from one account. */
    void demandAll(Address from, List<byte[]> entries) {
        List<Map<String, String>> all = new ArrayList<>();
        long nonce = number(anvil.call("eth_getTransactionCount", from.hex(), "pending"));
        for (byte[] entry : entries) {
            Map<String, String> one =
                    transaction(from, contract, RootAnchor.demandCall(entry), RootAnchor.DEPOSIT_WEI, 200_000);
            // The node may take the transactions of a batch in any order.
            one.put("nonce", "0x" + Long.toHexString(nonce++));
            all.add(one);
        }
        for (JsonNode answer : batch("eth_sendTransaction", all)) {
            if (answer.has("error")) {
                throw new AssertionError("demand: " + answer.path("error"));
            }
        }
        mine();
    }

    /** What became of a mined transaction. */
    Outcome outcome(String hash) {
        JsonNode receipt = anvil.call("eth_getTransactionReceipt", hash);
        boolean succeeded = receipt.path("status").textValue().equals("0x1");
        long gas = number(receipt.path("gasUsed"));
        // A receipt does not hold what a call reverted with; tracing it again does.
        String output = succeeded
                ? ""
                : digits(anvil.call("debug_traceTransaction", hash, Map.of("tracer", "callTracer"))
                        .path("output"));
        try {
            List<RpcLog> logs = RpcLog.parseSaved(JSON.writeValueAsBytes(receipt.path("logs")));
            return new Outcome(succeeded, output, gas, number(receipt.path("blockNumber")), logs);
        } catch (RpcException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A question: runs the call in the newest state, and keeps nothing of it. */
    Outcome ask(byte[] call) {
        return askAll(List.of(call)).get(0);
    }

    List<Outcome> askAll(List<byte[]> calls) {
        return askAll(operator, calls);
    }

    List<Outcome> askAll(Address from, List<byte[]> calls) {
        List<Map<String, String>> all = new ArrayList<>();
        calls.forEach(call -> all.add(transaction(from, contract, call, BigInteger.ZERO, GAS_MAX)));
        List<Outcome> outcomes = new ArrayList<>();
        for (JsonNode answer : batch("eth_call", all)) {
            boolean succeeded = answer.has("result");
            JsonNode output =
                    succeeded ? answer.path("result") : answer.path("error").path("data");
            outcomes.add(new Outcome(succeeded, digits(output), 0, 0, List.of()));
        }
        return outcomes;
    }

    Word slot(long slot) {
        return Word.of(bytes(anvil.call(
                "eth_getStorageAt", contract.hex(), Word.ofNumber(slot).hex(), "latest")));
    }

    void setSlot(long slot, Word value) {
        anvil.call("anvil_setStorageAt", contract.hex(), Word.ofNumber(slot).hex(), value.hex());
    }

    BigInteger balance(Address account) {
        return big(anvil.call("eth_getBalance", account.hex(), "latest"));
    }

    /** Time of the newest block, in seconds. */
    long now() {
        return number(anvil.call("eth_getBlockByNumber", "latest", false).path("timestamp"));
    }

    /** Fixes the time of the next block. */
    void nextBlockAt(long second) {
        anvil.call("evm_setNextBlockTimestamp", "0x" + Long.toHexString(second));
    }

    String snapshot() {
        return anvil.call("evm_snapshot").textValue();
    }

    void revert(String snapshot) {
        anvil.call("evm_revert", snapshot);
    }

    private static Map<String, String> transaction(
            Address from, @Nullable Address to, byte[] call, BigInteger wei, long gas) {
        Map<String, String> fields = new HashMap<>();
        fields.put("from", from.hex());
        fields.put("data", "0x" + HexFormat.of().formatHex(call));
        fields.put("value", "0x" + wei.toString(16));
        fields.put("gas", "0x" + Long.toHexString(gas));
        if (to != null) {
            fields.put("to", to.hex());
        }
        return fields;
    }

    private List<JsonNode> batch(String method, List<Map<String, String>> all) {
        List<JsonNode> answers = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH_MAX) {
            ArrayNode batch = JSON.createArrayNode();
            for (Map<String, String> one : all.subList(from, Math.min(all.size(), from + BATCH_MAX))) {
                ArrayNode params = JSON.createArrayNode().add(JSON.valueToTree(one));
                if (method.equals("eth_call")) {
                    params.add("latest");
                }
                int id = batch.size();
                batch.addObject()
                        .put("jsonrpc", "2.0")
                        .put("id", id)
                        .put("method", method)
                        .set("params", params);
            }
            JsonNode answered = post(batch);
            for (int i = 0; i < batch.size(); i++) {
                if (answered.path(i).path("id").asInt(-1) != i) {
                    throw new AssertionError("answers are out of order: " + answered.path(i));
                }
                answers.add(answered.path(i));
            }
        }
        return answers;
    }

    private JsonNode post(JsonNode request) {
        HttpRequest post = HttpRequest.newBuilder(anvil.url())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                .build();
        try {
            return JSON.readTree(
                    client.send(post, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    static Address address(JsonNode hex) {
        return Address.of(bytes(hex));
    }

    static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(digits(hex));
    }

    private static String digits(JsonNode hex) {
        String text = hex.asText("0x");
        return text.startsWith("0x") ? text.substring(2) : "";
    }

    private static long number(JsonNode quantity) {
        return big(quantity).longValueExact();
    }

    private static BigInteger big(JsonNode quantity) {
        return new BigInteger(quantity.textValue().substring(2), 16);
    }

    @Override
    public void close() {
        anvil.close();
    }
}
