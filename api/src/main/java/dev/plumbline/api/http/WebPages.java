package dev.plumbline.api.http;

import dev.plumbline.api.web.VerifyPage;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Set;

/** Pages for people. */
final class WebPages {
    private WebPages() {}

    /** {@code GET /verify.html}. */
    static void verify(Context ctx) throws ProblemException, IOException {
        Parameters.of(ctx, Set.of());
        VerifyPage page = VerifyPage.load();
        ctx.header("Content-Security-Policy", page.securityPolicy());
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        Pages.bytes(ctx, VerifyPage.MEDIA_TYPE, Pages.NO_CACHE, page.html());
    }
}
