package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.JsonRpc;
import dev.plumbline.ledger.rpc.NamedNode;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.RpcFields;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.BlockHistory;
import dev.plumbline.proofs.ethereum.HeadStanding;
import dev.plumbline.proofs.ethereum.HeadTrust;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.testkit.Anvil;
import dev.plumbline.testkit.LyingNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Real nodes on one chain of 12 blocks, of which 10 are final; one that has seen only the first 6; and one in between that
 * lies when told to.
 */
class HeadTrustTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String CHAIN = "eip155:" + Anvil.CHAIN_ID;
    private static final long FINAL = 5;
    private static final long NEWEST = 12;

    private static Anvil first;
    private static Anvil second;
    private static Anvil behind;
    private static BlockHeader header;
    private static BlockHeader newest;

    private LyingNode liar;

    @BeforeAll
    static void startNodes() throws IOException {
        first = Anvil.start();
        first.mine(5);
        behind = copy(first);
        first.mine(6);
        second = copy(first);
        EthereumRpc rpc = AnvilLog.rpc(first.url());
        header = Objects.requireNonNull(rpc.blockAt(FINAL)).header();
        newest = rpc.latestBlock().header();
        assertThat(newest.number()).isEqualTo(NEWEST);
    }

    private static Anvil copy(Anvil original) throws IOException {
        Anvil copy = Anvil.start();
        copy.call("anvil_loadState", original.call("anvil_dumpState").textValue());
        return copy;
    }

    @AfterAll
    static void stopNodes() {
        for (Anvil anvil : new Anvil[] {first, second, behind}) {
            if (anvil != null) {
                anvil.close();
            }
        }
    }

    @BeforeEach
    void startLiar() throws IOException {
        liar = new LyingNode(second.url());
    }

    @AfterEach
    void stopLiar() {
        liar.close();
    }

    @Test
    void nodesThatAgreeAreTrusted() {
        for (int quorum = 1; quorum <= 3; quorum++) {
            assertTrusted(nodes(quorum, first.url(), second.url(), liar.url()), HeadStanding.Level.NODES_AGREE);
        }
    }

    @Test
    void aNodeThatIsBehindHasNoSayUntilItIsNeeded() {
        assertTrusted(nodes(2, first.url(), second.url(), behind.url()), HeadStanding.Level.NODES_AGREE);
        assertRefused(nodes(3, first.url(), second.url(), behind.url()), HeadStanding.Cause.NOT_FINAL);
        assertRefused(nodes(1, behind.url()), HeadStanding.Cause.NOT_FINAL);
    }

    @Test
    void aBlockIsFinalFromTheFinalizedOneDown() throws IOException {
        HeadTrust all = nodes(2, first.url(), second.url());
        EthereumRpc rpc = AnvilLog.rpc(first.url());
        for (long number = 1; number <= NEWEST; number++) {
            HeadStanding standing =
                    all.judge(CHAIN, Objects.requireNonNull(rpc.blockAt(number)).header());
            if (number <= NEWEST - 2) {
                assertThat(standing).as("block " + number).isInstanceOf(HeadStanding.Trusted.class);
            } else {
                assertCause(standing, HeadStanding.Cause.NOT_FINAL);
            }
        }
    }

    @Test
    void aNodeThatLiesIsOutvotedAndNamed() {
        liar.lieAbout("eth_getBlockByNumber", answer -> result(answer).put("hash", Word.ZERO.hex()));
        HeadStanding outvoted = nodes(2, first.url(), second.url(), liar.url()).judge(CHAIN, header);
        assertThat(outvoted)
                .isInstanceOfSatisfying(
                        HeadStanding.Trusted.class,
                        trusted -> assertThat(trusted.detail())
                                .contains("2 of 3", "127.0.0.1:" + liar.url().getPort(), Word.ZERO.hex()));
        assertRefused(nodes(3, first.url(), second.url(), liar.url()), HeadStanding.Cause.DISAGREE);
        assertRefused(nodes(2, second.url(), liar.url()), HeadStanding.Cause.DISAGREE);
        assertRefused(nodes(1, liar.url()), HeadStanding.Cause.UNKNOWN);
    }

    @Test
    void aBlockThatNodesAgreeNotToHaveIsUnknown() throws Exception {
        BlockHeader other = madeUpHeader();
        assertCause(nodes(2, first.url(), second.url()).judge(CHAIN, other), HeadStanding.Cause.UNKNOWN);
        assertCause(nodes(2, first.url(), second.url(), unreachable()).judge(CHAIN, other), HeadStanding.Cause.UNKNOWN);
    }

    @Test
    void tooFewAnswersAreNoVerdict() throws IOException {
        URI nobody = unreachable();
        assertTrusted(nodes(1, first.url(), nobody), HeadStanding.Level.NODES_AGREE);
        assertRefused(nodes(2, first.url(), nobody), HeadStanding.Cause.UNREACHABLE);
        liar.lieAbout("eth_getBlockByNumber", answer -> {
            if (result(answer).path("number").textValue().equals("0x" + FINAL)) {
                result(answer).put("number", "0x1");
            }
        });
        assertRefused(nodes(1, liar.url()), HeadStanding.Cause.UNREACHABLE);
        liar.answerRaw("eth_getBlockByNumber", (exchange, id) -> LyingNode.reply(exchange, 200, "{}"));
        assertRefused(nodes(2, first.url(), liar.url()), HeadStanding.Cause.UNREACHABLE);
        liar.answerRaw("eth_chainId", (exchange, id) -> LyingNode.reply(exchange, 500, "no"));
        assertRefused(nodes(2, first.url(), liar.url()), HeadStanding.Cause.UNREACHABLE);
    }

    @Test
    void nodesOfAnotherChainAreNotAsked() {
        assertCause(nodes(2, first.url(), second.url()).judge("eip155:1", header), HeadStanding.Cause.WRONG_CHAIN);
        liar.lieAbout("eth_chainId", answer -> answer.put("result", "0x1"));
        assertRefused(nodes(2, first.url(), liar.url()), HeadStanding.Cause.WRONG_CHAIN);
        assertTrusted(nodes(2, first.url(), second.url(), liar.url()), HeadStanding.Level.NODES_AGREE);
        assertCause(history(newest, liar.url()).judge(CHAIN, header), HeadStanding.Cause.WRONG_CHAIN);
        assertCause(new LocalLightClient(liar.url(), TIMEOUT).judge(CHAIN, header), HeadStanding.Cause.WRONG_CHAIN);
    }

    @Test
    void aBlockThatTheChainDroppedIsNeverTrusted() throws IOException {
        try (Anvil anvil = Anvil.start()) {
            anvil.mine(4);
            EthereumRpc rpc = AnvilLog.rpc(anvil.url());
            BlockHeader dropped = rpc.latestBlock().header();
            HeadTrust node = nodes(1, anvil.url());
            assertCause(node.judge(CHAIN, dropped), HeadStanding.Cause.NOT_FINAL);
            anvil.reorg(1);
            anvil.mine(4);
            BlockHeader kept =
                    Objects.requireNonNull(rpc.blockAt(dropped.number())).header();
            assertThat(kept.hash()).isNotEqualTo(dropped.hash());
            assertCause(node.judge(CHAIN, dropped), HeadStanding.Cause.UNKNOWN);
            assertThat(node.judge(CHAIN, kept)).isInstanceOf(HeadStanding.Trusted.class);
            HeadTrust history = history(rpc.latestBlock().header(), anvil.url());
            assertCause(history.judge(CHAIN, dropped), HeadStanding.Cause.UNKNOWN);
            assertThat(history.judge(CHAIN, kept)).isInstanceOf(HeadStanding.Trusted.class);
        }
    }

    @Test
    void countsNoNodeTwiceAndTakesOnlySafeOnes() {
        for (List<String> urls : List.of(
                List.<String>of(),
                List.of("https://rpc.example.org/a", "https://rpc.example.org/b"),
                List.of("https://rpc.example.org", "https://RPC.example.org:443/"),
                List.of("http://rpc.example.org"),
                List.of("https://name:word@rpc.example.org"))) {
            List<URI> endpoints = urls.stream().map(URI::create).toList();
            assertThatThrownBy(() -> new FinalizedByNodes(endpoints, 1, TIMEOUT))
                    .as(urls.toString())
                    .isInstanceOf(IllegalArgumentException.class);
        }
        List<URI> many = new ArrayList<>();
        for (int port = 1; port <= NamedNode.COUNT_MAX + 1; port++) {
            many.add(URI.create("http://127.0.0.1:" + port));
        }
        assertThatThrownBy(() -> new FinalizedByNodes(many, 1, TIMEOUT)).isInstanceOf(IllegalArgumentException.class);
        for (int quorum : new int[] {-1, 0, 3}) {
            assertThatThrownBy(() -> nodes(quorum, first.url(), second.url()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void historyFromAnyNodeCarriesAPinnedHashBack() throws IOException {
        HeadTrust history = history(newest, unreachable(), first.url());
        EthereumRpc rpc = AnvilLog.rpc(first.url());
        for (long number = 0; number < NEWEST; number++) {
            assertThat(history.judge(
                            CHAIN, Objects.requireNonNull(rpc.blockAt(number)).header()))
                    .as("block " + number)
                    .isInstanceOfSatisfying(
                            HeadStanding.Trusted.class,
                            trusted ->
                                    assertThat(trusted.level()).isEqualTo(HeadStanding.Level.PINNED_HASH_WITH_HISTORY));
        }
        assertThat(history(newest, unreachable()).judge(CHAIN, newest))
                .isEqualTo(new HeadStanding.Trusted(HeadStanding.Level.PINNED_HASH, "you gave its hash"));
        // The pinned block is older than the one in question.
        assertCause(history(header, first.url()).judge(CHAIN, newest), HeadStanding.Cause.UNKNOWN);
        assertRefused(history(newest, unreachable()), HeadStanding.Cause.UNREACHABLE);
    }

    @Test
    void aNodeThatLiesAboutHistoryChangesNothing() throws Exception {
        HeadTrust lied = history(newest, liar.url());
        assertTrusted(lied, HeadStanding.Level.PINNED_HASH_WITH_HISTORY);
        liar.lieAbout("eth_getProof", answer -> nodes(answer, "accountProof").remove(0));
        assertRefused(lied, HeadStanding.Cause.UNREACHABLE);
        assertTrusted(history(newest, liar.url(), first.url()), HeadStanding.Level.PINNED_HASH_WITH_HISTORY);
        liar.tellTheTruth();
        liar.lieAbout("eth_getProof", answer -> {
            ArrayNode proof =
                    (ArrayNode) result(answer).path("storageProof").path(0).path("proof");
            String leaf = proof.path(proof.size() - 1).textValue();
            // The last byte of the leaf is the last of the hash.
            proof.set(proof.size() - 1, TextNode.valueOf(leaf.substring(0, leaf.length() - 2) + "00"));
        });
        assertRefused(lied, HeadStanding.Cause.UNREACHABLE);
        assertCause(lied.judge(CHAIN, madeUpHeader()), HeadStanding.Cause.UNREACHABLE);
        liar.tellTheTruth();
        liar.lieAbout(
                "eth_getBlockByHash", answer -> answer.set("result", first.call("eth_getBlockByNumber", "0x3", false)));
        assertRefused(lied, HeadStanding.Cause.UNREACHABLE);
        liar.tellTheTruth();
        liar.lieAbout("eth_getBlockByHash", answer -> answer.putNull("result"));
        assertRefused(lied, HeadStanding.Cause.UNREACHABLE);
        liar.tellTheTruth();
        assertTrusted(lied, HeadStanding.Level.PINNED_HASH_WITH_HISTORY);
    }

    /** The code of EIP-2935, run by a real node in blocks of any height, serves exactly the heights within reach. */
    @Test
    void theWindowEndsWhereTheContractsOwnCodeSays() throws RpcException {
        var rpc = new JsonRpc(first.url(), TIMEOUT);
        for (long block : new long[] {1, 2, 8_190, 8_191, 8_192, 8_193, 8_300, 23_000_000}) {
            for (long edge : new long[] {block, block - BlockHistory.WINDOW_BLOCKS}) {
                for (long number = Math.max(0, edge - 2); number <= edge + 2; number++) {
                    assertThat(BlockHistory.reaches(block, number))
                            .as(number + " from " + block)
                            .isEqualTo(isServed(rpc, number, block));
                }
            }
        }
    }

    private static boolean isServed(JsonRpc rpc, long number, long block) throws RpcException {
        Map<String, String> call = Map.of(
                "to", BlockHistory.CONTRACT.hex(), "data", Word.ofNumber(number).hex());
        try {
            return rpc.call("eth_call", List.of(call, "latest", Map.of(), Map.of("number", RpcFields.encode(block))))
                    .isTextual();
        } catch (RpcException e) {
            assertThat(e.kind()).isEqualTo(RpcException.Kind.REFUSED);
            return false;
        }
    }

    @Test
    void aLightClientOnThisMachineIsItsOwnLevel() throws Exception {
        var client = new LocalLightClient(liar.url(), TIMEOUT);
        assertTrusted(client, HeadStanding.Level.LIGHT_CLIENT);
        assertCause(client.judge(CHAIN, newest), HeadStanding.Cause.NOT_FINAL);
        assertCause(client.judge(CHAIN, madeUpHeader()), HeadStanding.Cause.UNKNOWN);
        assertRefused(new LocalLightClient(unreachable(), TIMEOUT), HeadStanding.Cause.UNREACHABLE);
        for (String url : List.of("https://rpc.example.org", "http://10.0.0.1:8545", "https://127.0.0.1.example.org")) {
            assertThatThrownBy(() -> new LocalLightClient(URI.create(url), TIMEOUT))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aLightClientThatKeepsFewBlocksIsAskedForHistory() throws Exception {
        try (Anvil anvil = Anvil.start();
                var forgetful = new LyingNode(anvil.url())) {
            anvil.mine(9);
            BlockHeader old =
                    Objects.requireNonNull(AnvilLog.rpc(anvil.url()).blockAt(3)).header();
            forgetful.lieAbout("eth_getBlockByNumber", answer -> {
                if (result(answer).path("number").textValue().equals("0x3")) {
                    answer.putNull("result");
                }
            });
            var client = new LocalLightClient(forgetful.url(), TIMEOUT);
            assertThat(client.judge(CHAIN, old)).isInstanceOfSatisfying(HeadStanding.Trusted.class, trusted -> {
                assertThat(trusted.level()).isEqualTo(HeadStanding.Level.LIGHT_CLIENT);
                assertThat(trusted.detail()).contains("ancestor");
            });
            forgetful.lieAbout(
                    "eth_getProof", answer -> nodes(answer, "accountProof").remove(0));
            assertCause(client.judge(CHAIN, old), HeadStanding.Cause.UNREACHABLE);
            // A node that has lost a block is no witness for it.
            assertCause(nodes(1, forgetful.url()).judge(CHAIN, old), HeadStanding.Cause.UNREACHABLE);
        }
    }

    private static HeadTrust nodes(int quorum, URI... endpoints) {
        return new FinalizedByNodes(List.of(endpoints), quorum, TIMEOUT);
    }

    private static HeadTrust history(BlockHeader pinned, URI... endpoints) {
        return new HistoryFromNode(Set.of(pinned.hash()), List.of(endpoints), TIMEOUT);
    }

    /** Like {@link #header}, but with another state root. */
    private static BlockHeader madeUpHeader() throws Exception {
        byte[] rlp =
                Objects.requireNonNull(AnvilLog.rpc(first.url()).blockAt(FINAL)).headerRlp();
        byte[] stateRoot = header.stateRoot().bytes();
        for (int at = 0; at + stateRoot.length <= rlp.length; at++) {
            if (Arrays.equals(rlp, at, at + stateRoot.length, stateRoot, 0, stateRoot.length)) {
                rlp[at] ^= 1;
                return BlockHeader.parse(rlp);
            }
        }
        throw new AssertionError("the header does not hold its state root");
    }

    /** A port on which nobody listens any more. */
    private static URI unreachable() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    private static void assertTrusted(HeadTrust trust, HeadStanding.Level level) {
        assertThat(trust.judge(CHAIN, header))
                .isInstanceOfSatisfying(
                        HeadStanding.Trusted.class,
                        trusted -> assertThat(trusted.level()).isEqualTo(level));
    }

    private static void assertRefused(HeadTrust trust, HeadStanding.Cause cause) {
        assertCause(trust.judge(CHAIN, header), cause);
    }

    private static void assertCause(HeadStanding standing, HeadStanding.Cause cause) {
        assertThat(standing)
                .isInstanceOfSatisfying(
                        HeadStanding.Refused.class,
                        refused ->
                                assertThat(refused.cause()).as(refused.detail()).isEqualTo(cause));
    }

    private static ObjectNode result(ObjectNode answer) {
        return (ObjectNode) answer.path("result");
    }

    private static ArrayNode nodes(ObjectNode answer, String name) {
        return (ArrayNode) result(answer).path(name);
    }
}
