package dev.plumbline.api.demo;

/**
 * A request to a language model, when it came, and how large it was.
 *
 * @param atMillis when it came, in milliseconds since the epoch
 * @param tokensIn tokens read
 * @param tokensOut tokens written
 */
record TimedRequest(long atMillis, long tokensIn, long tokensOut) {
    private static final long MILLIS_PER_TOKEN = 20;

    /** When its answer was complete. The trace does not say; made up from the tokens written. */
    long finishedAtMillis() {
        return atMillis + MILLIS_PER_TOKEN * tokensOut;
    }

    /** The same request on a later day. */
    TimedRequest later(long millis) {
        return new TimedRequest(atMillis + millis, tokensIn, tokensOut);
    }
}
