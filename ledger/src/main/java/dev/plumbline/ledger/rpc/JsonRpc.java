package dev.plumbline.ledger.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.HexData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * JSON-RPC 2.0 over HTTP/1.1 with a node that is not trusted: one request, one answer, all of it bounded.
 *
 * <p>Follows no redirect, reads at most {@link #ANSWER_BYTES_MAX} bytes unless told otherwise, and waits at most for its time limit, which covers
 * the whole answer and not just its headers. Safe for any thread.
 */
public final class JsonRpc {
    /** Bytes of one answer. */
    public static final int ANSWER_BYTES_MAX = 1 << 20;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int REVERT_BYTES_MAX = 4_096;

    private final URI endpoint;
    private final Duration timeout;
    private final int answerBytesMax;
    private final HttpClient client;
    private final AtomicLong lastId = new AtomicLong();

    /**
     * @param endpoint https, or http on this machine
     * @param timeout longest wait for one whole answer
     * @throws IllegalArgumentException if the endpoint is anything else
     */
    public JsonRpc(URI endpoint, Duration timeout) {
        this(endpoint, timeout, ANSWER_BYTES_MAX);
    }

    /**
     * For answers that may be larger.
     *
     * @param answerBytesMax most bytes of one answer; while it is read, memory holds some ten times that
     */
    public JsonRpc(URI endpoint, Duration timeout, int answerBytesMax) {
        requireSafe(endpoint);
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.answerBytesMax = answerBytesMax;
        // HTTP/1.1 because some nodes answer the upgrade offer of HTTP/2 with an error.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    /** Whether an endpoint is on this machine, going by its name. */
    public static boolean isOnThisMachine(URI endpoint) {
        return LOOPBACK.contains(String.valueOf(endpoint.getHost()));
    }

    private static void requireSafe(URI endpoint) {
        String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(endpoint.getHost());
        boolean isSafe = scheme.equals("https") || (scheme.equals("http") && isOnThisMachine(endpoint));
        if (!isSafe || endpoint.getUserInfo() != null) {
            // The path may hold an access token, so only the harmless parts are named.
            throw new IllegalArgumentException("RPC endpoint is " + scheme + " on " + host
                    + ", want https, or http on a loopback address, without user information");
        }
    }

    /** Asks, and returns {@code result}, which may be JSON null. */
    public JsonNode call(String method, List<?> params) throws RpcException {
        long id = lastId.incrementAndGet();
        ObjectNode request = StrictJson.MAPPER.createObjectNode();
        request.put("jsonrpc", "2.0");
        request.put("id", id);
        request.put("method", method);
        request.set("params", StrictJson.MAPPER.valueToTree(params));
        return result(method, id, post(method, request.toString()), answerBytesMax);
    }

    private byte[] post(String method, String body) throws RpcException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, info -> new BoundedBody(answerBytesMax));
        try {
            HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw RpcException.unreachable(method, "has status " + response.statusCode() + ", want 200", null);
            }
            return response.body();
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw RpcException.unreachable(method, "gave no whole answer in " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw RpcException.unreachable(method, "was interrupted", e);
        } catch (ExecutionException e) {
            if (causedByExcess(e)) {
                throw RpcException.badAnswer(
                        method, "has more than " + answerBytesMax + " bytes, want at most that many");
            }
            throw RpcException.unreachable(
                    method, "failed: " + MalformedException.quote(String.valueOf(e.getCause())), e);
        }
    }

    private static boolean causedByExcess(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof BoundedBody.ExcessException) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode result(String method, long id, byte[] body, int charsMax) throws RpcException {
        JsonNode answer;
        try {
            answer = StrictJson.read(body, charsMax);
        } catch (JsonProcessingException e) {
            throw RpcException.badAnswer(method, "is not JSON: " + MalformedException.quote(e.getOriginalMessage()));
        } catch (IOException e) {
            throw RpcException.badAnswer(method, "is not JSON");
        }
        if (!"2.0".equals(answer.path("jsonrpc").textValue())) {
            throw RpcException.badAnswer(method, "is not marked as JSON-RPC 2.0");
        }
        JsonNode answered = answer.path("id");
        if (!answered.isIntegralNumber() || !answered.canConvertToLong() || answered.longValue() != id) {
            throw RpcException.badAnswer(method, "has another id than the question, want " + id);
        }
        boolean hasError = answer.hasNonNull("error");
        if (hasError == answer.hasNonNull("result") && (hasError || !answer.has("result"))) {
            throw RpcException.badAnswer(method, "has both or neither of result and error, want one");
        }
        if (hasError) {
            throw refusal(method, answer.path("error"));
        }
        return answer.path("result");
    }

    private static RpcException refusal(String method, JsonNode error) {
        String message = MalformedException.quote(error.path("message").asText());
        return RpcException.refused(
                method,
                "was refused with " + error.path("code").asInt() + " " + message,
                revertData(error.path("data")));
    }

    private static byte @Nullable [] revertData(JsonNode data) {
        if (!data.isTextual()) {
            return null;
        }
        try {
            return HexData.parse(data.textValue(), "revert data", REVERT_BYTES_MAX);
        } catch (MalformedException e) {
            // Nodes put prose here too; without data the message alone is reported.
            return null;
        }
    }
}
