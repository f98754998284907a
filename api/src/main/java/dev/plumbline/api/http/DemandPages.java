package dev.plumbline.api.http;

import dev.plumbline.ledger.demand.DemandStatus;
import io.javalin.http.Context;
import java.util.Set;

/** {@code GET /v1/demands}: what has been demanded on the anchor contract, and where in the log it is. */
final class DemandPages {
    private final Anchors anchors;

    DemandPages(Services services) {
        this.anchors = services.anchors();
    }

    void demands(Context ctx) throws ProblemException {
        Parameters.of(ctx, Set.of());
        DemandStatus status = anchors.demands();
        if (status == null) {
            throw Problem.of(ApiReason.NOT_FOUND, "the log is not anchored by this process, so nothing can be demanded")
                    .toException();
        }
        var json = new JsonSink(4_096);
        json.raw("{\"block\":").number(status.block());
        json.raw(",\"made\":").number(status.madeCount());
        json.raw(",\"waiting\":").number(status.waitingCount());
        json.raw(",\"open\":[");
        String separator = "{";
        for (DemandStatus.Open open : status.open()) {
            json.raw(separator).raw("\"id\":").number(open.id());
            json.raw(",\"leaf_hash\":").quoted("0x" + open.leafHash().hex());
            json.raw(",\"deadline\":").number(open.deadline());
            json.raw(",\"overdue_seconds\":").number(status.asOfSeconds() - open.deadline());
            json.raw(",\"index\":").number(open.index());
            json.raw(open.isForced() ? ",\"forced\":true}" : ",\"forced\":false}");
            separator = ",{";
        }
        json.raw("],\"as_of\":").number(status.asOfSeconds());
        if (status.trouble() != null) {
            json.raw(",\"trouble\":").quoted(status.trouble());
        }
        Pages.json(ctx, Pages.NO_STORE, json.raw("}"));
    }
}
