package dev.plumbline.bench.ingest;

import java.util.Arrays;
import java.util.List;

/**
 * What was measured.
 *
 * @param nanos from the first request to the last answer
 * @param latencies time to the receipt of every event, ascending, in nanoseconds
 * @param bytesOut bytes sent, headers included
 * @param bytesIn bytes of the bodies of answers
 * @param freshCount events that were answered as new
 * @param problems what went wrong, at most a few
 * @param samples answers that were kept
 */
@SuppressWarnings("ArrayRecordComponent") // Lives for one report and is never compared.
record Run(
        long nanos,
        long[] latencies,
        long bytesOut,
        long bytesIn,
        int freshCount,
        List<String> problems,
        List<Sample> samples) {

    /** An answer and the request it is for. */
    @SuppressWarnings("ArrayRecordComponent") // As above.
    record Sample(Parcel parcel, byte[] body) {}

    int events() {
        return latencies.length;
    }

    double seconds() {
        return nanos / 1e9;
    }

    double eventsPerSecond() {
        return freshCount / seconds();
    }

    /** The latency that this share of the events did not exceed, in milliseconds. */
    double percentileMillis(double share) {
        if (latencies.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(share * latencies.length);
        return latencies[Math.max(0, rank - 1)] / 1e6;
    }

    double maxMillis() {
        return Arrays.stream(latencies).max().orElse(0) / 1e6;
    }
}
