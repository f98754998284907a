package dev.plumbline.api.http;

import io.javalin.http.Context;

/** How an answer may be kept by caches, and how JSON is sent. */
final class Pages {
    /** It will be the same for ever. */
    static final String IMMUTABLE = "public, max-age=31536000, immutable";
    /** Ask each time. */
    static final String NO_CACHE = "no-cache";
    /** It depends on more than the address, or on the moment. */
    static final String NO_STORE = "no-store";

    private Pages() {}

    static void json(Context ctx, String caching, JsonSink json) {
        bytes(ctx, "application/json", caching, json.toByteArray());
    }

    static void bytes(Context ctx, String mediaType, String caching, byte[] body) {
        ctx.contentType(mediaType).header("Cache-Control", caching);
        ctx.result(body);
    }
}
