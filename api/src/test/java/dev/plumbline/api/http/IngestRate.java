package dev.plumbline.api.http;

import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.testkit.SampleEvents;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A look at the rate of submissions, for whoever changes them: {@code IngestRate single|batch [seconds] [clients] [events per
 * request]}. The client and the server share the process. Numbers that are published come from the bench module.
 */
public final class IngestRate {
    private static final int REQUESTS_MAX = 120;

    private IngestRate() {}

    /** Runs it. */
    public static void main(String[] args) throws Exception {
        boolean isBatch = args[0].equals("batch");
        long seconds = args.length > 1 ? Long.parseLong(args[1]) : 10;
        int clients = args.length > 2 ? Integer.parseInt(args[2]) : 2;
        int perRequest = args.length > 3 ? Integer.parseInt(args[3]) : 1_024;
        Path folder = Files.createTempDirectory("ingest-rate");
        List<byte[]> bodies = bodies(isBatch, perRequest, Math.min(REQUESTS_MAX, 600_000 / perRequest));
        System.out.printf("%d requests of %d events, %d bytes%n", bodies.size(), perRequest, bodies.get(0).length);
        try (TestServer server = TestServer.start(
                folder,
                config -> config.withSegmentBytes(64 << 20).withPublishIntervalMillis(1_000),
                HttpConfig.of("127.0.0.1", 0),
                Anchors.NONE)) {
            run(server, bodies.subList(0, bodies.size() / 4), clients, perRequest, seconds, "warm-up");
            run(server, bodies.subList(bodies.size() / 4, bodies.size()), clients, perRequest, seconds, args[0]);
            System.out.println(server.ledger.figures());
        }
    }

    private static void run(
            TestServer server, List<byte[]> bodies, int clients, int perRequest, long seconds, String name)
            throws Exception {
        var next = new java.util.concurrent.atomic.AtomicInteger();
        var threads = Executors.newFixedThreadPool(clients);
        long start = System.nanoTime();
        long cpuStart = cpuNanos();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        var sizes = new java.util.concurrent.atomic.LongAdder();
        var requests = new ArrayList<Future<Integer>>();
        for (int client = 0; client < clients; client++) {
            requests.add(threads.submit(() -> {
                int done = 0;
                for (int i = next.getAndIncrement();
                        i < bodies.size() && System.nanoTime() < end;
                        i = next.getAndIncrement()) {
                    HttpResponse<byte[]> answer = server.post(TestServer.NDJSON, bodies.get(i));
                    if (answer.statusCode() != 200) {
                        throw new AssertionError(answer.statusCode()
                                + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
                    }
                    sizes.add(answer.body().length);
                    done++;
                }
                return done;
            }));
        }
        int done = 0;
        for (Future<Integer> request : requests) {
            done += request.get();
        }
        double took = (System.nanoTime() - start) / 1e9;
        threads.shutdown();
        System.out.printf(
                "%s: %d events in %.2f s: %.0f events/s, answers %.1f MB/s, %.1f us of processor an event%n",
                name,
                done * perRequest,
                took,
                done * perRequest / took,
                sizes.sum() / took / 1e6,
                (cpuNanos() - cpuStart) / 1e3 / (done * perRequest));
    }

    /** Of this whole process, client included: it does not depend on what else the machine does. */
    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static List<byte[]> bodies(boolean isBatch, int perRequest, int count) {
        var bodies = new ArrayList<byte[]>();
        int issuers = 8;
        var iseq = new int[issuers];
        for (int request = 0; request < count; request++) {
            int issuer = request % issuers;
            var drafts = new ArrayList<EventDraft>();
            for (int i = 0; i < perRequest; i++) {
                iseq[issuer]++;
                drafts.add(new EventDraft(
                        SampleEvents.smallUpload(i),
                        SampleEvents.NAMESPACE,
                        SampleEvents.signer(issuer).issuer(),
                        iseq[issuer],
                        iseq[issuer] == 1 ? null : SampleEvents.id("previous"),
                        SampleEvents.ISSUED_AT));
            }
            List<Event> events = isBatch
                    ? EventDraft.signBatch(drafts, SampleEvents.signer(issuer))
                    : drafts.stream()
                            .map(draft -> draft.sign(SampleEvents.signer(issuer)))
                            .toList();
            bodies.add(TestServer.lines(events));
        }
        return bodies;
    }
}
