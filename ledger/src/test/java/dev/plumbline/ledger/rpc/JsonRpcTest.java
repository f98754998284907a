package dev.plumbline.ledger.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.testkit.LyingNode;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonRpcTest {
    private LyingNode node;

    @BeforeEach
    void startNode() throws IOException {
        node = new LyingNode(URI.create("http://127.0.0.1:9/"));
    }

    @AfterEach
    void stopNode() {
        node.close();
    }

    @Test
    void takesOnlyHttpsAndThisMachine() {
        for (String url : List.of(
                "https://rpc.example.org/key", "http://127.0.0.1:8545", "http://localhost:1/x", "http://[::1]:8545")) {
            assertThat(new JsonRpc(URI.create(url), Duration.ofSeconds(1))).isNotNull();
        }
        for (String url : List.of(
                "http://rpc.example.org",
                "http://127.0.0.1.example.org",
                "http://10.0.0.1:8545",
                "ftp://127.0.0.1",
                "https://name:word@rpc.example.org",
                "file:///etc/passwd",
                "relative")) {
            assertThatThrownBy(() -> new JsonRpc(URI.create(url), Duration.ofSeconds(1)))
                    .as(url)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void neverNamesThePathOfAnEndpointBecauseItMayHoldAToken() {
        assertThatThrownBy(() -> new JsonRpc(URI.create("http://rpc.example.org/s3cret"), Duration.ofSeconds(1)))
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void takesAnAnswerAndItsNull() throws RpcException {
        answers("{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":\"0x1\"}");
        assertThat(call().call("m", List.of())).isEqualTo(TextNode.valueOf("0x1"));
        answers("{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":null}");
        assertThat(call().call("m", List.of()).isNull()).isTrue();
        answers("{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":\"0x1\",\"error\":null}");
        assertThat(call().call("m", List.of())).isEqualTo(TextNode.valueOf("0x1"));
    }

    @Test
    void refusesEveryAnswerThatTheProtocolDoesNotAllow() {
        for (String answer : List.of(
                "<html><body>502 Bad Gateway</body></html>",
                "",
                "null",
                "[]",
                "{}",
                "7",
                "{\"jsonrpc\":\"2.0\",\"id\":ID}",
                "{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":1,\"error\":{\"code\":1}}",
                "{\"jsonrpc\":\"2.0\",\"id\":99,\"result\":1}",
                "{\"jsonrpc\":\"2.0\",\"id\":\"ID\",\"result\":1}",
                "{\"jsonrpc\":\"2.0\",\"id\":ID.0,\"result\":1}",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"result\":1}",
                "{\"jsonrpc\":\"2.0\",\"result\":1}",
                "{\"jsonrpc\":\"1.0\",\"id\":ID,\"result\":1}",
                "{\"jsonrpc\":2.0,\"id\":ID,\"result\":1}",
                "{\"id\":ID,\"result\":1}",
                "{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":1,\"result\":2}",
                "{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":1}x",
                "{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":1} {}",
                "{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":" + "[".repeat(40) + "]".repeat(40) + "}",
                "{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":")) {
            answers(answer);
            assertKind(RpcException.Kind.BAD_ANSWER, answer);
        }
    }

    @Test
    void reportsTheNodesOwnErrorWithTheContractsData() {
        answers("{\"jsonrpc\":\"2.0\",\"id\":ID,\"error\":{\"code\":3,\"message\":\"reverted\",\"data\":\"0x0102\"}}");
        assertThatThrownBy(() -> call().call("m", List.of())).isInstanceOfSatisfying(RpcException.class, e -> {
            assertThat(e.kind()).isEqualTo(RpcException.Kind.REFUSED);
            assertThat(e.data()).containsExactly(1, 2);
            assertThat(e).hasMessage("m: was refused with 3 \"reverted\"");
        });
        answers("{\"jsonrpc\":\"2.0\",\"id\":ID,\"error\":{\"code\":3,\"message\":\"no\",\"data\":\"in words\"}}");
        assertThatThrownBy(() -> call().call("m", List.of()))
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.data()).isNull());
    }

    @Test
    void stopsReadingAtTheFirstByteTooMany() {
        node.answerRaw("m", (exchange, id) -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                byte[] spaces = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 32; i++) {
                    out.write(spaces);
                }
            }
        });
        assertKind(RpcException.Kind.BAD_ANSWER, "2 MiB");
    }

    @Test
    void takesAnAnswerOfTheLargestSize() throws RpcException {
        String start = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1";
        node.answerRaw(
                "m",
                (exchange, id) -> LyingNode.reply(
                        exchange, 200, start + " ".repeat(JsonRpc.ANSWER_BYTES_MAX - start.length() - 1) + "}"));
        assertThat(call().call("m", List.of()).intValue()).isEqualTo(1);
    }

    @Test
    void followsNoRedirectAndTakesNoOtherStatus() {
        for (int status : new int[] {301, 307, 400, 404, 429, 500, 503}) {
            node.answerRaw("m", (exchange, id) -> {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
                LyingNode.reply(exchange, status, "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":1}");
            });
            assertKind(RpcException.Kind.UNREACHABLE, "status " + status);
        }
    }

    @Test
    void givesUpOnAnAnswerThatDrips() throws IOException {
        var release = new CountDownLatch(1);
        node.answerRaw("m", (exchange, id) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThatThrownBy(() -> new JsonRpc(node.url(), Duration.ofMillis(200)).call("m", List.of()))
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.kind()).isEqualTo(RpcException.Kind.UNREACHABLE));
        release.countDown();
    }

    @Test
    void reportsANodeThatIsNotThere() throws IOException {
        URI url;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        assertThatThrownBy(() -> new JsonRpc(url, Duration.ofSeconds(5)).call("m", List.of()))
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.kind()).isEqualTo(RpcException.Kind.UNREACHABLE));
    }

    @Test
    void countsItsQuestions() throws RpcException {
        var seen = new AtomicInteger();
        node.answerRaw("m", (exchange, id) -> {
            seen.addAndGet((int) id);
            LyingNode.reply(exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":1}");
        });
        JsonRpc rpc = call();
        for (int i = 0; i < 4; i++) {
            rpc.call("m", List.of());
        }
        assertThat(seen).hasValue(1 + 2 + 3 + 4);
    }

    @Test
    void readsQuantitiesOnlyInTheirOneForm() throws RpcException {
        assertThat(RpcFields.quantity("q", TextNode.valueOf("0x0"))).isZero();
        assertThat(RpcFields.quantity("q", TextNode.valueOf("0x1f"))).isEqualTo(BigInteger.valueOf(31));
        assertThat(RpcFields.count("q", TextNode.valueOf("0x7fffffffffffffff"))).isEqualTo(Long.MAX_VALUE);
        for (String wrong : List.of(
                "",
                "0",
                "0x",
                "0x00",
                "0x01",
                "0X1",
                "0xA",
                "-0x1",
                "0x-1",
                "0x+1",
                " 0x1",
                "0x1 ",
                "1",
                "0xg",
                "0x1" + "0".repeat(64),
                "0x\u0661")) {
            assertThatThrownBy(() -> RpcFields.quantity("q", TextNode.valueOf(wrong)))
                    .as(wrong)
                    .isInstanceOf(RpcException.class);
        }
        assertThatThrownBy(() -> RpcFields.count("q", TextNode.valueOf("0x8000000000000000")))
                .isInstanceOf(RpcException.class);
    }

    private void answers(String template) {
        node.answerRaw(
                "m", (exchange, id) -> LyingNode.reply(exchange, 200, template.replace("ID", Long.toString(id))));
    }

    private void assertKind(RpcException.Kind kind, String what) {
        assertThatThrownBy(() -> call().call("m", List.of()))
                .as(what)
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private JsonRpc call() {
        return new JsonRpc(node.url(), Duration.ofSeconds(10));
    }
}
