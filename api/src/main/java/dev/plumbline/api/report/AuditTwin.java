package dev.plumbline.api.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.audit.AuditFigures;
import dev.plumbline.ledger.audit.AuditResult;
import dev.plumbline.ledger.audit.InvariantResult;
import dev.plumbline.ledger.audit.SignatureSample;
import dev.plumbline.ledger.audit.Violation;
import dev.plumbline.proofs.merkle.TreeHead;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;

/**
 * The machine-readable twin of the report: the result of an audit as JSON, keys in a fixed order, amounts as decimal strings. The
 * same result gives the same bytes.
 */
public final class AuditTwin {
    /** The version of this form. */
    public static final int VERSION = 1;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AuditTwin() {}

    /** The whole result, and what is known of the log's anchors. */
    public static ObjectNode encode(AuditResult result, List<CheckedAnchor> anchors) {
        ObjectNode json = NODES.objectNode().put("v", VERSION).put("origin", result.origin());
        json.set("from", head(result.from()));
        json.set("head", head(result.head()));
        json.put("clean", result.isClean()).put("unread", result.unreadCount());
        SignatureSample sample = result.sample();
        if (sample != null) {
            json.set("sample", sample(sample));
        }
        ArrayNode invariants = json.putArray("invariants");
        result.results().forEach(one -> invariants.add(invariant(one)));
        ArrayNode heads = json.putArray("anchors");
        anchors.forEach(anchor -> heads.add(head(anchor.head())
                .put("contract", anchor.contract())
                .put("block_number", anchor.blockNumber())
                .put("proven", anchor.standing().isProven())
                .put("detail", anchor.standing().detail())));
        json.set("figures", figures(result.figures()));
        return json;
    }

    private static ObjectNode head(TreeHead head) {
        return NODES.objectNode()
                .put("size", head.size())
                .put("root", head.root().base64());
    }

    private static ObjectNode sample(SignatureSample sample) {
        return NODES.objectNode()
                .put("seed", sample.seed().hex())
                .put("seed_commitment", sample.commitment().hex())
                .put("from", sample.from())
                .put("to", sample.to())
                .put("count", sample.count());
    }

    private static ObjectNode invariant(InvariantResult result) {
        ObjectNode json = NODES.objectNode()
                .put("id", result.invariant().id())
                .put("name", result.invariant().name())
                .put("sentence", result.invariant().sentence())
                .put("severity", result.invariant().severity().name())
                .put("basis", result.invariant().basis().name())
                .put("standing", result.standing().name())
                .put("checked", result.checked())
                .put("violated", result.violated())
                .put("not_checkable", result.uncheckable())
                .put("operator_asserted", result.asserted());
        if (result.reason() != null) {
            json.put("reason", result.reason());
        }
        ArrayNode violations = json.putArray("violations");
        for (Violation violation : result.kept()) {
            ObjectNode row = violations.addObject();
            if (violation.index() != Violation.NO_LEAF) {
                row.put("index", violation.index());
            }
            if (violation.event() != null) {
                row.put("event", violation.event().encode());
            }
            row.put("detail", violation.detail());
        }
        return json;
    }

    private static ObjectNode figures(AuditFigures figures) {
        ObjectNode json = NODES.objectNode();
        ObjectNode kinds = json.putObject("events_by_kind");
        figures.eventsByKind().forEach(kinds::put);
        json.put("bucket_ms", figures.bucketMillis());
        ArrayNode buckets = json.putArray("events_over_time");
        figures.buckets()
                .forEach(bucket ->
                        buckets.addObject().put("from", bucket.fromMillis()).put("count", bucket.count()));
        ObjectNode accrued = json.putObject("accrued_by_role");
        figures.accruedByRole().forEach((token, roles) -> accrued.set(token, amounts(roles)));
        json.set("paid", amounts(figures.paidByToken()));
        ArrayNode payees = json.putArray("payees");
        figures.payees()
                .forEach(payee -> payees.addObject()
                        .put("payee", payee.payee())
                        .put("token", payee.token())
                        .put("amount", payee.amount().toString()));
        ObjectNode weights = json.putObject("weights")
                .put("uploads", figures.weights().uploadCount())
                .put("sum", figures.weights().whole().toString())
                .put("unattributed", figures.weights().unattributed().toString());
        ArrayNode top = weights.putArray("top");
        figures.weights()
                .top()
                .forEach(upload -> top.addObject()
                        .put("index", upload.index())
                        .put("upload", upload.upload().encode())
                        .put("weight", upload.weight().toString()));
        ArrayNode conflicts = json.putArray("license_conflicts");
        figures.licenseConflicts()
                .forEach(conflict -> conflicts
                        .addObject()
                        .put("index", conflict.index())
                        .put("upload", conflict.upload().encode())
                        .put("uses", conflict.uses()));
        return json.put("rounded_to_zero", figures.roundedToZero()).put("disputes_open", figures.disputesOpen());
    }

    private static ObjectNode amounts(SortedMap<String, BigInteger> amounts) {
        ObjectNode json = NODES.objectNode();
        amounts.forEach((key, amount) -> json.put(key, amount.toString()));
        return json;
    }
}
