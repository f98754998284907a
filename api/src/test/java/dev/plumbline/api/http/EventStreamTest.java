package dev.plumbline.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listeners: many, slow, gone, and coming back. */
final class EventStreamTest {
    private static final int HEARTBEATS_MAX = 5;

    @TempDir
    private Path folder;

    private final MadeUpSequencer rollup = new MadeUpSequencer();

    /** A listener that reads when it is told to; of HTTP/1.0, so that no chunks stand between the lines. */
    private static final class Listener implements Closeable {
        private final Socket socket;
        private final BufferedReader lines;

        Listener(int port, String header) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET " + Routes.EVENT_STREAM + " HTTP/1.0\r\nHost: localhost\r\n" + header + "\r\n")
                            .getBytes(UTF_8));
            socket.getOutputStream().flush();
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        }

        /** Lines until one that starts so, which is the last. */
        List<String> until(String start) throws IOException {
            var read = new ArrayList<String>();
            int heartbeats = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                read.add(line);
                heartbeats += line.equals(": still here") ? 1 : 0;
                if (heartbeats > HEARTBEATS_MAX) {
                    throw new IOException("nothing but heartbeats came where " + start + " was to come");
                }
                if (line.startsWith(start)) {
                    return read;
                }
            }
            throw new IOException("the stream ended after " + read);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private TestServer server() throws IOException {
        return TestServer.start(folder, HttpConfig.of("127.0.0.1", 0), rollup);
    }

    @Test
    void everyListenerHearsEverythingInOrder() throws Exception {
        var listeners = new ArrayList<Listener>();
        try (TestServer server = server()) {
            for (int i = 0; i < EventStreams.CLIENTS_MAX; i++) {
                var listener = new Listener(server.api.port(), "");
                listeners.add(listener);
                assertThat(listener.until(": listening")).contains("Content-Type: text/event-stream", "retry: 3000");
            }
            for (int number = 1; number <= 500; number++) {
                rollup.block(number, 1);
            }
            for (Listener listener : listeners) {
                List<String> heard = listener.until("id: 500");
                assertThat(heard.stream()
                                .filter(line -> line.startsWith("id: "))
                                .toList())
                        .hasSize(500)
                        .startsWith("id: 1", "id: 2");
                assertThat(heard).contains("event: block");
                assertThat(TestServer.MAPPER
                                .readTree(listener.until("data: ").get(1).substring(6))
                                .path("block")
                                .asLong())
                        .isEqualTo(500);
            }
        } finally {
            close(listeners);
        }
    }

    @Test
    void oneListenerTooManyIsTurnedAway() throws Exception {
        var listeners = new ArrayList<Listener>();
        try (TestServer server = server()) {
            for (int i = 0; i < EventStreams.CLIENTS_MAX; i++) {
                var listener = new Listener(server.api.port(), "");
                listener.until(": listening");
                listeners.add(listener);
            }
            try (var late = new Listener(server.api.port(), "Connection: close\r\n")) {
                List<String> answer = late.until("{");
                assertThat(answer.get(0)).startsWith("HTTP/1.1 503 ");
                assertThat(answer).anyMatch(line -> line.contains("/TOO_MANY_LISTENERS"));
            }
            listeners.remove(0).close();
            // Who has gone is noticed when something is to be written, and leaves a place.
            await(() -> {
                rollup.block(1, 0);
                try (var late = new Listener(server.api.port(), "")) {
                    return late.until("HTTP").get(0).contains(" 200 ");
                }
            });
        } finally {
            close(listeners);
        }
    }

    @Test
    void aListenerThatTakesNothingHoldsNobodyUpAndIsDropped() throws Exception {
        try (TestServer server = server();
                var slow = new Listener(server.api.port(), "");
                var keen = new Listener(server.api.port(), "")) {
            slow.until(": listening");
            keen.until(": listening");
            long start = System.nanoTime();
            int count = 12_000;
            for (int number = 1; number <= count; number++) {
                rollup.block(number, 1);
                if (number % 1_000 == 0) {
                    keen.until("id: " + number);
                }
            }
            // Far more than the sockets between can hold: had anybody waited for it, this would not have ended.
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
                    .isLessThan(60);
            await(() -> TestServer.json(server.get("/v1/sequencer"))
                            .path("listeners")
                            .asInt()
                    == 1);
        }
    }

    @Test
    void whoComesBackGoesOnWhereItStopped() throws Exception {
        try (TestServer server = server()) {
            for (int number = 1; number <= 50; number++) {
                rollup.block(number, 1);
            }
            try (var back = new Listener(server.api.port(), "Last-Event-ID: 47\r\n")) {
                List<String> heard = back.until("id: 50");
                assertThat(heard.stream()
                                .filter(line -> line.startsWith("id: "))
                                .toList())
                        .containsExactly("id: 48", "id: 49", "id: 50");
                assertThat(heard).doesNotContain("event: missed");
            }
            try (var fresh = new Listener(server.api.port(), "")) {
                fresh.until(": listening");
                rollup.block(51, 1);
                assertThat(fresh.until("id: ")).contains("id: 51");
            }
        }
    }

    @Test
    void whatIsForgottenIsSaidToBeMissed() throws Exception {
        try (TestServer server = server()) {
            int count = LiveEvents.KEPT_COUNT + 10;
            for (int number = 1; number <= count; number++) {
                rollup.block(number, 1);
            }
            try (var back = new Listener(server.api.port(), "Last-Event-ID: 3\r\n")) {
                back.until("event: missed");
                assertThat(back.until("id: 11")).contains("data: {\"after\":3,\"before\":11}");
            }
            try (var other = new Listener(server.api.port(), "Last-Event-ID: 99999\r\n")) {
                other.until("event: missed");
                rollup.block(1, 1);
                assertThat(other.until("id: ")).contains("id: " + (count + 1));
            }
            assertThat(server.get(Routes.EVENT_STREAM, "Last-Event-ID", "+5").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void aStreamWithoutNewsStaysOpenAndEndsWithTheServer() throws Exception {
        HttpConfig config = HttpConfig.of("127.0.0.1", 0);
        TestServer server = TestServer.start(folder, config, rollup);
        try (var listener = new Listener(server.api.port(), "")) {
            listener.until(": listening");
            // Two of them take longer than a connection may be idle otherwise.
            listener.until(": still here");
            listener.until(": still here");
            listener.until(": still here");
            rollup.block(1, 0);
            listener.until("id: 1");
            server.close();
            assertThat(listener.socket.getInputStream().readAllBytes()).isNotNull();
        }
    }

    @Test
    void headOfAStreamIsNoStream() throws Exception {
        try (TestServer server = server()) {
            assertThat(server.send("HEAD", Routes.EVENT_STREAM, new byte[0]).statusCode())
                    .isEqualTo(200);
            assertThat(TestServer.json(server.get("/v1/sequencer"))
                            .path("listeners")
                            .asInt())
                    .isZero();
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.holds()) {
            assertThat(System.nanoTime())
                    .as("nanoseconds at which it had to hold")
                    .isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static void close(List<Listener> listeners) throws IOException {
        for (Listener listener : listeners) {
            listener.close();
        }
    }
}
