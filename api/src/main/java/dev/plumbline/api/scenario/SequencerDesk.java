package dev.plumbline.api.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.rpc.SignedTransaction;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the sequencer's endpoint does with a question: a transaction goes into the pool once the node has found nothing wrong
 * with it, and everything else goes to the node.
 */
final class SequencerDesk implements RpcFront.Desk {
    private static final int RAW_BYTES_MAX = 1 << 17;
    private static final String DYNAMIC_FEE = "0x2";
    private static final int INVALID_PARAMS = -32_602;

    // Held while the node has a transaction that is not to be in its next block.
    private final Object nodeLock;
    private final BlockMaker maker;
    private final InstantSource clock;
    private final Map<String, ObjectNode> taken = new ConcurrentHashMap<>();

    SequencerDesk(Object nodeLock, BlockMaker maker, InstantSource clock) {
        this.nodeLock = nodeLock;
        this.maker = maker;
        this.clock = clock;
    }

    @Override
    public RpcFront.Reply answer(String method, JsonNode params, RpcFront.Node node) throws IOException {
        return RpcFront.Reply.of(
                switch (method) {
                    case "eth_sendRawTransaction" -> take(params, node);
                    case "eth_getTransactionByHash" -> find(params, node);
                    default -> node.ask(method, params);
                });
    }

    private ObjectNode take(JsonNode params, RpcFront.Node node) throws IOException {
        ObjectNode answer;
        ObjectNode read;
        synchronized (nodeLock) {
            answer = node.ask("eth_sendRawTransaction", params);
            if (answer.has("error")) {
                return answer;
            }
            JsonNode hash = JsonNodeFactory.instance.arrayNode().add(answer.path("result"));
            read = node.ask("eth_getTransactionByHash", hash);
            // All, because the node drops none by its name that waits for an earlier nonce.
            node.ask("anvil_dropAllTransactions", JsonNodeFactory.instance.arrayNode());
        }
        JsonNode fields = read.path("result");
        if (!fields.path("type").asText().equals(DYNAMIC_FEE)) {
            return RpcFront.error(INVALID_PARAMS, "want a transaction of type 2");
        }
        taken.put(answer.path("result").asText(), read);
        try {
            maker.add(pooled(params.path(0).asText(), fields));
        } catch (MalformedException e) {
            throw new IOException("the node read a transaction as what it cannot be", e);
        }
        return answer;
    }

    private PooledTransaction pooled(String raw, JsonNode fields) throws MalformedException {
        var signed = new SignedTransaction(HexData.parse(raw, "transaction", RAW_BYTES_MAX));
        // It was under way for a while, drawn from its hash.
        var hop = new SplittableRandom(ByteBuffer.wrap(signed.hash().bytes()).getLong());
        return new PooledTransaction(
                signed,
                Address.parseHex(fields.path("from").asText(), "sender"),
                quantity(fields, "nonce").longValueExact(),
                quantity(fields, "maxFeePerGas"),
                quantity(fields, "maxPriorityFeePerGas"),
                clock.millis() + ScenarioTime.hopMillis(hop));
    }

    private static BigInteger quantity(JsonNode fields, String name) {
        return new BigInteger(fields.path(name).asText().substring(2), 16);
    }

    /** What waits here the node does not know, and a sequencer's endpoint would. */
    private ObjectNode find(JsonNode params, RpcFront.Node node) throws IOException {
        ObjectNode answer = node.ask("eth_getTransactionByHash", params);
        ObjectNode waiting = taken.get(params.path(0).asText());
        return answer.path("result").isNull() && waiting != null ? waiting.deepCopy() : answer;
    }
}
