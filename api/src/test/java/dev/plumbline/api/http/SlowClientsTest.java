package dev.plumbline.api.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that hold on to what they opened. Takes the seconds that the server is patient for. */
final class SlowClientsTest {
    private static final int CLIENTS = 400;
    private static final String SUBMISSION = "POST /v1/events HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";

    @TempDir
    private Path folder;

    @Test
    void slowBodiesHoldNoThreadAndAreCutOff() throws Exception {
        HttpConfig config = HttpConfig.of("127.0.0.1", 0).withBodyPace(1_000_000, 8_000);
        var clients = new ArrayList<Socket>();
        try (TestServer server = TestServer.start(folder, ledger -> ledger, config, Anchors.NONE)) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(open(server, SUBMISSION));
            }
            long start = System.nanoTime();
            for (int probe = 0; probe < 20; probe++) {
                assertThat(server.get("/checkpoint").statusCode()).isEqualTo(200);
            }
            assertThat(server.post(TestServer.JSON, TestServer.event(0, 1).entry())
                            .statusCode())
                    .isEqualTo(201);
            // A server whose threads wait for bodies answers none of these before the first body times out.
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(HttpConfig.PATIENCE_MILLIS);
            for (Socket client : clients) {
                assertThat(answer(client)).startsWith("HTTP/1.1 408 ").contains("/REQUEST_TOO_SLOW");
            }
        } finally {
            close(clients);
        }
    }

    @Test
    void aSteadyBodyThatNeverEndsIsCutOff() throws Exception {
        HttpConfig config = HttpConfig.of("127.0.0.1", 0).withBodyPace(1, 500);
        try (TestServer server = TestServer.start(folder, ledger -> ledger, config, Anchors.NONE);
                Socket client = open(server, SUBMISSION)) {
            assertThat(answer(client)).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void aClientThatLeavesInTheMiddleLeavesNothingBehind() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            for (int i = 0; i < 50; i++) {
                open(server, SUBMISSION).close();
            }
            assertThat(server.post(TestServer.JSON, TestServer.event(0, 1).entry())
                            .statusCode())
                    .isEqualTo(201);
            assertThat(server.ledger.head().head().size()).isEqualTo(1);
        }
    }

    private static Socket open(TestServer server, String text) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.api.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String answer(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        return new String(in.readNBytes(600), US_ASCII);
    }

    private static void close(List<Socket> clients) throws IOException {
        for (Socket client : clients) {
            client.close();
        }
    }
}
