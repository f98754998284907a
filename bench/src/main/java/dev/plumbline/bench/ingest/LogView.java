package dev.plumbline.bench.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.CheckpointVerdict;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.VerifierKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a log says of itself, read before and after a run. */
final class LogView {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI server;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final TrustPolicy policy;

    /** Asks the log for its key, and believes it: what is measured is its speed. */
    LogView(URI server) throws IOException, InterruptedException {
        this.server = server;
        String key = new ObjectMapper()
                .readTree(get("/v1/log"))
                .path("vkeys")
                .path(0)
                .asText();
        try {
            this.policy = TrustPolicy.ofLog(VerifierKey.parse(key));
        } catch (MalformedException e) {
            throw new IOException("/v1/log: " + e.getMessage(), e);
        }
    }

    TrustPolicy policy() {
        return policy;
    }

    /** Size of the tree under the published checkpoint, whose signature is checked. */
    long publishedSize() throws IOException, InterruptedException {
        try {
            CheckpointVerdict verdict = policy.check(SignedNote.parse(get("/checkpoint")));
            if (verdict instanceof CheckpointVerdict.Trusted trusted) {
                return trusted.checkpoint().head().size();
            }
            throw new IOException("/checkpoint: " + verdict);
        } catch (MalformedException e) {
            throw new IOException("/checkpoint: " + e.getMessage(), e);
        }
    }

    /** The value of a metric, or NaN if the server does not show it. */
    double metric(String name) throws IOException, InterruptedException {
        for (String line : get("/metrics").split("\n", -1)) {
            if (line.startsWith(name + " ")) {
                return Double.parseDouble(line.substring(name.length() + 1));
            }
        }
        return Double.NaN;
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(TIMEOUT).build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + " is answered with " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }
}
