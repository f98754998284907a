package dev.plumbline.vectors;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.cose.CoseReceipt;
import dev.plumbline.proofs.cose.CoseVerdict;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.AnchorState;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.BlockHistory;
import dev.plumbline.proofs.ethereum.NoHeads;
import dev.plumbline.proofs.ethereum.PinnedHeads;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.trace.TokenAmount;
import dev.plumbline.proofs.trace.TraceVerdict;
import dev.plumbline.proofs.trace.TraceVerifier;
import dev.plumbline.proofs.trace.VerifiedTrace;
import dev.plumbline.proofs.verify.EquivocationVerifier;
import dev.plumbline.proofs.verify.Freshness;
import dev.plumbline.proofs.verify.Reason;
import dev.plumbline.proofs.verify.ReceiptVerifier;
import dev.plumbline.proofs.verify.Verdict;
import dev.plumbline.proofs.verify.VerificationPolicy;
import dev.plumbline.proofs.verify.VerificationPolicy.AnchorDemand;
import dev.plumbline.proofs.verify.VerifiedReceipt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations of the suite that concern receipts and what L1 held. */
final class ReceiptOperations {
    private ReceiptOperations() {}

    static Outcome verifyReceipt(Input input) throws MalformedException {
        Verdict verdict = new ReceiptVerifier(policy(input)).verify(input.bytes("receipt"));
        List<List<String>> checks = verdict.checks().stream()
                .map(check -> List.of(check.name().name(), check.result().name()))
                .toList();
        if (verdict instanceof Verdict.Rejected rejected) {
            Outcome outcome = Outcome.rejected(rejected.reason());
            return new Outcome(outcome.result(), outcome.reason(), "", checks, Map.of());
        }
        return new Outcome("accepted", "", "", checks, value(((Verdict.Verified) verdict).receipt()));
    }

    private static VerificationPolicy policy(Input input) throws MalformedException {
        Set<Word> heads = new HashSet<>();
        for (String head : input.texts("heads")) {
            heads.add(Word.parseHex(head, "head"));
        }
        return new VerificationPolicy(
                TrustPolicy.parse(input.bytes("policy")),
                input.has("chain") ? input.text("chain") : null,
                input.has("contract") ? Address.parseHex(input.text("contract"), "contract") : null,
                heads.isEmpty() ? NoHeads.NO_HEADS : new PinnedHeads(heads),
                input.flag("demand_anchor") ? AnchorDemand.IN_TRUSTED_BLOCK : AnchorDemand.NONE,
                freshness(input));
    }

    private static @Nullable Freshness freshness(Input input) {
        if (!input.has("now_ms")) {
            return null;
        }
        Instant now = Instant.ofEpochMilli(Long.parseLong(input.text("now_ms")));
        return new Freshness(
                InstantSource.fixed(now),
                seconds(input, "checkpoint_age_max_s"),
                seconds(input, "cosignature_age_max_s"),
                seconds(input, "anchor_age_max_s"));
    }

    private static @Nullable Duration seconds(Input input, String member) {
        return input.has(member) ? Duration.ofSeconds(input.number(member)) : null;
    }

    private static Map<String, Object> value(VerifiedReceipt receipt) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("origin", receipt.checkpoint().origin());
        value.put("index", Long.toString(receipt.index()));
        value.put("size", Long.toString(receipt.checkpoint().head().size()));
        value.put("root", receipt.checkpoint().head().root().base64());
        value.put("event_id", receipt.event().id().encode());
        AnchorState.Proven anchor = receipt.anchor();
        if (anchor != null) {
            value.put("anchored_size", Long.toString(anchor.anchored().size()));
            value.put("anchored_block_hash", anchor.blockHash().toString());
        }
        return value;
    }

    static Outcome verifyAnchor(Input input) throws MalformedException {
        AnchorState state = AnchorState.prove(
                input.hex("header"),
                Address.parseHex(input.text("contract"), "contract"),
                input.text("origin"),
                input.hexes("account_proof"),
                input.hexes("storage_proof"));
        if (!(state instanceof AnchorState.Proven proven)) {
            return Outcome.rejected(Reason.ANCHOR_PROOF_BAD);
        }
        return Outcome.accepted(
                "size", Long.toString(proven.anchored().size()),
                "root", proven.anchored().root().base64(),
                "anchored_block", Long.toString(proven.anchoredBlock()),
                "block_hash", proven.blockHash().toString(),
                "block_number", Long.toString(proven.blockNumber()));
    }

    static Outcome verifyHistory(Input input) throws MalformedException {
        BlockHeader newer;
        try {
            newer = BlockHeader.parse(input.hex("header"));
        } catch (MalformedException e) {
            return Outcome.rejected(Reason.HEADER_UNTRUSTED);
        }
        BlockHistory history = BlockHistory.prove(
                newer, input.integer("number"), input.hexes("account_proof"), input.hexes("storage_proof"));
        return history instanceof BlockHistory.Ancestor ancestor
                ? Outcome.accepted(
                        "block_number", Long.toString(ancestor.number()),
                        "block_hash", ancestor.hash().toString())
                : Outcome.rejected(Reason.HEADER_UNTRUSTED);
    }

    static Outcome verifyEquivocation(Input input) throws MalformedException {
        TrustPolicy policy = TrustPolicy.parse(input.bytes("policy"));
        return Outcome.rejected(
                new EquivocationVerifier(policy).verify(input.bytes("evidence")).reason());
    }

    static Outcome verifyTrace(Input input) throws MalformedException {
        TrustPolicy policy = TrustPolicy.parse(input.bytes("policy"));
        TraceVerdict verdict = new TraceVerifier(policy).verify(input.bytes("trace"));
        if (verdict instanceof TraceVerdict.Rejected rejected) {
            return Outcome.rejected(rejected.reason());
        }
        VerifiedTrace trace = ((TraceVerdict.Verified) verdict).trace();
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("origin", trace.checkpoint().origin());
        value.put("size", Long.toString(trace.checkpoint().head().size()));
        value.put("index", Long.toString(trace.subject().index()));
        value.put("event_id", trace.subject().id().encode());
        TokenAmount amount = trace.amount();
        if (amount != null) {
            value.put("token", amount.token());
            value.put("amount", amount.units().toString());
        }
        return new Outcome("accepted", "", "", List.of(), value);
    }

    static Outcome verifyCose(Input input) throws MalformedException {
        TrustPolicy policy = TrustPolicy.parse(input.bytes("policy"));
        CoseReceipt receipt = CoseReceipt.parse(input.bytes("receipt"));
        CoseVerdict verdict = receipt.check(TreeHasher.leaf(input.bytes("entry")), policy);
        if (verdict instanceof CoseVerdict.Refused refused) {
            return Outcome.rejected(
                    switch (refused.reason()) {
                        case UNKNOWN_LOG -> Reason.UNKNOWN_LOG;
                        case INDEX_OUT_OF_RANGE -> Reason.INDEX_OUT_OF_RANGE;
                        case PATH_LENGTH_WRONG -> Reason.PATH_LENGTH_WRONG;
                        case SIGNATURE_BAD -> Reason.CHECKPOINT_SIGNATURE_BAD;
                        case QUORUM_MISSING -> Reason.WITNESS_QUORUM_MISSING;
                    });
        }
        CoseReceipt.VerifiedLeaf leaf = ((CoseVerdict.Included) verdict).leaf();
        return Outcome.accepted(
                "origin", leaf.log().name(),
                "index", Long.toString(leaf.index()),
                "size", Long.toString(leaf.head().size()),
                "root", leaf.head().root().base64());
    }
}
