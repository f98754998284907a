package dev.plumbline.api.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A JSON-RPC endpoint on this machine that stands before a node: it answers what it likes itself and passes on the rest. */
final class RpcFront implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int THREADS = 4;
    private static final int QUESTION_BYTES_MAX = 1 << 20;

    static {
        // Without it every answer waits 40 ms for an acknowledgement that the kernel delays.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** What the front makes of a question. */
    interface Desk {
        /**
         * The answer to a question.
         *
         * @param node asks the node behind the same question, or another
         */
        Reply answer(String method, JsonNode params, Node node) throws IOException;
    }

    /** The node behind the front. */
    interface Node {
        /** The node's whole answer. */
        ObjectNode ask(String method, JsonNode params) throws IOException;
    }

    /**
     * A whole HTTP answer.
     *
     * @param status of HTTP
     * @param body a JSON-RPC answer; null for none at all
     */
    record Reply(int status, @Nullable ObjectNode body) {
        /** The answer of a node that holds nothing back. */
        static Reply of(ObjectNode body) {
            return new Reply(200, body);
        }

        /** A server that is not there. */
        static Reply unavailable() {
            return new Reply(503, null);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, RpcFront::daemon);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI node;
    private final Desk desk;

    private RpcFront(HttpServer server, URI node, Desk desk) {
        this.server = server;
        this.node = node;
        this.desk = desk;
    }

    /** Opens an endpoint on a free port. */
    static RpcFront open(URI node, Desk desk) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var front = new RpcFront(server, node, desk);
        server.setExecutor(front.threads);
        server.createContext("/", front::serve);
        server.start();
        return front;
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "scenario-front");
        thread.setDaemon(true);
        return thread;
    }

    /** A refusal in JSON-RPC. */
    static ObjectNode error(int code, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error").put("code", code).put("message", message);
        return body;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode question = JSON.readTree(exchange.getRequestBody().readNBytes(QUESTION_BYTES_MAX));
            Reply reply = desk.answer(question.path("method").asText(), question.path("params"), this::ask);
            ObjectNode body = reply.body();
            if (body != null) {
                body.put("jsonrpc", "2.0");
                body.set("id", question.path("id"));
            }
            byte[] bytes = body == null ? new byte[0] : JSON.writeValueAsBytes(body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }

    private ObjectNode ask(String method, JsonNode params) throws IOException {
        ObjectNode question = JSON.createObjectNode();
        question.put("jsonrpc", "2.0").put("id", 1).put("method", method);
        question.set("params", params);
        HttpRequest request = HttpRequest.newBuilder(node)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(question)))
                .build();
        try {
            byte[] answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            if (JSON.readTree(answer) instanceof ObjectNode object) {
                return object;
            }
            throw new IOException(method + ": the node's answer is no JSON object");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the node was asked for " + method, e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
