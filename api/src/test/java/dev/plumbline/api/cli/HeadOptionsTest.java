package dev.plumbline.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.ethereum.MadeUpAnchor;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.receipt.AnchorEvidence;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.receipt.TlogProof;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plumb verify} of an anchored receipt, on the word of hashes, nodes and a light client. */
class HeadOptionsTest {
    private static final String ORIGIN = "ledger.example.org/attribution";
    private static final long BLOCK = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final List<HttpServer> nodes = new ArrayList<>();
    private String vkey = "";
    private String file = "";
    private String hash = "";

    @BeforeEach
    void writeReceipt() throws Exception {
        var log = new SignerKey(ORIGIN, KeyType.ED25519, new byte[32]);
        Event event = SampleEvents.first();
        var head = new TreeHead(1, event.leafHash());
        var proof = new TlogProof(new InclusionProof(0, List.of()), log.sign(new Checkpoint(ORIGIN, head).encode()));
        AnchorEvidence evidence = MadeUpAnchor.of(head, List.of());
        var receipt = new Receipt(new String(event.entry(), StandardCharsets.UTF_8), proof, evidence);
        vkey = log.verifierKey().encode();
        hash = MadeUpAnchor.blockHash(evidence).hex();
        Path path = folder.resolve("anchored.receipt.json");
        Files.write(path, receipt.encode());
        file = path.toString();
    }

    @AfterEach
    void stopNodes() {
        nodes.forEach(node -> node.stop(0));
    }

    @Test
    void aHashAloneAsksNobody() {
        assertVerified("PINNED_HASH", "--head", hash);
        assertVerified("PINNED_HASH", "--head", hash, "--rpc", "http://127.0.0.1:1");
        assertEnds(1, "HEADER_UNTRUSTED", "--head", Word.ZERO.hex());
    }

    @Test
    void moreThanHalfOfTheNodesHaveToAgree() throws IOException {
        String good = node("0x1", BLOCK, hash);
        String other = node("0x1", BLOCK + 5, Word.ZERO.hex());
        assertVerified("NODES_AGREE", "--rpc", good);
        assertVerified("NODES_AGREE", "--rpc", good, "--rpc", node("0x1", BLOCK + 5, hash), "--rpc", other);
        assertVerified("NODES_AGREE", "--rpc", good, "--rpc", other, "--rpc-quorum", "1");
        assertEnds(1, "HEADER_UNTRUSTED", "--rpc", good, "--rpc", other);
        assertEnds(3, "RPC_UNREACHABLE", "--rpc", good, "--rpc", "http://127.0.0.1:1");
    }

    @Test
    void whatIsNotFinalIsPendingAndAnotherChainIsWrong() throws IOException {
        assertEnds(4, "ANCHOR_NOT_FINAL", "--rpc", node("0x1", BLOCK - 1, hash));
        assertEnds(4, "ANCHOR_NOT_FINAL", "--light-client", node("0x1", BLOCK - 1, hash));
        assertEnds(1, "WRONG_CHAIN", "--rpc", node("0xa", BLOCK, hash));
        assertEnds(3, "RPC_UNREACHABLE", "--light-client", "http://127.0.0.1:1");
        // It has no block of the hash that was given.
        assertEnds(3, "RPC_UNREACHABLE", "--head", Word.ZERO.hex(), "--rpc", node("0x1", BLOCK, hash));
    }

    @Test
    void aLightClientOnThisMachineIsBelieved() throws IOException {
        assertVerified("LIGHT_CLIENT", "--light-client", node("0x1", BLOCK, hash));
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        assertEnds(2, "--rpc-quorum", "--rpc-quorum", "1");
        assertEnds(2, "--rpc-quorum", "--head", hash, "--rpc", "http://127.0.0.1:1", "--rpc-quorum", "1");
        assertEnds(2, "quorum is 2 of 1", "--rpc", "http://127.0.0.1:1", "--rpc-quorum", "2");
        assertEnds(2, "Invalid value", "--rpc", "http://127.0.0.1:1", "--rpc-quorum", "most");
        assertEnds(2, "want https", "--rpc", "http://rpc.example.org");
        assertEnds(2, "is no URL", "--rpc", "http://a b");
        assertEnds(2, "two RPC endpoints", "--rpc", "https://rpc.example.org/a", "--rpc", "https://rpc.example.org/b");
        assertEnds(2, "not on this machine", "--light-client", "https://rpc.example.org");
        assertEnds(2, "--light-client", "--light-client", "http://127.0.0.1:1", "--head", hash);
        assertEnds(2, "--head", "--head", "0x12", "--rpc", "http://127.0.0.1:1");
    }

    private void assertVerified(String level, String... options) {
        String text = assertEnds(0, "VERIFIED", options);
        assertThat(text).contains("(" + level + ")").contains(level + ": block " + hash);
        String json = assertEnds(0, "\"level\":\"" + level + "\"", with(options, "-o", "json"));
        assertThat(json).contains("\"block_hash\":\"" + hash + "\"").contains("\"block_number\":" + BLOCK);
    }

    private String assertEnds(int exitCode, String says, String... options) {
        var console = new CapturedConsole();
        int ended = Plumb.run(console.console(), with(with(new String[] {"verify", "--vkey", vkey}, options), file));
        assertThat(ended).as(console.text()).isEqualTo(exitCode);
        assertThat(console.text()).contains(says);
        return console.text();
    }

    private static String[] with(String[] words, String... more) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return all.toArray(new String[0]);
    }

    /** A node that calls one height final and has this hash at every height. */
    private String node(String chainId, long finalized, String blockHash) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, chainId, finalized, blockHash));
        server.start();
        nodes.add(server);
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, String chainId, long finalized, String blockHash)
            throws IOException {
        try (exchange) {
            JsonNode question = JSON.readTree(exchange.getRequestBody().readAllBytes());
            String asked = question.path("params").path(0).asText();
            String number = asked.equals("finalized") ? "0x" + Long.toHexString(finalized) : asked;
            String result = switch (question.path("method").asText()) {
                case "eth_chainId" -> "\"" + chainId + "\"";
                case "eth_getBlockByNumber" -> "{\"number\":\"" + number + "\",\"hash\":\"" + blockHash + "\"}";
                default -> "null";
            };
            byte[] body = ("{\"jsonrpc\":\"2.0\",\"id\":" + question.path("id") + ",\"result\":" + result + "}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
