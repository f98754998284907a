package dev.plumbline.api.cli;

import dev.plumbline.proofs.view.TileFetcher;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The tiles of a log as it serves them over HTTP. How much of an answer is read at most is the business of the client. */
record HttpTiles(LogClient client) implements TileFetcher<IOException> {
    private static final String OCTETS = "application/octet-stream";
    private static final int NOT_FOUND = 404;

    @Override
    public byte @Nullable [] fetch(String path, int bytesMax) throws IOException {
        try {
            LogClient.Answer answer = client.get("/" + path, OCTETS);
            if (answer.status() == NOT_FOUND) {
                return null;
            }
            if (!answer.isOk()) {
                throw new IOException(client.at("/" + path) + ": " + answer.problem());
            }
            return answer.body();
        } catch (FailedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
