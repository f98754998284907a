package dev.plumbline.bench.ingest;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends parcels over several connections, a thread for each, and takes the time of every one.
 *
 * @param server where to
 * @param connections how many
 * @param eventsPerSecond a fixed rate at which events are due; 0 to send as soon as the answer before is there
 * @param millisMax after this long no further parcel is sent
 * @param samplesMax answers kept for a closer look, spread over the run
 */
record Load(URI server, int connections, int eventsPerSecond, long millisMax, int samplesMax) {
    private static final int PROBLEMS_MAX = 5;

    /** Sends them all, or as many as there is time for. */
    Run send(List<Parcel> parcels) throws InterruptedException {
        var shift = new Shift(parcels);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < connections; i++) {
            var thread = new Thread(shift::work, "load-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return shift.result();
    }

    /** One run of all threads over one list. */
    private final class Shift {
        private final List<Parcel> parcels;
        private final int sampleEvery;
        /** The next parcel; each thread takes one at a time. */
        private final AtomicInteger next = new AtomicInteger();
        /** Everybody is connected before the clock starts. */
        private final Phaser connected = new Phaser(connections) {
            @Override
            protected boolean onAdvance(int phase, int parties) {
                startNanos = System.nanoTime();
                return true;
            }
        };
        // Written before the phaser advances, read after it has.
        private long startNanos;
        /** Per parcel, written by the thread that took it and read when all have ended; 0 for those not answered. */
        private final long[] latencies;

        private final int[] fresh;
        private final long[] bytesIn;
        private final long[] endNanos;
        // Guarded by this list itself.
        private final List<String> problems = new ArrayList<>();
        // Guarded by this list itself.
        private final List<Run.Sample> samples = new ArrayList<>();

        Shift(List<Parcel> parcels) {
            this.parcels = parcels;
            this.sampleEvery = Math.max(1, parcels.size() / Math.max(1, samplesMax));
            this.latencies = new long[parcels.size()];
            this.fresh = new int[parcels.size()];
            this.bytesIn = new long[parcels.size()];
            this.endNanos = new long[parcels.size()];
        }

        void work() {
            boolean hasArrived = false;
            try (var wire = new Wire(server)) {
                hasArrived = true;
                connected.arriveAndAwaitAdvance();
                for (int i = next.getAndIncrement(); i < parcels.size(); i = next.getAndIncrement()) {
                    if (System.nanoTime() - startNanos > millisMax * 1_000_000) {
                        problem("time is up after " + millisMax + " ms, at parcel " + i + " of " + parcels.size());
                        return;
                    }
                    exchange(wire, i);
                }
            } catch (IOException | NumberFormatException e) {
                problem(e.toString());
            } finally {
                if (!hasArrived) {
                    connected.arriveAndDeregister();
                }
            }
        }

        private void exchange(Wire wire, int i) throws IOException {
            Parcel parcel = parcels.get(i);
            long dueNanos = awaitDue(i);
            wire.exchange(parcel.request);
            long now = System.nanoTime();
            latencies[i] = now - dueNanos;
            endNanos[i] = now;
            bytesIn[i] = wire.bodySize();
            fresh[i] = wire.countNew();
            if (fresh[i] != parcel.eventCount) {
                byte[] body = wire.bodyCopy();
                problem("status " + wire.status() + ", " + fresh[i] + " of " + parcel.eventCount + " new: "
                        + new String(body, 0, Math.min(300, body.length), java.nio.charset.StandardCharsets.UTF_8));
            } else if (samplesMax > 0 && i % sampleEvery == 0) {
                synchronized (samples) {
                    samples.add(new Run.Sample(parcel, wire.bodyCopy()));
                }
            }
        }

        /**
         * When the parcel is meant to be sent. At a fixed rate that is a plan and not what happened: if all connections
         * are still busy then, the time that the parcel waits for one is time its sender waits.
         */
        private long awaitDue(int i) {
            if (eventsPerSecond == 0) {
                return System.nanoTime();
            }
            long dueNanos = startNanos + (long) (i * (1e9 * parcels.get(i).eventCount / eventsPerSecond));
            for (long left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            return dueNanos;
        }

        private void problem(String text) {
            synchronized (problems) {
                if (problems.size() < PROBLEMS_MAX) {
                    problems.add(text);
                }
            }
        }

        Run result() {
            long end = Arrays.stream(endNanos).filter(nanos -> nanos != 0).max().orElse(startNanos + 1);
            long[] perEvent = new long[Arrays.stream(fresh).sum()];
            int at = 0;
            long out = 0;
            for (int i = 0; i < latencies.length; i++) {
                Arrays.fill(perEvent, at, at + fresh[i], latencies[i]);
                at += fresh[i];
                out += endNanos[i] == 0 ? 0 : parcels.get(i).request.length;
            }
            Arrays.sort(perEvent);
            return new Run(
                    end - startNanos,
                    perEvent,
                    out,
                    Arrays.stream(bytesIn).sum(),
                    perEvent.length,
                    List.copyOf(problems),
                    List.copyOf(samples));
        }
    }
}
