package dev.plumbline.api.http;

/**
 * Where the server listens and what a client may ask of it. An error that a limit causes says so.
 *
 * @param host interface to bind, such as {@code 127.0.0.1} or {@code 0.0.0.0}
 * @param port 0 to take any that is free
 * @param bodyBytesMax bytes of one request's body
 * @param bodiesBytesMax bytes of the bodies of all requests under way, from their first byte to the end of their answer
 * @param bodyBytesPerSecondMin rate that a body must keep up, after the first {@value #PATIENCE_MILLIS} milliseconds
 * @param bodyMillisMax time for the whole body, however steadily it comes
 * @param idleMillisMax time without a byte after which a connection is closed
 * @param answerMillisMax time to wait for the writer before a submission is answered with 503
 * @param connectionsMax connections at a time; more wait in the listen queue
 * @param costlyRequestsMax proofs and searches at a time; more are answered with 429
 */
public record HttpConfig(
        String host,
        int port,
        int bodyBytesMax,
        long bodiesBytesMax,
        int bodyBytesPerSecondMin,
        int bodyMillisMax,
        int idleMillisMax,
        int answerMillisMax,
        int connectionsMax,
        int costlyRequestsMax) {
    /** For how long a body may be slower than {@code bodyBytesPerSecondMin}. */
    static final int PATIENCE_MILLIS = 5_000;

    private static final int MIB = 1 << 20;

    /** @throws IllegalArgumentException if a bound is not positive, or the port out of range */
    public HttpConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + ", want 0 to 65535");
        }
        if (bodyBytesMax < 1
                || bodiesBytesMax < bodyBytesMax
                || bodyBytesPerSecondMin < 1
                || bodyMillisMax < 1
                || idleMillisMax < 1
                || answerMillisMax < 1
                || connectionsMax < 1
                || costlyRequestsMax < 1) {
            throw new IllegalArgumentException("every bound must be positive, and bodies together no less than one");
        }
    }

    /** The defaults, which suit two cores and a few hundred MiB. */
    public static HttpConfig of(String host, int port) {
        return new HttpConfig(host, port, 16 * MIB, 64L * MIB, 4_096, 60_000, 10_000, 10_000, 2_048, 32);
    }

    /** The same, but for the time that the writer is waited for. */
    public HttpConfig withAnswerMillisMax(int millis) {
        return new HttpConfig(
                host,
                port,
                bodyBytesMax,
                bodiesBytesMax,
                bodyBytesPerSecondMin,
                bodyMillisMax,
                idleMillisMax,
                millis,
                connectionsMax,
                costlyRequestsMax);
    }

    /** The same, but for the pace of bodies. */
    public HttpConfig withBodyPace(int bytesPerSecondMin, int millisMax) {
        return new HttpConfig(
                host,
                port,
                bodyBytesMax,
                bodiesBytesMax,
                bytesPerSecondMin,
                millisMax,
                idleMillisMax,
                answerMillisMax,
                connectionsMax,
                costlyRequestsMax);
    }
}
