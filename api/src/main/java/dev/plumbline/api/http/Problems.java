package dev.plumbline.api.http;

import dev.plumbline.ledger.sequence.Admission;
import dev.plumbline.ledger.sequence.Refusal;
import dev.plumbline.ledger.sequence.Submission;
import dev.plumbline.proofs.MalformedException;
import io.javalin.http.HttpResponseException;
import java.lang.System.Logger;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The one place where something that went wrong becomes a {@link Problem}, and so a status. */
final class Problems {
    private static final Logger LOG = System.getLogger(Problems.class.getName());
    private static final String POINTER = " at ";

    private Problems() {}

    /** Whatever a handler has thrown. */
    static Problem of(Exception thrown) {
        if (thrown instanceof ProblemException refused) {
            return refused.problem();
        }
        if (thrown instanceof MalformedException malformed) {
            return of(malformed);
        }
        if (thrown instanceof TimeoutException) {
            return Problem.of(
                    ApiReason.TIMEOUT,
                    "the events may be logged or not: send them again, and what is logged is answered as known");
        }
        if (thrown instanceof HttpResponseException response) {
            return ofStatus(response.getStatus(), String.valueOf(response.getMessage()));
        }
        LOG.log(Logger.Level.ERROR, "a request failed", thrown);
        return Problem.of(ApiReason.INTERNAL, "the operator finds more in the ledger's own log");
    }

    /** An event, or another thing of the format, that cannot be read. */
    static Problem of(MalformedException malformed) {
        ApiReason reason = switch (malformed.code()) {
            case SYNTAX, ENCODING, LIMIT_EXCEEDED -> ApiReason.FORMAT_UNREADABLE;
            case UNSUPPORTED -> ApiReason.FORMAT_UNSUPPORTED;
            case NOT_CANONICAL, NUMBER, NULL_VALUE, DUPLICATE_KEY, KEY_NAME, UNKNOWN_KEY, MISSING_KEY, VALUE, RULE ->
                ApiReason.ENTRY_NOT_CANONICAL;
        };
        return new Problem(reason, malformed.getMessage(), pointer(malformed.subject()), null);
    }

    private static @Nullable String pointer(String subject) {
        int at = subject.lastIndexOf(POINTER);
        return at < 0 ? null : subject.substring(at + POINTER.length());
    }

    /** A signature that does not hold. */
    static Problem of(Admission.BadSignature refused) {
        String detail = switch (refused.status()) {
            case VALID -> throw new IllegalArgumentException("a valid signature is no problem");
            case ALGORITHM_NOT_OF_ISSUER -> "the algorithm is not one of the signer's kind of key";
            case ISSUER_KEY_WEAK -> "the signer's key is weak: under it a signature proves nothing";
            case BATCH_NOT_ALLOWED -> "eip712 signs one event and not a batch";
            case NOT_RECOVERABLE -> "no key can have made this eip712 signature, want v of 27 or 28 and a low s";
            case OTHER_SIGNER -> "the signature was made by another account, or for another event";
            case SIGNATURE_BAD -> "the signature does not hold for this event under the signer's key";
        };
        return new Problem(
                ApiReason.EVENT_SIGNATURE_BAD,
                "event at " + refused.pointer() + ": " + detail,
                refused.pointer(),
                null);
    }

    /** A submission that the ledger did not take. */
    static Problem of(Submission.Refused refused) {
        return Problem.of(of(refused.refusal()), refused.detail());
    }

    private static ApiReason of(Refusal refusal) {
        return switch (refusal) {
            case POOL_FULL -> ApiReason.POOL_FULL;
            case WRITER_STOPPED -> ApiReason.WRITER_STOPPED;
            case CLOSED -> ApiReason.SHUTTING_DOWN;
        };
    }

    /** What the server below has refused before a handler saw it. */
    static Problem ofStatus(int status, String found) {
        ApiReason reason = switch (status) {
            case 404 -> ApiReason.NOT_FOUND;
            case 405 -> ApiReason.METHOD_NOT_ALLOWED;
            case 408 -> ApiReason.REQUEST_TOO_SLOW;
            case 413 -> ApiReason.BODY_TOO_LARGE;
            case 414 -> ApiReason.ADDRESS_TOO_LONG;
            case 415 -> ApiReason.UNSUPPORTED_MEDIA_TYPE;
            case 431 -> ApiReason.HEADERS_TOO_LARGE;
            case 503 -> ApiReason.SHUTTING_DOWN;
            default -> status >= 500 ? ApiReason.INTERNAL : ApiReason.REQUEST_MALFORMED;
        };
        return Problem.of(reason, reason == ApiReason.INTERNAL ? "see the ledger's own log" : found);
    }
}
