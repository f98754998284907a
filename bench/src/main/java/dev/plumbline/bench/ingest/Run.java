package dev.plumbline.bench.ingest;

import java.util.List;

/**
 * What was measured.
 *
 * @param nanos from the first request to the last answer
 * @param latencies of the events that were answered as new
 * @param bytesOut bytes sent, headers included
 * @param bytesIn bytes of the bodies of answers
 * @param problems what went wrong, at most a few
 * @param samples answers that were kept
 */
record Run(long nanos, Latencies latencies, long bytesOut, long bytesIn, List<String> problems, List<Sample> samples) {

    int freshCount() {
        return latencies.count();
    }

    double seconds() {
        return nanos / 1e9;
    }

    double eventsPerSecond() {
        return freshCount() / seconds();
    }
}
