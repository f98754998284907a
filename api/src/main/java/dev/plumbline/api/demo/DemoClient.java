package dev.plumbline.api.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks the demonstration's own servers. Whatever they refuse ends the demonstration. */
final class DemoClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    byte[] get(String url, String accept) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Accept", accept)
                .timeout(TIMEOUT)
                .build());
    }

    JsonNode json(String url) throws IOException {
        return JSON.readTree(get(url, "application/json"));
    }

    /** Submits entries in one request and returns the answer to each. */
    List<JsonNode> submit(String url, List<byte[]> entries) throws IOException {
        var body = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            body.writeBytes(entry);
            body.write('\n');
        }
        byte[] answer = send(HttpRequest.newBuilder(URI.create(url + "/v1/events"))
                .header("Content-Type", "application/x-ndjson")
                .timeout(TIMEOUT)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
        var answers = new ArrayList<JsonNode>();
        for (String line : new String(answer, StandardCharsets.UTF_8).strip().split("\n", -1)) {
            JsonNode json = JSON.readTree(line);
            if (!json.has("receipt")) {
                throw new IOException("the ledger refused an event: " + json.path("problem"));
            }
            answers.add(json);
        }
        return answers;
    }

    /** Asks an Ethereum node for the hash of a block. */
    String blockHash(String rpc, long number) throws IOException {
        String request = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_getBlockByNumber\",\"params\":[\"0x"
                + Long.toHexString(number) + "\",false]}";
        byte[] answer = send(HttpRequest.newBuilder(URI.create(rpc))
                .header("Content-Type", "application/json")
                .timeout(TIMEOUT)
                .POST(HttpRequest.BodyPublishers.ofString(request))
                .build());
        return JSON.readTree(answer).path("result").path("hash").asText();
    }

    static JsonNode decode(String json) throws IOException {
        return JSON.readTree(json);
    }

    static byte[] encode(JsonNode json) throws IOException {
        return JSON.writeValueAsBytes(json);
    }

    private byte[] send(HttpRequest request) throws IOException {
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != 2) {
                String text = new String(response.body(), StandardCharsets.UTF_8);
                throw new IOException(request.uri() + " answered " + response.statusCode() + ": " + text);
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + request.uri() + " was asked", e);
        }
    }
}
