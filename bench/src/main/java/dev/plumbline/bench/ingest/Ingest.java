package dev.plumbline.bench.ingest;

import dev.plumbline.proofs.verify.ReceiptVerifier;
import dev.plumbline.proofs.verify.VerificationPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench ingest}. Exit code 0 if the floor was reached and every receipt looked at holds, else 1. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Submits signed events over HTTP to a plumb serve in another process and measures the way to the receipt.",
            "Events are made and signed before the clock starts; a sample of the receipts is verified after it stopped."
        })
public final class Ingest implements Callable<Integer> {
    private static final int PUBLISH_MILLIS_MAX = 20_000;

    @Parameters(
            paramLabel = "MODE",
            description = "individual: each event signed; batch: one signature a request; latency: open loop")
    private Mode mode = Mode.INDIVIDUAL;

    @Option(names = "--url", description = "a server that runs already; else one is started and stopped")
    private @Nullable URI url;

    @Option(names = "--jar", description = "what is started (default: ${DEFAULT-VALUE})")
    private Path jar = Path.of("api/target/plumbline.jar");

    @Option(names = "--server-jvm", split = " ", description = "options for the server's JVM, in one word")
    private List<String> serverJvm = List.of();

    @Option(names = "--data-parent", description = "where the server's folder goes (default: the temporary folder)")
    private @Nullable Path dataParent;

    @Option(names = "--events", description = "events that are measured (default: by mode)")
    private int events;

    @Option(names = "--warmup", description = "events that are sent before and not measured (default: by mode)")
    private int warmup = -1;

    @Option(names = "--bulk", description = "events a request, 1 to 4,096 (default: by mode)")
    private int bulk;

    @Option(names = "--connections", description = "at a time (default: by mode)")
    private int connections;

    @Option(names = "--rate", description = "events a second in mode latency (default: ${DEFAULT-VALUE})")
    private int rate = 1_000;

    @Option(names = "--issuers", description = "keys that sign (default: ${DEFAULT-VALUE})")
    private int issuers = 64;

    @Option(names = "--inference", description = "percent of events that are inferences (default: ${DEFAULT-VALUE})")
    private int inferencePercent = 20;

    @Option(names = "--seconds", description = "the longest that warm-up or run may take (default: ${DEFAULT-VALUE})")
    private int secondsMax = 120;

    @Option(names = "--samples", description = "answers whose receipts are verified (default: ${DEFAULT-VALUE})")
    private int samples = 25;

    @Option(names = "--seed", description = "changes all events; a log that knows them answers \"known\"")
    private String seed = "1";

    @Option(names = "--json", description = "write the figures to a file, too")
    private @Nullable Path json;

    private Ingest() {}

    /** Runs the load program. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Ingest())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        events = events == 0 ? mode.events : events;
        warmup = warmup < 0 ? mode.warmup : warmup;
        bulk = bulk == 0 ? mode.bulk : bulk;
        connections = connections == 0 ? mode.connections : connections;
        Report report;
        if (url != null) {
            report = measure(url, null);
        } else {
            try (Server server = Server.start(jar, serverJvm, dataParent)) {
                report = measure(server.url(), server.process());
            }
        }
        report.print(System.out);
        if (json != null) {
            Files.writeString(json, report.json());
        }
        return report.hasFailed() ? 1 : 0;
    }

    private Report measure(URI server, @Nullable ProcessHandle process) throws IOException, InterruptedException {
        List<Parcel> parcels = make(server.getHost() + ":" + server.getPort());
        int warmupParcels = (warmup + bulk - 1) / bulk;
        var log = new LogView(server);
        long sizeBefore = log.publishedSize();
        var report = new Report()
                .put("mode", mode.name().toLowerCase(java.util.Locale.ROOT))
                .put("events_per_request", bulk)
                .put("connections", connections);
        int dueRate = mode == Mode.LATENCY ? rate : 0;
        Run warm =
                new Load(server, connections, dueRate, 1_000L * secondsMax, 0).send(parcels.subList(0, warmupParcels));
        warm.problems().forEach(problem -> report.fail("warm-up: " + problem));

        ProcessHandle self = ProcessHandle.current();
        double batchesBefore = log.metric("plumbline_batches_total");
        Duration serverCpu = process == null ? Duration.ZERO : Server.cpu(process);
        Duration clientCpu = Server.cpu(self);
        Run run = new Load(server, connections, dueRate, 1_000L * secondsMax, samples)
                .send(parcels.subList(warmupParcels, parcels.size()));
        clientCpu = Server.cpu(self).minus(clientCpu);
        serverCpu = process == null ? Duration.ZERO : Server.cpu(process).minus(serverCpu);
        double batches = log.metric("plumbline_batches_total") - batchesBefore;

        describe(report, run, parcels.subList(warmupParcels, parcels.size()));
        report.put("batches_and_fsyncs_per_s", batches / run.seconds());
        report.put("events_per_batch", run.freshCount() / batches);
        report.put("server_cpu_us_per_event", process == null ? Double.NaN : micros(serverCpu, run));
        report.put("client_cpu_us_per_event", micros(clientCpu, run));
        report.put("cores_busy", (serverCpu.toNanos() + clientCpu.toNanos()) / (double) run.nanos());
        report.put("index_lag_events", log.metric("plumbline_index_lag"));
        checkReceipts(report, run, log);
        checkSize(report, log, sizeBefore, warm.freshCount() + run.freshCount());
        checkFloors(report, run);
        return report;
    }

    private List<Parcel> make(String host) {
        var workload = new Workload(seed, issuers, inferencePercent);
        int count = (warmup + bulk - 1) / bulk * bulk + events;
        System.err.printf("making and signing %,d events%n", count);
        return mode == Mode.BATCH ? workload.batches(host, count, bulk) : workload.individual(host, count, bulk);
    }

    private static double micros(Duration cpu, Run run) {
        return cpu.toNanos() / 1e3 / run.freshCount();
    }

    private static void describe(Report report, Run run, List<Parcel> parcels) {
        long entryBytes = parcels.stream().mapToLong(Parcel::bodyBytes).sum();
        int count = parcels.stream().mapToInt(parcel -> parcel.eventCount).sum();
        report.put("events", run.freshCount())
                .put("entry_bytes", (double) entryBytes / count)
                .put("seconds", run.seconds())
                .put("events_per_s", run.eventsPerSecond())
                .put("p50_ms_to_receipt", run.percentileMillis(0.5))
                .put("p99_ms_to_receipt", run.percentileMillis(0.99))
                .put("max_ms_to_receipt", run.maxMillis())
                .put("bytes_out_per_event", (double) run.bytesOut() / run.freshCount())
                .put("bytes_in_per_event", (double) run.bytesIn() / run.freshCount());
        run.problems().forEach(report::fail);
    }

    private static void checkReceipts(Report report, Run run, LogView log) {
        var check = new SampleCheck(new ReceiptVerifier(VerificationPolicy.of(log.policy())));
        try {
            for (Run.Sample sample : run.samples()) {
                check.check(sample);
            }
        } catch (IOException e) {
            report.fail(String.valueOf(e.getMessage()));
        }
        report.put("receipts_verified", check.checked());
        if (check.checked() == 0) {
            report.fail("no receipt was verified");
        }
    }

    /** The log must come to show, under its signature, as many entries as were answered. */
    private static void checkSize(Report report, LogView log, long sizeBefore, long freshCount)
            throws IOException, InterruptedException {
        long wanted = sizeBefore + freshCount;
        long started = System.nanoTime();
        long size = log.publishedSize();
        while (size < wanted && System.nanoTime() - started < PUBLISH_MILLIS_MAX * 1_000_000L) {
            Thread.sleep(50);
            size = log.publishedSize();
        }
        report.put("published_size", (Object) size).put("published_after_s", (System.nanoTime() - started) / 1e9);
        if (size != wanted) {
            report.fail("the published tree has " + size + " entries, want " + wanted);
        }
    }

    private void checkFloors(Report report, Run run) {
        if (run.eventsPerSecond() < mode.eventsPerSecondMin) {
            report.fail(
                    String.format("%,.0f events/s, want at least %,d", run.eventsPerSecond(), mode.eventsPerSecondMin));
        }
        double p99MillisMax = mode.p99Max.toNanos() / 1e6;
        if (p99MillisMax > 0 && run.percentileMillis(0.99) > p99MillisMax) {
            report.fail(String.format("p99 is %.1f ms, want at most %.0f", run.percentileMillis(0.99), p99MillisMax));
        }
    }
}
