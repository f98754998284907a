package dev.plumbline.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A node in this process that answers from memory, and knows what its own threads cost, so that they can be left out. */
final class MadeUpNode implements AutoCloseable {
    /** What it answers with. */
    interface Answers {
        /**
         * The result as JSON.
         *
         * @param param the first parameter, without its quotes
         * @param isFull whether the second is true
         */
        String result(String method, String param, boolean isFull);
    }

    private static final int THREADS = 2;

    static {
        // Without it every answer waits 40 ms for an acknowledgement that the kernel delays.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Answers answers;
    private final AtomicLong cpuNanos = new AtomicLong();

    MadeUpNode(Answers answers) throws IOException {
        this.answers = answers;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Processor time of the answers so far. */
    long cpuNanos() {
        return cpuNanos.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try (exchange) {
            String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String params = between(question, "\"params\":[", "]");
            String first = params.split(",", -1)[0].replace("\"", "");
            String result = answers.result(between(question, "\"method\":\"", "\""), first, params.endsWith("true"));
            byte[] body = ("{\"jsonrpc\":\"2.0\",\"id\":" + between(question, "\"id\":", ",") + ",\"result\":" + result
                            + "}")
                    .getBytes(StandardCharsets.ISO_8859_1);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
        cpuNanos.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
    }

    private static String between(String text, String before, String after) {
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
