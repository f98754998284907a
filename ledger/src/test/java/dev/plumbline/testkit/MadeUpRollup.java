package dev.plumbline.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.proofs.ethereum.BlockTrie;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.Word;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A node whose chain of empty blocks a test makes up, forks included: what it answers has the right hashes and is nobody's truth. */
@NullMarked
public final class MadeUpRollup implements AutoCloseable {
    /** Chain id that it answers with unless told otherwise. */
    public static final long CHAIN_ID = 901;

    /** Seconds from a block to the next. */
    public static final long BLOCK_SECONDS = 2;

    private static final long FIRST_TIME = 1_700_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ZERO_BYTES = "0x" + "00".repeat(32);

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /**
     * A block.
     *
     * @param header as a node tells it
     */
    public record Block(long number, Word hash, ObjectNode header) {
        /** The block after this one; another salt makes another block. */
        public Block next(int salt) {
            return next(salt, BLOCK_SECONDS);
        }

        /** The same, that many seconds later. */
        public Block next(int salt, long seconds) {
            long time = Long.decode(header.path("timestamp").textValue()) + seconds;
            return make(number + 1, hash, time, salt);
        }

        /** That many blocks after this one. */
        public List<Block> chain(int count, int salt) {
            List<Block> chain = new ArrayList<>();
            Block last = this;
            for (int i = 0; i < count; i++) {
                last = last.next(salt);
                chain.add(last);
            }
            return chain;
        }
    }

    private final HttpServer server;
    // Index is height; guarded by this object's lock, held by no call out of this class.
    private final List<Block> chain = new ArrayList<>();
    private long finalityLag = 4;
    private long chainId = CHAIN_ID;
    private boolean isDead;

    /** A node whose chain is that one block. */
    public MadeUpRollup() throws IOException {
        chain.add(first());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Block 0 of all nodes. */
    public static Block first() {
        return make(0, Word.ZERO, FIRST_TIME, 0);
    }

    private static Block make(long number, Word parent, long time, int salt) {
        ObjectNode header = JSON.createObjectNode();
        header.put("parentHash", parent.hex());
        header.put("sha3Uncles", ZERO_BYTES);
        header.put("miner", "0x" + "00".repeat(20));
        header.put("stateRoot", Word.ofNumber(salt).hex());
        header.put("transactionsRoot", BlockTrie.EMPTY_ROOT.hex());
        header.put("receiptsRoot", BlockTrie.EMPTY_ROOT.hex());
        header.put("logsBloom", "0x" + "00".repeat(256));
        header.put("difficulty", "0x0");
        header.put("number", quantity(number));
        header.put("gasLimit", "0x1c9c380");
        header.put("gasUsed", "0x0");
        header.put("timestamp", quantity(time));
        header.put("extraData", "0x");
        header.put("mixHash", ZERO_BYTES);
        header.put("nonce", "0x" + "00".repeat(8));
        header.put("baseFeePerGas", "0x7");
        List<RlpItem> items = new ArrayList<>();
        header.properties()
                .forEach(
                        field -> items.add(item(field.getKey(), field.getValue().textValue())));
        Word hash = Word.keccak(RlpItem.of(items).encode());
        header.put("hash", hash.hex());
        header.putArray("transactions");
        return new Block(number, hash, header);
    }

    private static RlpItem item(String name, String text) {
        boolean isNumber = List.of("difficulty", "number", "gasLimit", "gasUsed", "timestamp", "baseFeePerGas")
                .contains(name);
        if (isNumber) {
            return RlpItem.ofNumber(new BigInteger(text.substring(2), 16));
        }
        byte[] bytes = new byte[text.length() / 2 - 1];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(text.substring(2 + 2 * i, 4 + 2 * i), 16);
        }
        return RlpItem.of(bytes);
    }

    private static String quantity(long number) {
        return "0x" + Long.toHexString(number);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** The newest block. */
    public synchronized Block tip() {
        return chain.get(chain.size() - 1);
    }

    public synchronized Block at(int number) {
        return chain.get(number);
    }

    /** Adds blocks that follow one of the chain, in place of all that stands above it. */
    public synchronized void show(List<Block> blocks) {
        for (Block block : blocks) {
            while (chain.size() > block.number()) {
                chain.remove(chain.size() - 1);
            }
            chain.add(block);
        }
    }

    /** Adds that many blocks. */
    public synchronized void grow(int count) {
        show(tip().chain(count, 0));
    }

    /** Takes blocks away from the end. */
    public synchronized void shrinkTo(int number) {
        while (chain.size() > number + 1) {
            chain.remove(chain.size() - 1);
        }
    }

    public synchronized void finalityLag(long blocks) {
        finalityLag = blocks;
    }

    public synchronized void chainId(long id) {
        chainId = id;
    }

    /** From here on it answers nothing, or does again. */
    public synchronized void isDead(boolean dead) {
        isDead = dead;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode question = JSON.readTree(exchange.getRequestBody().readAllBytes());
            ObjectNode answer = JSON.createObjectNode();
            answer.put("jsonrpc", "2.0").set("id", question.path("id"));
            synchronized (this) {
                if (isDead) {
                    exchange.sendResponseHeaders(503, -1);
                    return;
                }
                answer.set(
                        "result",
                        result(
                                question.path("method").textValue(),
                                question.path("params").path(0)));
            }
            LyingNode.reply(exchange, 200, answer.toString());
        }
    }

    private @Nullable JsonNode result(String method, JsonNode param) {
        return switch (method) {
            case "eth_chainId" -> JSON.getNodeFactory().textNode(quantity(chainId));
            case "eth_getBlockByNumber" -> {
                long number = number(param.textValue());
                yield number < 0 || number >= chain.size()
                        ? null
                        : chain.get((int) number).header();
            }
            case "eth_getBlockByHash" ->
                chain.stream()
                        .filter(block -> block.hash().hex().equals(param.textValue()))
                        .map(Block::header)
                        .findFirst()
                        .orElse(null);
            default -> null;
        };
    }

    private long number(String name) {
        long newest = chain.size() - 1L;
        return switch (name) {
            case "latest" -> newest;
            case "safe" -> Math.max(0, newest - finalityLag / 2);
            case "finalized" -> Math.max(0, newest - finalityLag);
            default -> Long.decode(name);
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
