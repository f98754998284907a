package dev.plumbline.bench.ingest;

import java.util.Arrays;

/** Times to the receipts of many events. Immutable. */
final class Latencies {
    private final long[] ascendingNanos;

    /** @param nanos one for each event; taken over and sorted */
    Latencies(long[] nanos) {
        Arrays.sort(nanos);
        this.ascendingNanos = nanos;
    }

    int count() {
        return ascendingNanos.length;
    }

    /** What this share of the events, in (0, 1], did not exceed, in milliseconds; 0 if there are none. */
    double percentileMillis(double share) {
        int rank = (int) Math.ceil(share * ascendingNanos.length);
        return ascendingNanos.length == 0 ? 0 : ascendingNanos[Math.max(1, rank) - 1] / 1e6;
    }
}
