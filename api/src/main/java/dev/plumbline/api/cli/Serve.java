package dev.plumbline.api.cli;

import dev.plumbline.api.http.HttpConfig;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.ledger.publish.KeyFile;
import dev.plumbline.ledger.sequence.Writer;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.note.SignerKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumb serve}. */
@Command(
        name = "serve",
        description = {
            "Run a ledger until it is told to stop (SIGTERM, Ctrl-C). Its URL is printed on stdout once it answers.",
            "What the command line says wins over the configuration file; an unknown key there is an error."
        },
        footer = {
            "",
            "Example:",
            "  plumb serve --data /var/lib/plumbline --key log.key --origin ledger.example.org/attribution --port 8080"
        })
final class Serve implements Callable<Integer> {
    private static final long GIB = 1L << 30;
    private static final long JOURNAL_SEGMENT_BYTES_MIN = 1 << 16;
    private static final int CONNECTIONS_HIGHEST = 1_000_000;
    private static final int MILLIS_HIGHEST = 3_600_000;

    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private L1Options l1 = new L1Options();

    @Mixin
    private FollowedChainOptions rollup = new FollowedChainOptions();

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "the ledger's folder, made if need be")
    private Path data = Path.of("");

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "the log's key, from 'plumb keygen'")
    private Path keyFile = Path.of("");

    @Option(names = "--origin", required = true, paramLabel = "ORIGIN", description = "the log's origin")
    private String origin = "";

    @Option(names = "--port", required = true, paramLabel = "N", description = "where to listen; 0 picks a free port")
    private int port;

    @Option(names = "--host", paramLabel = "HOST", description = "interface to bind (default: 127.0.0.1)")
    private @Nullable String host;

    @Option(names = "--config", paramLabel = "FILE", description = "more settings, as JSON or properties")
    private @Nullable String configFile;

    Serve(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        // Before the first logger is made: what a server does is worth a line, what a short verb does is not.
        System.setProperty("plumbline.log", System.getProperty("plumbline.log", "INFO"));
        ServeConfig config = configFile == null
                ? ServeConfig.empty()
                : ServeConfig.parse(configFile, InputFiles.read(configFile, console));
        SignerKey key = readKey();
        l1.orElse(config);
        rollup.orElse(config);
        rollup.check();
        HttpConfig http = http(config);
        LedgerConfig ledger = ledger(config, key);
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        var exitCode = new AtomicInteger(ExitCode.NOT_CHECKED);
        var hook = new Thread(() -> stop(stop, stopped, exitCode), "stop");
        try {
            serve(RunningLog.start(ledger, http, l1, rollup, config), hook, stop);
            exitCode.set(ExitCode.OK);
        } finally {
            stopped.countDown();
        }
        return ExitCode.OK;
    }

    private void serve(RunningLog running, Thread hook, CountDownLatch stop) throws IOException {
        try (running) {
            Runtime.getRuntime().addShutdownHook(hook);
            announce(running);
            stop.await();
        } catch (InterruptedException e) {
            // As good a wish to stop as a signal.
            Thread.currentThread().interrupt();
        }
    }

    private void announce(RunningLog log) {
        String url = "http://" + (host == null ? "127.0.0.1" : host) + ":" + log.port();
        console.line(
                options.isJson()
                        ? Json.encode(Json.object().put("url", url).put("origin", origin))
                        : "Listening on " + url);
        console.out().flush();
    }

    /** Runs when the process is told to end: lets the main thread close everything, waits for it, and ends well. */
    private static void stop(CountDownLatch stop, CountDownLatch stopped, AtomicInteger exitCode) {
        stop.countDown();
        try {
            stopped.await();
            // Without this a server that was told to stop, and did, would end with the number of the signal.
            Runtime.getRuntime().halt(exitCode.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SignerKey readKey() throws FailedException {
        SignerKey key;
        try {
            key = KeyFile.read(keyFile);
        } catch (IOException e) {
            throw FailedException.notChecked(InputFiles.describe(e), e);
        } catch (MalformedException e) {
            throw FailedException.usage(keyFile + ": " + e.getMessage());
        }
        if (!key.verifierKey().name().equals(origin)) {
            throw FailedException.usage(
                    keyFile + " is the key of " + key.verifierKey().name() + ", and --origin is " + origin
                            + "; a log's key bears the log's origin as its name");
        }
        return key;
    }

    private HttpConfig http(ServeConfig config) throws FailedException {
        host = host == null ? config.text(ServeConfig.Key.HOST, "127.0.0.1") : host;
        if (port < 0 || port > 65_535) {
            throw FailedException.usage("--port is " + port + ", want 0 to 65535");
        }
        HttpConfig defaults = HttpConfig.of(host, port);
        try {
            return new HttpConfig(
                    host,
                    port,
                    (int) config.number(ServeConfig.Key.BODY_BYTES_MAX, defaults.bodyBytesMax(), GIB),
                    config.number(ServeConfig.Key.BODIES_BYTES_MAX, defaults.bodiesBytesMax(), 64 * GIB),
                    defaults.bodyBytesPerSecondMin(),
                    defaults.bodyMillisMax(),
                    defaults.idleMillisMax(),
                    (int) config.number(ServeConfig.Key.ANSWER_MILLIS_MAX, defaults.answerMillisMax(), MILLIS_HIGHEST),
                    (int) config.number(
                            ServeConfig.Key.CONNECTIONS_MAX, defaults.connectionsMax(), CONNECTIONS_HIGHEST),
                    (int) config.number(
                            ServeConfig.Key.COSTLY_REQUESTS_MAX, defaults.costlyRequestsMax(), CONNECTIONS_HIGHEST));
        } catch (IllegalArgumentException e) {
            throw FailedException.usage("configuration: " + e.getMessage());
        }
    }

    private LedgerConfig ledger(ServeConfig config, SignerKey key) throws FailedException {
        LedgerConfig defaults = LedgerConfig.of(data, key, console.clock());
        long segmentBytes = config.number(ServeConfig.Key.JOURNAL_SEGMENT_BYTES, defaults.segmentBytes(), 64 * GIB);
        if (segmentBytes < JOURNAL_SEGMENT_BYTES_MIN) {
            throw FailedException.usage("configuration: journal_segment_bytes is " + segmentBytes + ", want at least "
                    + JOURNAL_SEGMENT_BYTES_MIN);
        }
        Writer.Bounds bounds = defaults.bounds();
        return defaults.withSegmentBytes(segmentBytes)
                .withPublishIntervalMillis(config.number(
                        ServeConfig.Key.PUBLISH_INTERVAL_MILLIS, defaults.publishIntervalMillis(), MILLIS_HIGHEST))
                .withBounds(new Writer.Bounds(
                        (int) config.number(ServeConfig.Key.POOL_EVENTS_MAX, bounds.poolEventsMax(), GIB),
                        config.number(ServeConfig.Key.POOL_BYTES_MAX, bounds.poolBytesMax(), 64 * GIB),
                        bounds.batchEventsMax(),
                        bounds.batchBytesMax()));
    }
}
