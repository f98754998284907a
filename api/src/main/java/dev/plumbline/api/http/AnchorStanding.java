package dev.plumbline.api.http;

import dev.plumbline.ledger.anchor.AnchorStatus;
import dev.plumbline.ledger.anchor.AnchorTrouble;

/** How anchoring stands, as {@code /v1/anchors} says it. Amounts are texts: they exceed what a JSON number holds exactly. */
final class AnchorStanding {
    private AnchorStanding() {}

    static void append(JsonSink json, AnchorStatus status) {
        json.raw("{\"stage\":").quoted(status.stage().name());
        json.raw(",\"anchored_size\":").number(status.anchoredSize());
        json.raw(",\"anchored_block\":").number(status.anchoredBlock());
        json.raw(",\"pending_size\":").number(status.pendingSize());
        json.raw(",\"lag_entries\":").number(status.lagEntries());
        json.raw(",\"lag_seconds\":").number(status.lagSeconds());
        json.raw(",\"spent_wei\":").quoted(status.costs().totalWei().toString());
        json.raw(",\"spent_today_wei\":").quoted(status.costs().todayWei().toString());
        json.raw(",\"budget_left_wei\":").quoted(status.costs().leftTodayWei().toString());
        json.raw(",\"endpoint\":").quoted(status.endpoint());
        if (!status.skipped().isEmpty()) {
            json.raw(",\"skipped\":").quoted(status.skipped());
        }
        AnchorTrouble trouble = status.trouble();
        if (trouble != null) {
            json.raw(",\"trouble\":").quoted(trouble.name());
            json.raw(",\"detail\":").quoted(status.troubleDetail());
        }
        json.raw(",\"as_of\":").number(status.asOf().getEpochSecond()).raw("}");
    }
}
