package dev.plumbline.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.ledger.rpc.EthereumRpc;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A node between us and a real one: it passes questions on, and changes the answers it is told to change. */
public final class LyingNode implements AutoCloseable {
    /** What it makes of the true answer to one method. */
    public interface Lie {
        /** Changes the true answer in place. */
        void tell(ObjectNode answer) throws IOException;
    }

    /** What it makes of the true answer to one question. */
    public interface LieTo {
        /** Changes the true answer in place. */
        void tell(ObjectNode answer, JsonNode params) throws IOException;
    }

    /** A whole HTTP answer instead of the true one. */
    public interface RawLie {
        void tell(HttpExchange exchange, long id) throws IOException;
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // Without it every answer waits 40 ms for an acknowledgement that the kernel delays.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private record Told(String method, LieTo lie) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI truth;
    private final List<Told> lies = new CopyOnWriteArrayList<>();
    private volatile RawLie rawLie = (exchange, id) -> {};
    private volatile String rawMethod = "";

    public LyingNode(URI truth) throws IOException {
        this.truth = truth;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    public EthereumRpc rpc() {
        return new EthereumRpc(url(), Duration.ofSeconds(10));
    }

    /** From here on changes the answers to a method. */
    public void lieAbout(String method, Lie lie) {
        lieTo(method, (answer, params) -> lie.tell(answer));
    }

    /** The same, but the lie knows the question. */
    public void lieTo(String method, LieTo lie) {
        lies.add(new Told(method, lie));
    }

    /** From here on answers a method, or every method for "*", with something else altogether. */
    public void answerRaw(String method, RawLie lie) {
        rawMethod = method;
        rawLie = lie;
    }

    public void tellTheTruth() {
        lies.clear();
        rawMethod = "-";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] question = exchange.getRequestBody().readAllBytes();
            JsonNode json = JSON.readTree(question);
            String method = json.path("method").textValue();
            if (rawMethod.equals(method) || rawMethod.equals("*")) {
                rawLie.tell(exchange, json.path("id").longValue());
                return;
            }
            ObjectNode answer = (ObjectNode) JSON.readTree(ask(question));
            for (Told told : new ArrayList<>(lies)) {
                if (told.method().equals(method)) {
                    told.lie().tell(answer, json.path("params"));
                }
            }
            reply(exchange, 200, answer.toString());
        }
    }

    private byte[] ask(byte[] question) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(truth)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(question))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    public static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
