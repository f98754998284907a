package dev.plumbline.bench.ingest;

import java.time.Duration;

/** What is measured, with the sizes of a run and the floor below which it has failed. */
enum Mode {
    /** Every event has its own Ed25519 signature; many go in one request, each connection sends as fast as it is answered. */
    INDIVIDUAL(100_000, 60_000, 512, 4, 10_000, Duration.ZERO),
    /** One Ed25519 signature spans all events of a request; otherwise the same. */
    BATCH(400_000, 200_000, 4_096, 4, 50_000, Duration.ZERO),
    /** One event a request, sent at a fixed rate whether or not earlier ones have been answered. */
    LATENCY(10_000, 20_000, 1, 32, 0, Duration.ofMillis(100));

    final int events;
    final int warmup;
    final int bulk;
    final int connections;
    /** Events a second that must be reached, or 0. */
    final int eventsPerSecondMin;
    /** 99th percentile of the time to a receipt that must not be exceeded, or zero. */
    final Duration p99Max;

    Mode(int events, int warmup, int bulk, int connections, int eventsPerSecondMin, Duration p99Max) {
        this.events = events;
        this.warmup = warmup;
        this.bulk = bulk;
        this.connections = connections;
        this.eventsPerSecondMin = eventsPerSecondMin;
        this.p99Max = p99Max;
    }
}
