package dev.plumbline.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the body of a submission before any thread is spent on it, and refuses one that is too large, too slow, or in a
 * form that no handler takes. Thousands of clients that send a byte now and then cost memory for that byte and nothing else.
 *
 * <p>Other requests have no body to gather and pass at once.
 */
final class BodyGate extends Handler.Wrapper {
    private static final String BODY = "dev.plumbline.body";
    private static final int PACE_CHECK_MILLIS = 250;

    private final HttpConfig config;
    /** Bytes of the bodies of requests under way. */
    private final AtomicLong bodiesBytes = new AtomicLong();

    BodyGate(HttpConfig config) {
        this.config = config;
    }

    /** The media types of submissions. */
    enum MediaType {
        JSON("application/json"),
        NDJSON("application/x-ndjson");

        private final String text;

        MediaType(String text) {
            this.text = text;
        }

        /** The type without parameters. */
        String text() {
            return text;
        }

        /** Reads a content type, of which a charset may be UTF-8 only. Null if it is no such type. */
        static @Nullable MediaType of(@Nullable String contentType) {
            if (contentType == null) {
                return null;
            }
            String lower = contentType.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
            for (MediaType type : values()) {
                if (lower.equals(type.text) || lower.equals(type.text + ";charset=utf-8")) {
                    return type;
                }
            }
            return null;
        }
    }

    /** The body that was gathered for a request; empty if it has none. */
    static byte[] bodyOf(HttpServletRequest request) {
        return request.getAttribute(BODY) instanceof byte[] body ? body : new byte[0];
    }

    /** Bytes of bodies held at the moment. */
    long bodiesBytes() {
        return bodiesBytes.get();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!request.getMethod().equals("POST")
                || !request.getHttpURI().getPath().equals(Routes.SUBMISSIONS)) {
            return super.handle(request, response, callback);
        }
        Problem refusal = refusal(request);
        if (refusal != null) {
            ProblemPage.send(refusal, response, callback);
            return true;
        }
        new Gathering(request, response, callback).proceed();
        return true;
    }

    /** What can be said before the first byte. */
    private @Nullable Problem refusal(Request request) {
        String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Problem.of(ApiReason.UNSUPPORTED_MEDIA_TYPE, "a body with a Content-Encoding, want it as it is");
        }
        if (MediaType.of(request.getHeaders().get(HttpHeader.CONTENT_TYPE)) == null) {
            return Problem.of(
                    ApiReason.UNSUPPORTED_MEDIA_TYPE,
                    "want Content-Type application/json (one event, or an array) or application/x-ndjson");
        }
        return request.getLength() > config.bodyBytesMax() ? tooLarge(config.bodyBytesMax()) : null;
    }

    private static Problem tooLarge(int bytesMax) {
        return Problem.of(ApiReason.BODY_TOO_LARGE, "the body is larger than " + bytesMax + " bytes");
    }

    /** One body on its way. Its callbacks come one after the other; only the check of its pace runs beside them. */
    private final class Gathering {
        private static final int FIRST_BYTES = 8_192;

        private final Request request;
        private final Response response;
        private final Callback callback;
        private final long startedNanos = System.nanoTime();
        /** Set by whoever decides what becomes of the request. */
        private final AtomicBoolean isDecided = new AtomicBoolean();
        /** Bytes so far; the pace is checked on another thread. */
        private final AtomicLong size = new AtomicLong();

        private byte[] body = {};
        private boolean isWatched;

        Gathering(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = Callback.from(callback, () -> bodiesBytes.addAndGet(-size.get()));
        }

        /** Takes what is there and comes back when there is more. */
        void proceed() {
            while (!isDecided.get()) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    watch();
                    request.demand(this::proceed);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    fail(chunk.getFailure());
                    return;
                }
                Problem problem = take(chunk);
                boolean isLast = chunk.isLast();
                chunk.release();
                if (problem != null) {
                    refuse(problem);
                } else if (isLast) {
                    pass();
                }
            }
        }

        private @Nullable Problem take(Content.Chunk chunk) {
            int more = chunk.remaining();
            int before = (int) size.get();
            long all = bodiesBytes.addAndGet(more);
            size.addAndGet(more);
            if (more > config.bodyBytesMax() - before) {
                return tooLarge(config.bodyBytesMax());
            }
            if (all > config.bodiesBytesMax()) {
                return Problem.of(ApiReason.POOL_FULL, "requests of " + all + " bytes are under way already");
            }
            if (body.length < before + more) {
                int declared = (int) Math.max(0, Math.min(request.getLength(), Math.max(FIRST_BYTES, 4L * before)));
                body = Arrays.copyOf(body, Math.max(before + more, Math.max(declared, 2 * before)));
            }
            chunk.get(body, before, more);
            return null;
        }

        private void pass() {
            if (!isDecided.compareAndSet(false, true)) {
                return;
            }
            request.setAttribute(BODY, body.length == size.get() ? body : Arrays.copyOf(body, (int) size.get()));
            body = new byte[0];
            try {
                if (!BodyGate.super.handle(request, response, callback)) {
                    Response.writeError(request, response, callback, 404);
                }
            } catch (Exception e) {
                Response.writeError(request, response, callback, e);
            }
        }

        private void refuse(Problem problem) {
            if (isDecided.compareAndSet(false, true)) {
                // What is still on its way is not worth reading, so the connection cannot be used again.
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
                ProblemPage.send(problem, response, callback);
            }
        }

        private void fail(Throwable failure) {
            if (isDecided.compareAndSet(false, true)) {
                Response.writeError(request, response, callback, failure);
            }
        }

        private void watch() {
            if (!isWatched) {
                isWatched = true;
                checkPaceLater();
            }
        }

        private void checkPaceLater() {
            request.getComponents().getScheduler().schedule(this::checkPace, PACE_CHECK_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void checkPace() {
            if (isDecided.get()) {
                return;
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
            long paceMillis = millis - HttpConfig.PATIENCE_MILLIS;
            if (millis > config.bodyMillisMax()) {
                refuse(Problem.of(
                        ApiReason.REQUEST_TOO_SLOW,
                        "the body has not ended after " + config.bodyMillisMax() + " milliseconds"));
            } else if (paceMillis > 0 && size.get() * 1_000 < paceMillis * config.bodyBytesPerSecondMin()) {
                refuse(Problem.of(
                        ApiReason.REQUEST_TOO_SLOW,
                        size.get() + " bytes came in " + millis + " milliseconds, want at least "
                                + config.bodyBytesPerSecondMin() + " a second"));
            } else {
                checkPaceLater();
            }
        }
    }
}
