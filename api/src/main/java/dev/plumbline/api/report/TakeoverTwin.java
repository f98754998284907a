package dev.plumbline.api.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.takeover.Fate;
import dev.plumbline.ledger.takeover.InFlight;
import dev.plumbline.ledger.takeover.KnownAnchor;
import dev.plumbline.ledger.takeover.Recovered;
import dev.plumbline.ledger.takeover.SourceStanding;
import dev.plumbline.ledger.takeover.TakeoverResult;
import dev.plumbline.ledger.takeover.Tally;
import dev.plumbline.proofs.merkle.TreeHead;
import java.util.List;
import java.util.Locale;

/** The result of a takeover as JSON, keys in a fixed order. The same result gives the same bytes. */
public final class TakeoverTwin {
    /** The version of this form. */
    public static final int VERSION = 1;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private TakeoverTwin() {}

    /** The whole result. */
    public static ObjectNode encode(TakeoverResult result) {
        Recovered log = result.log();
        ObjectNode json = NODES.objectNode()
                .put("v", VERSION)
                .put("origin", log.origin())
                .put("dry_run", result.succession() == null)
                .put("alarm", result.isAlarm());
        ArrayNode oldKeys = json.putArray("old_vkeys");
        log.oldKeys().forEach(key -> oldKeys.add(key.encode()));
        json.set("recovered", head(log.head()).put("by", log.vouchedBy()));
        json.put("signatures", log.signatureCount());
        KnownAnchor anchor = log.anchor();
        if (anchor != null) {
            json.set(
                    "anchored",
                    head(anchor.head())
                            .put("chain", anchor.chain())
                            .put("contract", anchor.contract())
                            .put("block", anchor.block())
                            .put("basis", anchor.basis()));
        }
        json.put("acknowledged", log.acknowledgedSize());
        json.set("sources", sources(log.sources()));
        json.set("in_flight", inFlight(result.inFlight(), log));
        TakeoverResult.Succession next = result.succession();
        if (next != null) {
            json.set(
                    "succession",
                    NODES.objectNode()
                            .put("vkey", next.key().encode())
                            .put("handover", next.handover().encode())
                            .put("handover_index", log.head().size())
                            .put("operator", next.operator())
                            .set("head", head(next.head())));
        }
        return json;
    }

    /** What each source was found to be. */
    public static ArrayNode sources(List<SourceStanding> standings) {
        ArrayNode sources = NODES.arrayNode();
        for (SourceStanding one : standings) {
            ObjectNode row = sources.addObject().put("name", one.name()).put("entries", one.entries());
            if (one.signedSize() >= 0) {
                row.put("signed_size", one.signedSize());
            }
            row.put("standing", one.words());
        }
        return sources;
    }

    private static ObjectNode head(TreeHead head) {
        return NODES.objectNode()
                .put("size", head.size())
                .put("root", head.root().base64());
    }

    private static ObjectNode inFlight(InFlight inFlight, Recovered log) {
        ObjectNode json = NODES.objectNode();
        json.set("places", tally(inFlight.places()));
        json.set("receipts", tally(inFlight.receipts()));
        json.set("tails", tally(inFlight.tails()));
        ArrayNode contradicted = json.putArray("contradicted");
        inFlight.contradicted().forEach(contradicted::add);
        ArrayNode none = json.putArray("no_receipts");
        log.noReceipts().forEach(one -> none.addObject().put("name", one.name()).put("why", one.why()));
        long lineCount = inFlight.receipts().total() + inFlight.tails().total();
        json.put("lines_left_out", lineCount - inFlight.lines().size());
        ArrayNode lines = json.putArray("lines");
        for (InFlight.Line line : inFlight.lines()) {
            ObjectNode row = lines.addObject().put("by", line.by()).put("old_index", line.oldIndex());
            if (line.event() != null) {
                row.put("event", line.event().encode());
            }
            if (line.newIndex() != InFlight.NOWHERE) {
                row.put("new_index", line.newIndex());
            }
            row.put("fate", name(line.fate()));
            if (!line.detail().isEmpty()) {
                row.put("detail", line.detail());
            }
        }
        return json;
    }

    private static ObjectNode tally(Tally tally) {
        ObjectNode json = NODES.objectNode().put("total", tally.total());
        for (Fate fate : Fate.values()) {
            json.put(name(fate), tally.of(fate));
        }
        return json;
    }

    private static String name(Fate fate) {
        return fate.name().toLowerCase(Locale.ROOT);
    }
}
