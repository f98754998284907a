package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Talks to a log over HTTP. What it answers is hostile: bounded in size here, and checked by whoever asked. */
final class LogClient {
    private static final int ANSWER_BYTES_MAX = 64 << 20;
    private static final int DETAIL_CHARS_MAX = 400;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    private final String url;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    private LogClient(String url) {
        this.url = url;
    }

    /** A client of the log at a URL, which may carry a path but neither query nor fragment. */
    static LogClient of(String url) throws FailedException {
        try {
            URI uri = new URI(url);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (isHttp && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
                return new LogClient(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            }
        } catch (java.net.URISyntaxException e) {
            throw FailedException.usage("--url is no URL: " + e.getMessage());
        }
        throw FailedException.usage("--url is " + url + ", want one such as http://127.0.0.1:8080");
    }

    /** What the server answered. */
    @SuppressWarnings("ArrayRecordComponent") // handed over whole and never compared
    record Answer(int status, byte[] body) {
        boolean isOk() {
            return status == 200 || status == 201;
        }

        /** The refusal in words: the detail of a problem document, or the status alone. */
        String problem() {
            try {
                String detail = Json.parse(body).path("detail").asText("");
                if (!detail.isEmpty()) {
                    String line = detail.lines().findFirst().orElse("");
                    return line.substring(0, Math.min(line.length(), DETAIL_CHARS_MAX)) + " (" + status + ")";
                }
            } catch (IOException e) {
                return "HTTP status " + status;
            }
            return "HTTP status " + status;
        }
    }

    /** The URL of a path that starts with a slash. */
    String at(String path) {
        return url + path;
    }

    /** Asks for a path, which starts with a slash. */
    Answer get(String path, String accept) throws FailedException {
        return send(HttpRequest.newBuilder(URI.create(at(path)))
                .header("Accept", accept)
                .timeout(ANSWER_TIMEOUT)
                .GET()
                .build());
    }

    /** Sends a body to a path. */
    Answer post(String path, String contentType, byte[] body) throws FailedException {
        return send(HttpRequest.newBuilder(URI.create(at(path)))
                .header("Content-Type", contentType)
                .timeout(ANSWER_TIMEOUT)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    /** The body at a path, which has to be there. */
    byte[] require(String path, String accept) throws FailedException {
        Answer answer = get(path, accept);
        if (!answer.isOk()) {
            throw FailedException.notChecked(at(path) + ": " + answer.problem(), null);
        }
        return answer.body();
    }

    /** The JSON at a path, which has to be there. */
    JsonNode requireJson(String path) throws FailedException {
        return json(path, require(path, "application/json"));
    }

    JsonNode json(String path, byte[] body) throws FailedException {
        try {
            return Json.parse(body);
        } catch (IOException e) {
            throw FailedException.notChecked(at(path) + ": the answer is not JSON; is this a Plumbline log?", e);
        }
    }

    private Answer send(HttpRequest request) throws FailedException {
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(ANSWER_BYTES_MAX + 1);
                if (bytes.length > ANSWER_BYTES_MAX) {
                    throw FailedException.notChecked(request.uri() + ": the answer has more than 64 MiB", null);
                }
                return new Answer(response.statusCode(), bytes);
            }
        } catch (HttpTimeoutException e) {
            throw FailedException.notChecked(request.uri() + ": no answer in time; try again", e);
        } catch (ConnectException e) {
            throw FailedException.notChecked(
                    "nothing answers at " + url + reason(e) + "; is 'plumb serve' running there?", e);
        } catch (IOException e) {
            throw FailedException.notChecked(request.uri() + ": " + InputFiles.describe(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FailedException.notChecked("interrupted while " + request.uri() + " was asked", e);
        }
    }

    private static String reason(ConnectException e) {
        @Nullable String message = e.getMessage();
        return message == null ? "" : " (" + message + ")";
    }
}
