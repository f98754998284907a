package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.ledger.rpc.JsonRpc;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.HeadStanding;
import dev.plumbline.proofs.ethereum.HeadTrust;
import dev.plumbline.proofs.ethereum.PinnedHeads;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.testkit.Anvil;
import dev.plumbline.testkit.LyingNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every lie, told to every rung of the ladder. A lie about what a rung does not ask changes nothing; any other leaves the
 * true block without a verdict, or with an honest one; and a made-up block is trusted by nobody, unless all whom the reader
 * chose to believe vouch for it.
 */
class HeadTrustLiesTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** For nodes that never answer: no row waits longer than a few of these. */
    private static final Duration SHORT = Duration.ofMillis(250);

    private static final String CHAIN = "eip155:" + Anvil.CHAIN_ID;
    private static final String BY_NUMBER = "eth_getBlockByNumber";
    private static final String BY_HASH = "eth_getBlockByHash";
    private static final String PROOF = "eth_getProof";
    private static final long FINAL = 5;
    private static final String FINAL_HEX = "0x5";

    private static Anvil anvil;
    private static BlockHeader header;
    private static BlockHeader newest;
    private static BlockHeader madeUp;

    private final CountDownLatch never = new CountDownLatch(1);
    private LyingNode liar;

    /** How a lie is told. */
    private interface Setup {
        void tell(LyingNode liar, CountDownLatch never);
    }

    /**
     * A lie, and what each rung makes of the true block: a cause, or null if the lie does not touch it.
     *
     * @param nodes one node of one
     * @param history a pinned newer hash with history from the node (EIP-2935)
     * @param client a light client that holds the block
     * @param forgetful a light client that does not, and is asked for history
     */
    private record Row(
            String name,
            Setup setup,
            HeadStanding.@Nullable Cause nodes,
            HeadStanding.@Nullable Cause history,
            HeadStanding.@Nullable Cause client,
            HeadStanding.@Nullable Cause forgetful) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> lies() {
        var unreachable = HeadStanding.Cause.UNREACHABLE;
        var wrongChain = HeadStanding.Cause.WRONG_CHAIN;
        var notFinal = HeadStanding.Cause.NOT_FINAL;
        var unknown = HeadStanding.Cause.UNKNOWN;
        return Stream.of(
                new Row("the truth", (liar, never) -> {}, null, null, null, null),
                new Row(
                        "proof of another account",
                        (liar, never) ->
                                liar.lieAbout(PROOF, answer -> result(answer).set("accountProof", otherProof())),
                        null,
                        unreachable,
                        null,
                        unreachable),
                new Row(
                        "account proof without its first node",
                        (liar, never) -> liar.lieAbout(
                                PROOF, answer -> accountNodes(answer).remove(0)),
                        null,
                        unreachable,
                        null,
                        unreachable),
                new Row(
                        "account proof without its last node",
                        (liar, never) -> liar.lieAbout(
                                PROOF,
                                answer -> accountNodes(answer)
                                        .remove(accountNodes(answer).size() - 1)),
                        null,
                        unreachable,
                        null,
                        unreachable),
                new Row(
                        "storage proof cut short",
                        (liar, never) -> liar.lieAbout(
                                PROOF,
                                answer -> slotNodes(answer)
                                        .remove(slotNodes(answer).size() - 1)),
                        null,
                        unreachable,
                        null,
                        unreachable),
                new Row(
                        "present as absent: a storage proof without a node",
                        (liar, never) ->
                                liar.lieAbout(PROOF, answer -> slotNodes(answer).removeAll()),
                        null,
                        unreachable,
                        null,
                        unreachable),
                new Row(
                        "present as absent: no block of that height",
                        (liar, never) -> liar.lieTo(BY_NUMBER, (answer, params) -> {
                            if (params.path(0).textValue().equals(FINAL_HEX)) {
                                answer.putNull("result");
                            }
                        }),
                        unreachable,
                        null,
                        null,
                        null),
                new Row(
                        "present as absent: no block of that hash",
                        (liar, never) -> liar.lieAbout(BY_HASH, answer -> answer.putNull("result")),
                        null,
                        unreachable,
                        null,
                        null),
                new Row(
                        "a swapped header under the hash",
                        (liar, never) -> liar.lieAbout(BY_HASH, answer -> answer.set("result", block("0x3"))),
                        null,
                        unreachable,
                        null,
                        null),
                new Row(
                        "a swapped header at the height",
                        (liar, never) -> liar.lieTo(BY_NUMBER, (answer, params) -> {
                            if (params.path(0).textValue().equals(FINAL_HEX)) {
                                answer.set("result", block("0x3"));
                            }
                        }),
                        unreachable,
                        null,
                        unreachable,
                        null),
                new Row(
                        "another hash at the height",
                        (liar, never) -> liar.lieTo(BY_NUMBER, (answer, params) -> {
                            if (params.path(0).textValue().equals(FINAL_HEX)) {
                                result(answer).put("hash", Word.ZERO.hex());
                            }
                        }),
                        unknown,
                        null,
                        unknown,
                        null),
                new Row(
                        "a stale block as the final one",
                        (liar, never) -> liar.lieTo(BY_NUMBER, (answer, params) -> {
                            if (params.path(0).textValue().equals("finalized")) {
                                answer.set("result", block("0x2"));
                            }
                        }),
                        notFinal,
                        null,
                        notFinal,
                        notFinal),
                new Row(
                        "another chain",
                        (liar, never) -> liar.lieAbout("eth_chainId", answer -> answer.put("result", "0x1")),
                        wrongChain,
                        wrongChain,
                        wrongChain,
                        wrongChain),
                raw(
                        "a huge answer",
                        (exchange, id) -> LyingNode.reply(
                                exchange, 200, "{\"a\":\"" + "x".repeat(JsonRpc.ANSWER_BYTES_MAX) + "\"}")),
                raw(
                        "HTML in place of JSON",
                        (exchange, id) ->
                                LyingNode.reply(exchange, 200, "<html><body>429 Too Many Requests</body></html>")),
                raw("an error page", (exchange, id) -> LyingNode.reply(exchange, 502, "<html></html>")),
                raw("an empty answer", (exchange, id) -> LyingNode.reply(exchange, 200, "")),
                new Row(
                        "no answer",
                        (liar, never) -> liar.answerRaw("*", (exchange, id) -> await(never)),
                        unreachable,
                        unreachable,
                        unreachable,
                        unreachable),
                new Row(
                        "an answer that never ends",
                        (liar, never) -> liar.answerRaw("*", (exchange, id) -> {
                            exchange.sendResponseHeaders(200, 0);
                            exchange.getResponseBody().write("{\"jsonrpc\":".getBytes(StandardCharsets.UTF_8));
                            exchange.getResponseBody().flush();
                            await(never);
                        }),
                        unreachable,
                        unreachable,
                        unreachable,
                        unreachable));
    }

    private static Row raw(String name, LyingNode.RawLie lie) {
        var unreachable = HeadStanding.Cause.UNREACHABLE;
        return new Row(
                name, (liar, never) -> liar.answerRaw("*", lie), unreachable, unreachable, unreachable, unreachable);
    }

    @BeforeAll
    static void startNode() throws Exception {
        anvil = Anvil.start();
        anvil.mine(11);
        RpcBlock block = Objects.requireNonNull(AnvilLog.rpc(anvil.url()).blockAt(FINAL));
        header = block.header();
        newest = AnvilLog.rpc(anvil.url()).latestBlock().header();
        madeUp = madeUp(block.headerRlp());
    }

    @AfterAll
    static void stopNode() {
        // Null when the start was skipped for want of a node.
        if (anvil != null) {
            anvil.close();
        }
    }

    @BeforeEach
    void startLiar() throws IOException {
        liar = new LyingNode(anvil.url());
    }

    @AfterEach
    void stopLiar() {
        never.countDown();
        liar.close();
    }

    private Duration timeout(Row row) {
        return row.name().contains("answer") && !row.name().contains("huge") ? SHORT : TIMEOUT;
    }

    private HeadTrust nodes(Duration timeout, int quorum, URI... urls) {
        return new FinalizedByNodes(List.of(urls), quorum, timeout);
    }

    private HeadTrust history(Duration timeout, URI... urls) {
        return new HistoryFromNode(Set.of(newest.hash()), List.of(urls), timeout);
    }

    @ParameterizedTest
    @MethodSource("lies")
    void leavesTheTrueBlockWithAnHonestVerdict(Row row) {
        Duration timeout = timeout(row);
        row.setup().tell(liar, never);
        assertStanding(nodes(timeout, 1, liar.url()), row.nodes());
        assertStanding(history(timeout, liar.url()), row.history());
        assertStanding(new LocalLightClient(liar.url(), timeout), row.client());
        // One honest voice is enough where one is asked for, whoever speaks first.
        assertStanding(nodes(timeout, 1, liar.url(), anvil.url()), null);
        assertStanding(history(timeout, liar.url(), anvil.url()), null);
        // The hash itself asks nobody.
        assertStanding(new PinnedHeads(Set.of(header.hash())), null);
    }

    @ParameterizedTest
    @MethodSource("lies")
    void leavesAForgetfulLightClientWithAnHonestVerdict(Row row) {
        liar.lieTo(BY_NUMBER, (answer, params) -> {
            if (params.path(0).textValue().equals(FINAL_HEX)) {
                answer.putNull("result");
            }
        });
        boolean isAboutThatBlock = row.name().contains("at the height");
        if (!isAboutThatBlock) {
            row.setup().tell(liar, never);
        }
        assertStanding(new LocalLightClient(liar.url(), timeout(row)), row.forgetful());
    }

    @ParameterizedTest
    @MethodSource("lies")
    void bringsNobodyToTrustAMadeUpBlock(Row row) {
        Duration timeout = timeout(row);
        row.setup().tell(liar, never);
        for (HeadTrust trust : List.of(
                nodes(timeout, 1, liar.url()),
                nodes(timeout, 2, liar.url(), anvil.url()),
                history(timeout, liar.url()),
                history(timeout, liar.url(), anvil.url()),
                new LocalLightClient(liar.url(), timeout),
                new PinnedHeads(Set.of(header.hash(), newest.hash())))) {
            assertThat(trust.judge(CHAIN, madeUp)).isInstanceOf(HeadStanding.Refused.class);
        }
    }

    /** Absent as present: a node that vouches for a block that is on no chain. */
    @Test
    void aNodeThatVouchesForAMadeUpBlockConvincesOnlyWhoBelievesItAlone() {
        liar.lieTo(BY_NUMBER, (answer, params) -> {
            if (params.path(0).textValue().equals(FINAL_HEX)) {
                result(answer).put("hash", madeUp.hash().hex());
            }
        });
        liar.lieAbout(PROOF, answer -> {
            String leaf = slotNodes(answer).path(slotNodes(answer).size() - 1).textValue();
            // The leaf of the ring ends in the hash of the block.
            String forged = leaf.substring(0, leaf.length() - 2 * Word.LENGTH)
                    + madeUp.hash().hex().substring(2);
            slotNodes(answer).set(slotNodes(answer).size() - 1, TextNode.valueOf(forged));
        });
        assertThat(nodes(TIMEOUT, 1, liar.url()).judge(CHAIN, madeUp)).isInstanceOf(HeadStanding.Trusted.class);
        assertThat(new LocalLightClient(liar.url(), TIMEOUT).judge(CHAIN, madeUp))
                .isInstanceOf(HeadStanding.Trusted.class);
        assertCause(nodes(TIMEOUT, 2, liar.url(), anvil.url()).judge(CHAIN, madeUp), HeadStanding.Cause.DISAGREE);
        // What is proven does not depend on who says it.
        assertCause(history(TIMEOUT, liar.url()).judge(CHAIN, madeUp), HeadStanding.Cause.UNREACHABLE);
        assertCause(history(TIMEOUT, liar.url(), anvil.url()).judge(CHAIN, madeUp), HeadStanding.Cause.UNKNOWN);
    }

    private static void await(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertStanding(HeadTrust trust, HeadStanding.@Nullable Cause cause) {
        HeadStanding standing = trust.judge(CHAIN, header);
        if (cause == null) {
            assertThat(standing).isInstanceOf(HeadStanding.Trusted.class);
        } else {
            assertCause(standing, cause);
        }
    }

    private static void assertCause(HeadStanding standing, HeadStanding.Cause cause) {
        assertThat(standing)
                .isInstanceOfSatisfying(
                        HeadStanding.Refused.class,
                        refused ->
                                assertThat(refused.cause()).as(refused.detail()).isEqualTo(cause));
    }

    /** The same header with another state root. */
    private static BlockHeader madeUp(byte[] rlp) throws Exception {
        byte[] stateRoot = header.stateRoot().bytes();
        for (int at = 0; at + stateRoot.length <= rlp.length; at++) {
            if (Arrays.equals(rlp, at, at + stateRoot.length, stateRoot, 0, stateRoot.length)) {
                rlp[at] ^= 1;
                return BlockHeader.parse(rlp);
            }
        }
        throw new AssertionError("the header does not hold its state root");
    }

    private static JsonNode block(String number) {
        return anvil.call(BY_NUMBER, number, false);
    }

    private static JsonNode otherProof() {
        return anvil.call(PROOF, "0x" + "11".repeat(20), List.of(), "latest").path("accountProof");
    }

    private static ObjectNode result(ObjectNode answer) {
        return (ObjectNode) answer.path("result");
    }

    private static ArrayNode accountNodes(ObjectNode answer) {
        return (ArrayNode) result(answer).path("accountProof");
    }

    private static ArrayNode slotNodes(ObjectNode answer) {
        return (ArrayNode) result(answer).path("storageProof").path(0).path("proof");
    }
}
