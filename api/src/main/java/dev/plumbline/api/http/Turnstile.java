package dev.plumbline.api.http;

import io.javalin.http.Handler;
import java.util.concurrent.Semaphore;

/** Lets so many requests through at a time and turns the others away at once, so that none of them waits on a thread. */
final class Turnstile {
    private final int countMax;
    private final Semaphore free;

    Turnstile(int countMax) {
        this.countMax = countMax;
        this.free = new Semaphore(countMax);
    }

    /** The same handler behind this turnstile. */
    Handler guard(Handler handler) {
        return ctx -> {
            if (!free.tryAcquire()) {
                throw Problem.of(
                                ApiReason.TOO_MANY_REQUESTS,
                                countMax + " proofs and searches are under way, want fewer at a time")
                        .toException();
            }
            try {
                handler.handle(ctx);
            } finally {
                free.release();
            }
        };
    }
}
