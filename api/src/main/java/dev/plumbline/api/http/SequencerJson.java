package dev.plumbline.api.http;

import dev.plumbline.api.http.SequencerStanding.BlockRow;
import dev.plumbline.api.http.SequencerStanding.Head;
import dev.plumbline.api.http.SequencerStanding.Level;
import dev.plumbline.api.http.SequencerStanding.ObserverRow;
import dev.plumbline.ledger.rollup.Observation.ObserverTrouble;
import java.util.Locale;
import java.util.Map;

/** How a followed rollup stands, as {@code /v1/sequencer} says it. Times are milliseconds since the epoch. */
final class SequencerJson {
    private SequencerJson() {}

    static JsonSink of(SequencerStanding standing, int listeners) {
        var json = new JsonSink(8_192);
        json.raw("{\"chain\":").quoted(standing.chain());
        json.raw(",\"name\":").quoted(standing.name());
        json.raw(",\"block_ms\":").number(standing.blockMillis());
        appendHeads(json, standing);
        json.raw(",\"ms_since_block\":").number((long) (standing.secondsSinceBlock() * 1e3));
        appendObservers(json, standing);
        appendCounts(json, standing.counts());
        json.raw(",\"in_flight\":").number(standing.inFlightCount());
        json.raw(",\"waiting\":[");
        String separator = "{\"tx\":";
        for (SequencerStanding.Pending pending : standing.inFlight()) {
            json.raw(separator).quoted(pending.tx().hex());
            json.raw(",\"submitted_at\":").number(pending.submittedMillis()).raw("}");
            separator = ",{\"tx\":";
        }
        json.raw("]");
        appendBlocks(json, standing);
        if (standing.gap() != null) {
            json.raw(",\"gap\":{\"since\":").number(standing.gap().sinceMillis());
            json.raw(",\"answering\":").number(standing.gap().answering()).raw("}");
        }
        if (standing.trouble() != null) {
            json.raw(",\"trouble\":").quoted(standing.trouble());
        }
        json.raw(",\"listeners\":").number(listeners);
        return json.raw(",\"as_of\":").number(standing.asOfMillis()).raw("}");
    }

    private static void appendHeads(JsonSink json, SequencerStanding standing) {
        json.raw(",\"heads\":{");
        String separator = "";
        for (Map.Entry<Level, Head> entry : standing.heads().entrySet()) {
            json.raw(separator).quoted(wire(entry.getKey()));
            json.raw(":{\"block\":").number(entry.getValue().number());
            json.raw(",\"hash\":").quoted(entry.getValue().hash().hex()).raw("}");
            separator = ",";
        }
        json.raw("}");
    }

    private static void appendObservers(JsonSink json, SequencerStanding standing) {
        json.raw(",\"observers\":[");
        String separator = "{\"name\":";
        for (ObserverRow observer : standing.observers()) {
            json.raw(separator).quoted(observer.name());
            json.raw(",\"head\":").number(observer.head());
            json.raw(",\"lag_blocks\":").number(standing.lagBlocks(observer));
            if (observer.trouble() != null) {
                json.raw(",\"trouble\":").quoted(wire(observer.trouble()));
                json.raw(",\"detail\":").quoted(observer.detail());
            }
            json.raw(",\"troubles\":{");
            String inner = "";
            for (Map.Entry<ObserverTrouble.Kind, Long> count :
                    observer.troubles().entrySet()) {
                json.raw(inner).quoted(wire(count.getKey())).raw(":").number(count.getValue());
                inner = ",";
            }
            json.raw("}}");
            separator = ",{\"name\":";
        }
        json.raw("]");
    }

    private static void appendCounts(JsonSink json, SequencerStanding.Counts counts) {
        json.raw(",\"counts\":{\"blocks\":").number(counts.blocks());
        json.raw(",\"transactions\":").number(counts.transactions());
        json.raw(",\"tracked\":").number(counts.tracked());
        json.raw(",\"reorgs\":").number(counts.reorgs());
        json.raw(",\"displaced_blocks\":").number(counts.displacedBlocks());
        json.raw(",\"time_gaps\":").number(counts.timeGaps()).raw("}");
    }

    private static void appendBlocks(JsonSink json, SequencerStanding standing) {
        json.raw(",\"blocks\":[");
        String separator = "{\"block\":";
        for (BlockRow block : standing.blocks()) {
            json.raw(separator).number(block.number());
            json.raw(",\"hash\":").quoted(block.hash().hex());
            json.raw(",\"time\":").number(block.timeSeconds());
            json.raw(",\"transactions\":").number(block.transactions());
            json.raw(block.caughtUp() ? ",\"caught_up\":true" : ",\"caught_up\":false");
            json.raw(",\"first_seen\":{");
            String inner = "";
            for (Map.Entry<String, Long> seen : block.firstSeenMillis().entrySet()) {
                json.raw(inner).quoted(seen.getKey()).raw(":").number(seen.getValue());
                inner = ",";
            }
            json.raw("}}");
            separator = ",{\"block\":";
        }
        json.raw("]");
    }

    /** How a constant is spelt. */
    static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
