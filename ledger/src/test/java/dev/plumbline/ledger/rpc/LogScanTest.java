package dev.plumbline.ledger.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.testkit.LyingNode;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node that gives other logs than it was asked for. That true ones are found is shown where a contract writes them. */
class LogScanTest {
    private static final Address CONTRACT = Address.of(new byte[Address.LENGTH]);
    private static final Word TOPIC = Word.ofNumber(7);

    private static LyingNode node;

    @BeforeAll
    static void startNode() throws Exception {
        node = new LyingNode(URI.create("http://127.0.0.1:1/"));
    }

    @AfterAll
    static void stopNode() {
        node.close();
    }

    private static String log(long block, long index) {
        return "{\"address\":\"%s\",\"topics\":[\"%s\"],\"data\":\"0x\",\"blockNumber\":\"0x%x\",\"transactionHash\":\"%s\",\"logIndex\":\"0x%x\"}"
                .formatted(CONTRACT.hex(), TOPIC.hex(), block, Word.ZERO.hex(), index);
    }

    private static List<RpcLog> scan(long from, long to, String... logs) throws RpcException {
        String result = "[" + String.join(",", logs) + "]";
        node.answerRaw(
                "eth_getLogs",
                (exchange, id) -> LyingNode.reply(
                        exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}"));
        return new LogScan(node.rpc(), CONTRACT, TOPIC).read(from, to);
    }

    private static void assertRefused(String... logs) {
        assertThatThrownBy(() -> scan(5, 5, logs))
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.kind()).isEqualTo(RpcException.Kind.BAD_ANSWER));
    }

    @Test
    void takesWhatWasAskedForInTheOrderOfTheChain() throws RpcException {
        assertThat(scan(5, 5, log(5, 0), log(5, 3)))
                .extracting(RpcLog::logIndex)
                .containsExactly(0L, 3L);
        assertThat(scan(5, 6, log(5, 3), log(6, 0))).hasSize(2);
        assertThat(scan(5, 5)).isEmpty();
    }

    @Test
    void refusesWhatWasNotAskedFor() {
        assertRefused(log(4, 0));
        assertRefused(log(6, 0));
        assertRefused(log(5, 1), log(5, 1));
        assertRefused(log(5, 1), log(5, 0));
        assertRefused(log(5, 0).replace(TOPIC.hex(), Word.ZERO.hex()));
        assertRefused(log(5, 0).replace("[\"" + TOPIC.hex() + "\"]", "[]"));
        assertRefused(log(5, 0).replace(CONTRACT.hex(), "0x" + "11".repeat(20)));
        assertRefused(log(5, 0).replace(CONTRACT.hex(), "0x11"));
        assertRefused(log(5, 0).replace(TOPIC.hex(), "0x11"));
        assertRefused(log(5, 0).replace("}", ",\"removed\":true}"));
        assertRefused("7");
    }

    @Test
    void refusesAnotherArgumentThanWasAskedFor() throws RpcException {
        String one = log(5, 0).replace("\"]", "\",\"" + Word.ofNumber(1).hex() + "\"]");
        assertThat(scan(5, 5, one)).hasSize(1);
        var forOne = new LogScan(node.rpc(), CONTRACT, TOPIC, Word.ofNumber(1));
        assertThat(forOne.read(5, 5)).hasSize(1);
        var forTwo = new LogScan(node.rpc(), CONTRACT, TOPIC, Word.ofNumber(2));
        assertThatThrownBy(() -> forTwo.read(5, 5)).isInstanceOf(RpcException.class);
        scan(5, 5, log(5, 0));
        assertThatThrownBy(() -> forOne.read(5, 5)).as("no argument at all").isInstanceOf(RpcException.class);
    }

    @Test
    void halvesAWindowThatIsRefusedAndGivesUpAtOneBlock() {
        var asked = new AtomicInteger();
        node.answerRaw("eth_getLogs", (exchange, id) -> {
            asked.incrementAndGet();
            LyingNode.reply(
                    exchange,
                    200,
                    "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":-32005,\"message\":\"too many\"}}");
        });
        assertThatThrownBy(() -> new LogScan(node.rpc(), CONTRACT, TOPIC).read(0, 5_000))
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.kind()).isEqualTo(RpcException.Kind.REFUSED));
        // 1,000 blocks, then 500, 250, 125, 62, 31, 15, 7, 3 and 1.
        assertThat(asked).hasValue(10);
    }

    @Test
    void asksNobodyAgainWhoDoesNotAnswer() {
        var asked = new AtomicInteger();
        node.answerRaw("eth_getLogs", (exchange, id) -> {
            asked.incrementAndGet();
            LyingNode.reply(exchange, 503, "");
        });
        assertThatThrownBy(() -> new LogScan(node.rpc(), CONTRACT, TOPIC).read(0, 5_000))
                .isInstanceOf(RpcException.class);
        assertThat(asked).hasValue(1);
    }
}
