package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.proofs.checkpoint.CheckpointVerdict;
import dev.plumbline.proofs.checkpoint.TrustPolicy.VerifiedCheckpoint;
import dev.plumbline.proofs.cose.CoseReceipt;
import dev.plumbline.proofs.cose.CoseVerdict;
import dev.plumbline.proofs.disclosure.FieldOpening;
import dev.plumbline.proofs.disclosure.Opening;
import dev.plumbline.proofs.disclosure.RowProof;
import dev.plumbline.proofs.ethereum.AnchorState;
import dev.plumbline.proofs.ethereum.HeadStanding;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.trace.LoggedEvent;
import dev.plumbline.proofs.trace.TokenAmount;
import dev.plumbline.proofs.trace.TraceStep;
import dev.plumbline.proofs.trace.TraceVerdict;
import dev.plumbline.proofs.trace.VerifiedTrace;
import dev.plumbline.proofs.verify.Check;
import dev.plumbline.proofs.verify.DisclosureVerdict;
import dev.plumbline.proofs.verify.Reason;
import dev.plumbline.proofs.verify.SettlementVerdict;
import dev.plumbline.proofs.verify.Verdict;
import dev.plumbline.proofs.verify.VerifiedDisclosure;
import dev.plumbline.proofs.verify.VerifiedReceipt;
import dev.plumbline.proofs.verify.VerifiedSettlement;
import java.util.ArrayList;
import java.util.List;

/** What was proven, as the command line tells it. */
final class Findings {
    private Findings() {}

    static Finding of(Verdict verdict) {
        if (verdict instanceof Verdict.Rejected rejected) {
            return Finding.rejected(rejected.checks(), rejected.reason(), rejected.detail());
        }
        return of(((Verdict.Verified) verdict).receipt(), verdict.checks());
    }

    static Finding of(DisclosureVerdict verdict) {
        if (verdict instanceof DisclosureVerdict.Rejected rejected) {
            return Finding.rejected(rejected.checks(), rejected.reason(), rejected.detail());
        }
        VerifiedDisclosure disclosure = ((DisclosureVerdict.Verified) verdict).disclosure();
        Finding receipt = of(disclosure.receipt(), verdict.checks());
        Opening opening = disclosure.opening();
        ObjectNode facts = receipt.facts();
        String what;
        if (opening instanceof RowProof row) {
            facts.put("row", row.index());
            what = "row " + row.index();
        } else {
            String field = ((FieldOpening) opening).field().path();
            facts.put("field", field);
            what = field;
        }
        byte[] value = opening.value();
        facts.put("value_size", value.length)
                .put("value_sha256", "sha256:" + TreeHasher.sha256(value).hex());
        String subject = what + " (" + value.length + " bytes) of " + receipt.subject();
        return Finding.verified(verdict.checks(), subject, receipt.grounds(), facts);
    }

    private static Finding of(VerifiedReceipt receipt, List<Check> checks) {
        VerifiedCheckpoint checkpoint = receipt.checkpoint();
        ObjectNode facts = entry(receipt.event(), receipt.index(), checkpoint.origin(), checkpoint.head());
        var grounds = new ArrayList<String>();
        grounds.add(issuer(receipt.event()));
        grounds.addAll(grounds(checkpoint));
        AnchorState.Proven anchor = receipt.anchor();
        HeadStanding.Trusted trust = receipt.anchorTrust();
        if (anchor != null && trust != null) {
            grounds.add("L1 block " + anchor.blockNumber() + ", "
                    + trust.level().ground() + ": " + anchor.blockHash() + " (" + trust.level() + ")");
            facts.putObject("anchor")
                    .put("level", trust.level().name())
                    .put("detail", trust.detail())
                    .put("block_number", anchor.blockNumber())
                    .put("block_hash", anchor.blockHash().hex())
                    .put("size", anchor.anchored().size());
        }
        return Finding.verified(checks, subject(receipt.index(), checkpoint.origin()), grounds, facts);
    }

    static Finding of(VerifiedCheckpoint checkpoint, List<Check> checks) {
        ObjectNode facts = head(Json.object(), checkpoint.origin(), checkpoint.head());
        String subject = "checkpoint of " + checkpoint.origin() + ", size "
                + checkpoint.head().size();
        return Finding.verified(checks, subject, grounds(checkpoint), facts);
    }

    static Finding of(Event event, CoseReceipt.VerifiedLeaf leaf, List<Check> checks) {
        String origin = leaf.log().name();
        return Finding.verified(
                checks,
                subject(leaf.index(), origin),
                List.of(issuer(event), "the log's signature: " + leaf.log().encode()),
                entry(event, leaf.index(), origin, leaf.head()));
    }

    static Finding of(TraceVerdict verdict) {
        List<String> story = verdict.steps().stream().map(Findings::told).toList();
        if (verdict instanceof TraceVerdict.Rejected rejected) {
            return Finding.rejected(rejected.checks(), rejected.reason(), rejected.detail())
                    .withStory(story);
        }
        VerifiedTrace trace = ((TraceVerdict.Verified) verdict).trace();
        VerifiedCheckpoint checkpoint = trace.checkpoint();
        LoggedEvent subject = trace.subject();
        ObjectNode facts = entry(subject.event(), subject.index(), checkpoint.origin(), checkpoint.head());
        TokenAmount amount = trace.amount();
        if (amount != null) {
            facts.put("token", amount.token()).put("amount", amount.units().toString());
        }
        var grounds = new ArrayList<String>();
        grounds.add("the signatures of the issuers of " + trace.events().size() + " events");
        grounds.addAll(grounds(checkpoint));
        String why = amount == null ? "" : ": " + amount.words();
        return Finding.verified(verdict.checks(), subject(subject.index(), checkpoint.origin()) + why, grounds, facts)
                .withStory(story);
    }

    static Finding of(SettlementVerdict verdict) {
        if (verdict instanceof SettlementVerdict.Rejected rejected) {
            return Finding.rejected(rejected.checks(), rejected.reason(), rejected.detail());
        }
        VerifiedSettlement settlement = ((SettlementVerdict.Verified) verdict).settlement();
        ObjectNode facts = Json.object()
                .put("grade", settlement.grade().wireName())
                .put("chain", settlement.chain())
                .put("tx", settlement.transaction().hex())
                .put("index", settlement.index())
                .put("took_effect", settlement.receipt().succeeded())
                .put("block_number", settlement.block().number())
                .put("block_hash", settlement.block().hash().hex())
                .put("claimed_block_number", settlement.claimedBlock().number())
                .put("output_root", settlement.outputRoot().hex())
                .put("is_code_pinned", settlement.isCodePinned())
                .put("l1_block_number", settlement.l1Block().number())
                .put("l1_block_hash", settlement.l1Block().hash().hex())
                .put("l1_level", settlement.l1Trust().level().name());
        EventId event = settlement.event();
        if (event != null) {
            facts.put("event_id", event.encode());
        }
        String why = settlement.whyNotHigher();
        if (why != null) {
            facts.put("why_not_higher", why);
        }
        String subject = "transaction " + settlement.transaction() + " of " + settlement.chain() + ": "
                + settlement.grade().wireName() + (why == null ? "" : ", and not more: " + why);
        var grounds = new ArrayList<String>();
        grounds.add(settlement.claim());
        grounds.add(
                settlement.isCodePinned() ? "contracts whose code you pinned" : "contracts whose code you did not pin");
        grounds.add("L1 block " + settlement.l1Block().number() + ", "
                + settlement.l1Trust().level().ground() + ": "
                + settlement.l1Block().hash() + " (" + settlement.l1Trust().level() + ")");
        return Finding.verified(verdict.checks(), subject, grounds, facts);
    }

    private static String told(TraceStep step) {
        return switch (step.topic()) {
            case NOT_SHOWN -> "not shown: " + step.text();
            case NOT_PROVEN -> "not proven: " + step.text();
            case SUBJECT, PAYMENT, ACCRUAL, POLICY, INFERENCE, MODEL, UPLOAD, ARITHMETIC, LIFE_CYCLE -> step.text();
        };
    }

    private static String subject(long index, String origin) {
        return "entry " + index + " of " + origin;
    }

    private static String issuer(Event event) {
        return "the issuer's signature: " + event.issuer();
    }

    private static List<String> grounds(VerifiedCheckpoint checkpoint) {
        String log = "the log's signature: " + checkpoint.log().encode();
        int cosignatures = checkpoint.cosignatures().size();
        return cosignatures == 0 ? List.of(log) : List.of(log, cosignatures + " cosignatures of witnesses");
    }

    private static ObjectNode entry(Event event, long index, String origin, TreeHead head) {
        return head(Json.object().put("event_id", event.id().encode()).put("index", index), origin, head);
    }

    private static ObjectNode head(ObjectNode facts, String origin, TreeHead head) {
        return facts.put("origin", origin)
                .put("size", head.size())
                .put("root", head.root().base64());
    }

    static Reason reason(CheckpointVerdict.Reason reason) {
        return switch (reason) {
            case UNREADABLE -> Reason.FORMAT_UNREADABLE;
            case UNKNOWN_LOG -> Reason.UNKNOWN_LOG;
            case SIGNATURE_BAD -> Reason.CHECKPOINT_SIGNATURE_BAD;
            case QUORUM_MISSING -> Reason.WITNESS_QUORUM_MISSING;
        };
    }

    static Reason reason(CoseVerdict.Reason reason) {
        return switch (reason) {
            case UNKNOWN_LOG -> Reason.UNKNOWN_LOG;
            case INDEX_OUT_OF_RANGE -> Reason.INDEX_OUT_OF_RANGE;
            case PATH_LENGTH_WRONG -> Reason.PATH_LENGTH_WRONG;
            case SIGNATURE_BAD -> Reason.CHECKPOINT_SIGNATURE_BAD;
            case QUORUM_MISSING -> Reason.WITNESS_QUORUM_MISSING;
        };
    }

    /** Which line of the checklist a refusal belongs to. */
    static Check.Name check(CoseVerdict.Reason reason) {
        return switch (reason) {
            case UNKNOWN_LOG, SIGNATURE_BAD -> Check.Name.CHECKPOINT;
            case INDEX_OUT_OF_RANGE, PATH_LENGTH_WRONG -> Check.Name.INCLUSION;
            case QUORUM_MISSING -> Check.Name.WITNESSES;
        };
    }
}
