package dev.plumbline.api.http;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.anchor.AnchorStatus;
import dev.plumbline.proofs.note.VerifierKey;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the log says about itself: identity, anchors, health, figures, and where to read on. */
final class LogPages {
    /** Full tiles that may wait before the server calls itself unfit; the ledger stops at fifty times as many. */
    private static final int WAITING_TILES_MAX = 1_000;

    private static final String DESCRIPTION = "openapi.json";

    private final Services services;
    private final Metrics metrics;

    LogPages(Services services, Metrics metrics) {
        this.services = services;
        this.metrics = metrics;
    }

    /** {@code GET /v1/log}. */
    void log(Context ctx) throws ProblemException {
        Parameters.of(ctx, Set.of());
        var json = new JsonSink(1_024);
        json.raw("{\"origin\":").quoted(services.origin()).raw(",\"vkeys\":[");
        String separator = "";
        for (VerifierKey key : services.logKeys()) {
            json.raw(separator).quoted(key.encode());
            separator = ",";
        }
        json.raw("]");
        Anchors.Contract contract = services.anchors().contract();
        if (contract != null) {
            json.raw(",\"anchor\":");
            appendContract(json.raw("{"), contract).raw("}");
        }
        Pages.json(ctx, Pages.NO_CACHE, json.raw("}"));
    }

    /** {@code GET /v1/anchors}. */
    void anchors(Context ctx) throws ProblemException, IOException {
        Parameters.of(ctx, Set.of());
        var json = new JsonSink(4_096);
        json.raw("{\"anchors\":[");
        String separator = "{";
        for (Anchors.Anchor anchor : services.anchors().all()) {
            appendContract(json.raw(separator), anchor.contract());
            json.raw(",\"size\":").number(anchor.size());
            json.raw(",\"root\":\"").base64(anchor.head().root()).raw("\"");
            json.raw(",\"block_number\":").number(anchor.blockNumber());
            json.raw(",\"block_hash\":").quoted(anchor.blockHash());
            json.raw(",\"block_timestamp\":")
                    .number(anchor.blockTimestampSeconds())
                    .raw("}");
            separator = ",{";
        }
        json.raw("]");
        AnchorStatus status = services.anchors().status();
        if (status != null) {
            AnchorStanding.append(json.raw(",\"status\":"), status);
        }
        Pages.json(ctx, Pages.NO_CACHE, json.raw("}"));
    }

    private static JsonSink appendContract(JsonSink json, Anchors.Contract contract) {
        return json.raw("\"chain\":")
                .quoted(contract.chain())
                .raw(",\"contract\":")
                .quoted(contract.address().hex());
    }

    /** {@code GET /health/live}: the process answers. */
    void live(Context ctx) throws ProblemException {
        Parameters.of(ctx, Set.of());
        Pages.json(ctx, Pages.NO_STORE, new JsonSink(32).raw("{\"live\":true}"));
    }

    /** {@code GET /health/ready}: 200 if events can be taken and published, else 503; either way with what is wrong. */
    void ready(Context ctx) throws ProblemException {
        Parameters.of(ctx, Set.of());
        Ledger ledger = services.ledger();
        var unfit = new LinkedHashMap<String, String>();
        put(unfit, ApiReason.WRITER_STOPPED.name(), ledger.failure());
        int waitingTiles = ledger.figures().waitingTiles();
        put(
                unfit,
                "PUBLISHING_BEHIND",
                waitingTiles > WAITING_TILES_MAX ? waitingTiles + " full tiles wait to become files" : null);
        put(unfit, "PUBLISHING_FAILED", ledger.publishFailure());
        var limping = new LinkedHashMap<String, String>();
        // Search is no part of the promise: what is submitted is logged and provable without it.
        put(limping, ApiReason.INDEX_UNAVAILABLE.name(), services.search().problem());
        var json = new JsonSink(512);
        json.raw(unfit.isEmpty() ? "{\"ready\":true" : "{\"ready\":false");
        append(json.raw(",\"reasons\":"), unfit);
        append(json.raw(",\"warnings\":"), limping);
        ctx.status(unfit.isEmpty() ? 200 : 503);
        Pages.json(ctx, Pages.NO_STORE, json.raw("}"));
    }

    private static void put(Map<String, String> reasons, String reason, @Nullable String detail) {
        if (detail != null) {
            reasons.put(reason, detail);
        }
    }

    private static void append(JsonSink json, Map<String, String> reasons) {
        json.raw("[");
        String separator = "{\"reason\":";
        for (Map.Entry<String, String> reason : reasons.entrySet()) {
            json.raw(separator).quoted(reason.getKey());
            json.raw(",\"detail\":").quoted(reason.getValue()).raw("}");
            separator = ",{\"reason\":";
        }
        json.raw("]");
    }

    /** {@code GET /metrics}. */
    void metrics(Context ctx) throws ProblemException {
        Parameters.of(ctx, Set.of());
        ctx.contentType(Metrics.MEDIA_TYPE).header("Cache-Control", Pages.NO_STORE);
        ctx.result(metrics.scrape());
    }

    /** {@code GET /openapi.json}. */
    void description(Context ctx) throws ProblemException, IOException {
        Parameters.of(ctx, Set.of());
        try (InputStream resource = LogPages.class.getResourceAsStream(DESCRIPTION)) {
            if (resource == null) {
                throw new IOException(DESCRIPTION + " is not in the jar");
            }
            Pages.bytes(ctx, "application/json", Pages.NO_CACHE, resource.readAllBytes());
        }
    }

    /** {@code GET /}: where to go from here. */
    void welcome(Context ctx) throws ProblemException {
        Parameters.of(ctx, Set.of());
        var json = new JsonSink(1_024);
        json.raw("{\"name\":\"Plumbline\",\"what\":\"an independent record of AI attribution events\"");
        json.raw(",\"origin\":").quoted(services.origin());
        json.raw(",\"size\":").number(services.ledger().head().head().size());
        json.raw(",\"read\":[");
        String separator = "";
        for (String path : List.of(
                "/v1/log", "/checkpoint", "/tile/0/000", "/v1/events", "/v1/anchors", "/health/ready", "/metrics")) {
            json.raw(separator).quoted(path);
            separator = ",";
        }
        Pages.json(ctx, Pages.NO_CACHE, json.raw("],\"description\":\"/openapi.json\"}"));
    }
}
