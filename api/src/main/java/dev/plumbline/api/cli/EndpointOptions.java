package dev.plumbline.api.cli;

import dev.plumbline.ledger.sequencer.Endpoint;
import dev.plumbline.ledger.sequencer.Endpoints;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Through which endpoints a rollup's sequencer is reached. */
final class EndpointOptions {
    private static final int TIMEOUT_SECONDS_MAX = 300;

    @Option(
            names = "--endpoint",
            paramLabel = "NAME=URL",
            description = "an endpoint of the rollup, and what to call it; give several, they are used at once")
    private List<String> endpoints = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "longest wait for one answer (default: ${DEFAULT-VALUE})")
    private int timeoutSeconds = 10;

    EndpointOptions() {}

    /** Those that were given; at least one. */
    Endpoints endpoints() throws FailedException {
        if (timeoutSeconds < 1 || timeoutSeconds > TIMEOUT_SECONDS_MAX) {
            throw FailedException.usage("--timeout is " + timeoutSeconds + ", want 1 to " + TIMEOUT_SECONDS_MAX);
        }
        try {
            return Endpoints.of(named(), Duration.ofSeconds(timeoutSeconds));
        } catch (IllegalArgumentException e) {
            throw FailedException.usage("--endpoint: " + e.getMessage());
        }
    }

    /** Those that were given, if any. */
    List<Endpoint> named() throws FailedException {
        var all = new ArrayList<Endpoint>();
        for (String text : endpoints) {
            int equals = text.indexOf('=');
            if (equals < 0) {
                // The URL may hold a token, so it is not quoted.
                throw FailedException.usage("--endpoint has no name, want NAME=URL");
            }
            try {
                all.add(new Endpoint(text.substring(0, equals), new URI(text.substring(equals + 1))));
            } catch (URISyntaxException e) {
                throw FailedException.usage("--endpoint " + text.substring(0, equals) + " has no URL behind its name");
            } catch (IllegalArgumentException e) {
                throw FailedException.usage("--endpoint: " + e.getMessage());
            }
        }
        return all;
    }
}
