package dev.plumbline.api.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.event.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plays {@code http-script.txt}, whose head says how it is to be read. */
final class HttpScriptTest {
    private static final int CASES_MIN = 60;
    /** After which the server closes a connection that nothing comes on: no refusal may wait for that. */
    private static final long IDLE_MILLIS = 10_000;

    private static final Pattern VARIABLE =
            Pattern.compile("\\{(?:event(?:/([^/}]*)/([^/}]*))?|(logged)|(size)|([0-9]+)\\*([^}]+))}");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9a-f]{2})|([rnt0\\\\]))");

    @TempDir
    private Path folder;

    private record Case(boolean isRaw, int status, String reason, List<String> lines) {}

    @Test
    void refusesEveryLineOfTheScriptAndLogsNothing() throws Exception {
        List<Case> cases = read();
        assertThat(cases).hasSizeGreaterThanOrEqualTo(CASES_MIN);
        try (TestServer server = TestServer.start(folder)) {
            Event logged = TestServer.event(0, 1);
            server.post(TestServer.JSON, logged.entry());
            var softly = new SoftAssertions();
            for (Case one : cases) {
                long start = System.nanoTime();
                String answer = send(server.api.port(), request(one, logged));
                softly.assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
                        .as("milliseconds for %s", one.lines())
                        .isLessThan(IDLE_MILLIS / 2);
                check(softly, one, answer);
                softly.assertThat(server.ledger.head().head().size())
                        .as("size after %s", one.lines())
                        .isEqualTo(1);
            }
            softly.assertAll();
        }
    }

    private static void check(SoftAssertions softly, Case one, String answer) throws IOException {
        String name = String.join(" | ", one.lines().subList(0, 1)) + " -> "
                + answer.lines().findFirst().orElse("nothing");
        softly.assertThat(answer).as(name).startsWith("HTTP/1.1 " + one.status() + " ");
        int body = answer.indexOf("\r\n\r\n");
        if (body < 0) {
            return;
        }
        String head = answer.substring(0, body);
        softly.assertThat(head)
                .as(name)
                .contains("Content-Type: application/problem+json")
                .contains("nosniff");
        softly.assertThat(head.toLowerCase(java.util.Locale.ROOT))
                .as(name)
                .doesNotContain("jetty")
                .doesNotContain("server:");
        JsonNode problem = TestServer.MAPPER.readTree(answer.substring(body + 4));
        softly.assertThat(problem.path("type").asText())
                .as("%s: %s", name, problem)
                .isEqualTo("https://plumbline.dev/problems/" + one.reason());
        softly.assertThat(problem.path("status").asInt()).as(name).isEqualTo(one.status());
        softly.assertThat(problem.path("title").asText()).as(name).endsWith(".");
        softly.assertThat(problem.path("detail").asText()).as(name).isNotEmpty().doesNotContain("Exception");
    }

    private static List<Case> read() throws IOException {
        String script;
        try (InputStream resource = HttpScriptTest.class.getResourceAsStream("http-script.txt")) {
            script = new String(resource.readAllBytes(), UTF_8);
        }
        var cases = new ArrayList<Case>();
        for (String line : script.lines().toList()) {
            if (line.startsWith(">")) {
                String[] parts = line.split(" ", -1);
                cases.add(new Case(parts[0].equals(">>"), Integer.parseInt(parts[1]), parts[2], new ArrayList<>()));
            } else if (!line.startsWith("#") && !cases.isEmpty()) {
                cases.get(cases.size() - 1).lines().add(line);
            }
        }
        return cases;
    }

    private static byte[] request(Case one, Event logged) {
        List<String> lines =
                one.lines().stream().map(line -> expand(line, logged)).toList();
        if (one.isRaw()) {
            return (String.join("\r\n", lines) + "\r\n").getBytes(ISO_8859_1);
        }
        int empty = lines.indexOf("");
        int headEnd = empty < 0 ? lines.size() : empty;
        // An empty line between two cases is for the reader.
        int bodyEnd = lines.size();
        while (bodyEnd > headEnd + 1 && lines.get(bodyEnd - 1).isEmpty()) {
            bodyEnd--;
        }
        byte[] body =
                headEnd + 1 >= bodyEnd ? new byte[0] : unescape(String.join("\n", lines.subList(headEnd + 1, bodyEnd)));
        var head = new StringBuilder(String.join("\r\n", lines.subList(0, headEnd))).append("\r\nHost: localhost\r\n");
        head.append("Connection: close\r\n");
        if (lines.subList(0, headEnd).stream().noneMatch(line -> line.startsWith("Content-Length"))
                && !lines.get(0).startsWith("GET")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private static String expand(String line, Event logged) {
        String fresh = new String(TestServer.event(0, 2).entry(), ISO_8859_1);
        Matcher matcher = VARIABLE.matcher(line);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(
                found.group(3) != null
                        ? logged.id().encode()
                        : found.group(4) != null
                                ? "1"
                                : found.group(5) != null
                                        ? found.group(6).repeat(Integer.parseInt(found.group(5)))
                                        : found.group(1) != null
                                                ? fresh.replace(found.group(1), found.group(2))
                                                : fresh));
    }

    private static byte[] unescape(String text) {
        String bytes = ESCAPE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) != null
                                ? String.valueOf((char) Integer.parseInt(found.group(1), 16))
                                : String.valueOf("\r\n\t\0\\".charAt("rnt0\\".indexOf(found.group(2))))));
        return bytes.getBytes(ISO_8859_1);
    }

    private static String send(int port, byte[] request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            return new String(readAnswer(socket.getInputStream()), UTF_8);
        }
    }

    /** Up to the end of the connection, or what came before it was reset: the server does not read what it refused. */
    private static byte[] readAnswer(InputStream in) throws IOException {
        var answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                answer.writeBytes(Arrays.copyOf(buffer, read));
            }
        } catch (IOException e) {
            if (answer.size() == 0) {
                throw e;
            }
        }
        return answer.toByteArray();
    }
}
