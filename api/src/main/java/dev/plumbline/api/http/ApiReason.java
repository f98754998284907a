package dev.plumbline.api.http;

/**
 * Why a request was refused, for programs: the last part of a problem's {@code type}.
 *
 * <p>The first four are those of formats section 10 and mean the same here; the rest exist over HTTP only. New ones may be
 * added in a minor version; go by the status if you do not know one.
 */
public enum ApiReason {
    /** Not JSON, not strict UTF-8, or beyond a limit of the format. */
    FORMAT_UNREADABLE(400, "What was sent cannot be read as an event."),
    /** A version, kind or algorithm that this build does not know. */
    FORMAT_UNSUPPORTED(422, "The event is of a version or kind that this ledger does not take."),
    /** Readable, but not the one spelling of a valid event. */
    ENTRY_NOT_CANONICAL(422, "The event is not as every honest writer would have written it."),
    /** What has to be in a trace is more than one may hold. */
    TRACE_TOO_LARGE(422, "What explains this event is more than one trace may hold; ask for one line of it."),
    /** A signature of the event does not hold. */
    EVENT_SIGNATURE_BAD(422, "The event was not signed by whom it names."),
    /** The issuer signed another event under the same number before. */
    CONFLICT(409, "The issuer has signed another event under this number; the first one stands."),
    /** A parameter of the path or the query is missing, unknown, doubled or out of range. */
    PARAMETER_BAD(400, "A parameter of the request is wrong."),
    /** The log does not have it. */
    NOT_FOUND(404, "There is nothing at this address."),
    /** The path exists, the method does not. */
    METHOD_NOT_ALLOWED(405, "This address does not take this method."),
    /** None of the forms that the client accepts exists. */
    NOT_ACCEPTABLE(406, "None of the accepted forms exists."),
    /** The body took too long to arrive. */
    REQUEST_TOO_SLOW(408, "The request did not arrive in time."),
    /** More bytes or events than one request may have. */
    BODY_TOO_LARGE(413, "The request is larger than a request may be."),
    /** The address is too long. */
    ADDRESS_TOO_LONG(414, "The address is longer than an address may be."),
    /** Another content type or a content encoding. */
    UNSUPPORTED_MEDIA_TYPE(415, "The request is in a form that this address does not take."),
    /** Too many costly requests at a time. */
    TOO_MANY_REQUESTS(429, "Too many requests of this kind are under way. Try again in a moment."),
    /** Everybody who may listen does. */
    TOO_MANY_LISTENERS(503, "As many listen already as may. Try again later, or ask for the status instead."),
    /** The header fields are too large. */
    HEADERS_TOO_LARGE(431, "The header fields are larger than they may be."),
    /** Not HTTP as it must be. */
    REQUEST_MALFORMED(400, "The request is not well-formed HTTP."),
    /** As much waits as may wait. Nothing was logged. */
    POOL_FULL(503, "The ledger has as much to do as it can hold. Nothing was logged; try again in a moment."),
    /** A write failed and the writer stopped until the ledger is restarted. */
    WRITER_STOPPED(503, "The ledger has stopped writing and needs its operator."),
    /** The answer of the writer was not waited for any longer. */
    TIMEOUT(503, "The ledger did not answer in time. Whether it logged what was sent shows when it is sent again."),
    /** The server is being stopped. */
    SHUTTING_DOWN(503, "The ledger is shutting down."),
    /** The search index does not answer. The log itself is not touched by that. */
    INDEX_UNAVAILABLE(503, "The search index is not available. The log itself is not affected."),
    /** A fault of the ledger. */
    INTERNAL(500, "The ledger made a mistake.");

    private static final String TYPE_PREFIX = "https://plumbline.dev/problems/";

    private final int status;
    private final String title;

    ApiReason(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** One plain sentence. */
    public String title() {
        return title;
    }

    /** The URI that identifies the reason in a problem. */
    public String type() {
        return TYPE_PREFIX + name();
    }

    /** Seconds after which it makes sense to try again, or 0 if it does not. */
    int retryAfterSeconds() {
        return switch (this) {
            case TOO_MANY_REQUESTS, POOL_FULL -> 1;
            case TIMEOUT, INDEX_UNAVAILABLE, SHUTTING_DOWN -> 5;
            case TOO_MANY_LISTENERS -> 30;
            case WRITER_STOPPED -> 60;
            case FORMAT_UNREADABLE,
                    FORMAT_UNSUPPORTED,
                    ENTRY_NOT_CANONICAL,
                    EVENT_SIGNATURE_BAD,
                    TRACE_TOO_LARGE,
                    CONFLICT,
                    PARAMETER_BAD,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    REQUEST_TOO_SLOW,
                    BODY_TOO_LARGE,
                    ADDRESS_TOO_LONG,
                    UNSUPPORTED_MEDIA_TYPE,
                    HEADERS_TOO_LARGE,
                    REQUEST_MALFORMED,
                    INTERNAL -> 0;
        };
    }
}
