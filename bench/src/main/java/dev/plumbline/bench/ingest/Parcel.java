package dev.plumbline.bench.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One request, all its bytes made before the clock starts. */
final class Parcel {
    final int eventCount;
    final byte[] request;
    private final int bodyStart;

    private Parcel(byte[] request, int bodyStart, int eventCount) {
        this.request = request;
        this.bodyStart = bodyStart;
        this.eventCount = eventCount;
    }

    /** A submission of these entries: a single one as JSON, several as NDJSON. */
    static Parcel of(String host, List<byte[]> entries) {
        boolean isSingle = entries.size() == 1;
        int newlines = isSingle ? 0 : entries.size();
        int bodyBytes = entries.stream().mapToInt(entry -> entry.length).sum() + newlines;
        byte[] head = ("POST /v1/events HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/"
                        + (isSingle ? "json" : "x-ndjson") + "\r\nContent-Length: " + bodyBytes + "\r\n\r\n")
                .getBytes(US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + bodyBytes);
        int at = head.length;
        for (byte[] entry : entries) {
            System.arraycopy(entry, 0, request, at, entry.length);
            at += entry.length;
            if (!isSingle) {
                request[at++] = '\n';
            }
        }
        return new Parcel(request, head.length, entries.size());
    }

    /** The entries that are in it. */
    List<byte[]> entries() {
        if (eventCount == 1) {
            return List.of(Arrays.copyOfRange(request, bodyStart, request.length));
        }
        var entries = new ArrayList<byte[]>(eventCount);
        int start = bodyStart;
        for (int i = bodyStart; i < request.length; i++) {
            if (request[i] == '\n') {
                entries.add(Arrays.copyOfRange(request, start, i));
                start = i + 1;
            }
        }
        return entries;
    }

    int bodyBytes() {
        return request.length - bodyStart;
    }
}
