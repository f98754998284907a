package dev.plumbline.vectors;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.CheckpointVerdict;
import dev.plumbline.proofs.checkpoint.SubtreeCosignature;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.SignatureStatus;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.SubtreeHead;
import dev.plumbline.proofs.merkle.SubtreeProof;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.NoteStatus;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.receipt.TlogProof;
import dev.plumbline.proofs.tile.EntryBundle;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.verify.Reason;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The operations of the suite, each as a few calls of this implementation. */
final class Operations {
    /** One operation. */
    @FunctionalInterface
    interface Operation {
        /** A refusal to read means that the format is unreadable. */
        Outcome run(Input input) throws MalformedException;
    }

    static final Map<String, Operation> BY_NAME = Map.ofEntries(
            Map.entry("parse-vkey", Operations::parseVkey),
            Map.entry("verify-note", Operations::verifyNote),
            Map.entry("parse-policy", Operations::parsePolicy),
            Map.entry("verify-checkpoint", Operations::verifyCheckpoint),
            Map.entry("verify-tlog-proof", Operations::verifyTlogProof),
            Map.entry("verify-inclusion", Operations::verifyInclusion),
            Map.entry("verify-consistency", Operations::verifyConsistency),
            Map.entry("parse-tile-path", Operations::parseTilePath),
            Map.entry("verify-entry-bundle", Operations::verifyEntryBundle),
            Map.entry("verify-event", Operations::verifyEvent),
            Map.entry("verify-subtree", Operations::verifySubtree),
            Map.entry("verify-subtree-cosignature", Operations::verifySubtreeCosignature),
            Map.entry("split-amount", SplitOperations::splitAmount),
            Map.entry("divide-accrual", SplitOperations::divideAccrual),
            Map.entry("verify-equivocation", ReceiptOperations::verifyEquivocation),
            Map.entry("verify-history", ReceiptOperations::verifyHistory),
            Map.entry("verify-trace", ReceiptOperations::verifyTrace),
            Map.entry("verify-settlement", SettlementOperations::verifySettlement),
            Map.entry("verify-sequencer-equivocation", SequencerOperations::verifyEquivocation),
            Map.entry("verify-forced", SequencerOperations::verifyForced),
            Map.entry("verify-cose", ReceiptOperations::verifyCose),
            Map.entry("verify-commitment", DisclosureOperations::verifyCommitment),
            Map.entry("verify-disclosure", DisclosureOperations::verifyDisclosure),
            Map.entry("verify-receipt", ReceiptOperations::verifyReceipt),
            Map.entry("verify-anchor", ReceiptOperations::verifyAnchor));

    private Operations() {}

    private static Outcome parseVkey(Input input) throws MalformedException {
        VerifierKey key = VerifierKey.parse(input.text("vkey"));
        return Outcome.accepted(
                "name", key.name(),
                "type", (int) key.type().code(),
                "key_id", String.format("%08x", key.id()),
                "key", Base64.getEncoder().encodeToString(key.key()));
    }

    private static Outcome verifyNote(Input input) throws MalformedException {
        VerifierKey key = VerifierKey.parse(input.text("vkey"));
        SignedNote note = SignedNote.parse(input.bytes("note"));
        NoteStatus status = key.check(note);
        return switch (status) {
            case SIGNED -> Outcome.accepted("text", note.text());
            case NOT_SIGNED -> Outcome.rejected(Reason.UNKNOWN_LOG);
            case BAD_SIGNATURE -> Outcome.rejected(Reason.CHECKPOINT_SIGNATURE_BAD);
        };
    }

    private static Outcome parsePolicy(Input input) throws MalformedException {
        TrustPolicy policy = TrustPolicy.parse(input.bytes("policy"));
        return Outcome.accepted(
                "logs", policy.logs().size(), "witnesses", policy.witnesses().size());
    }

    private static Outcome verifyCheckpoint(Input input) throws MalformedException {
        TrustPolicy policy = TrustPolicy.parse(input.bytes("policy"));
        CheckpointVerdict verdict = policy.check(SignedNote.parse(input.bytes("checkpoint")));
        if (verdict instanceof CheckpointVerdict.Refused refused) {
            return Outcome.rejected(reason(refused.reason()));
        }
        var trusted = ((CheckpointVerdict.Trusted) verdict).checkpoint();
        List<List<String>> cosignatures = trusted.cosignatures().stream()
                .map(seen -> List.of(seen.witness().name(), Long.toString(seen.unixSeconds())))
                .sorted(Comparator.comparing(Object::toString))
                .toList();
        return Outcome.accepted(
                "origin", trusted.origin(),
                "size", Long.toString(trusted.head().size()),
                "root", trusted.head().root().base64(),
                "cosignatures", cosignatures);
    }

    static Reason reason(CheckpointVerdict.Reason reason) {
        return switch (reason) {
            case UNREADABLE -> Reason.FORMAT_UNREADABLE;
            case UNKNOWN_LOG -> Reason.UNKNOWN_LOG;
            case SIGNATURE_BAD -> Reason.CHECKPOINT_SIGNATURE_BAD;
            case QUORUM_MISSING -> Reason.WITNESS_QUORUM_MISSING;
        };
    }

    private static Outcome verifyTlogProof(Input input) throws MalformedException {
        TlogProof proof = TlogProof.parse(input.text("proof"));
        TrustPolicy policy = TrustPolicy.parse(input.bytes("policy"));
        CheckpointVerdict verdict = policy.check(proof.checkpoint());
        if (verdict instanceof CheckpointVerdict.Refused refused) {
            return Outcome.rejected(reason(refused.reason()));
        }
        var trusted = ((CheckpointVerdict.Trusted) verdict).checkpoint();
        ProofStatus status = proof.inclusion().check(input.hash("leaf_hash"), trusted.head());
        return status != ProofStatus.VALID
                ? Outcome.ofInclusion(status)
                : Outcome.accepted(
                        "origin", trusted.origin(),
                        "size", Long.toString(trusted.head().size()),
                        "root", trusted.head().root().base64(),
                        "index", Long.toString(proof.inclusion().leafIndex()));
    }

    private static Outcome verifyInclusion(Input input) throws MalformedException {
        var proof = new InclusionProof(input.integer("index"), input.hashes("path"));
        return Outcome.ofInclusion(proof.check(input.hash("leaf_hash"), input.head("")));
    }

    private static Outcome verifyConsistency(Input input) throws MalformedException {
        var proof = new ConsistencyProof(input.hashes("path"));
        return Outcome.ofConsistency(proof.check(input.head("old_"), input.head("new_")));
    }

    private static Outcome verifySubtree(Input input) throws MalformedException {
        var proof = new SubtreeProof(input.hashes("path"));
        long start = input.integer("start");
        long end = input.integer("end");
        Hash root = input.hash("subtree_root");
        if (!SubtreeHead.isSubtree(start, end)) {
            return Outcome.rejected(Reason.INDEX_OUT_OF_RANGE);
        }
        ProofStatus status = proof.check(new SubtreeHead(start, end, root), input.head(""));
        return status == ProofStatus.SIZES_OUT_OF_ORDER
                ? Outcome.rejected(Reason.INDEX_OUT_OF_RANGE)
                : Outcome.ofInclusion(status);
    }

    private static Outcome verifySubtreeCosignature(Input input) throws MalformedException {
        VerifierKey key = VerifierKey.parse(input.text("vkey"));
        NoteSignature line = NoteSignature.parse(input.text("line"));
        long start = input.integer("start");
        long end = input.integer("end");
        Hash root = input.hash("root");
        SubtreeCosignature cosignature = SubtreeHead.isSubtree(start, end)
                ? SubtreeCosignature.verified(key, line, input.text("origin"), new SubtreeHead(start, end, root))
                : null;
        return cosignature == null
                ? Outcome.rejected(Reason.CHECKPOINT_SIGNATURE_BAD)
                : Outcome.accepted("time", Long.toString(cosignature.unixSeconds()));
    }

    private static Outcome parseTilePath(Input input) throws MalformedException {
        TileAddress tile = TileAddress.parse(input.text("path"));
        String index = Long.toString(tile.index());
        return tile.level() == TileAddress.ENTRIES
                ? Outcome.accepted("kind", "entries", "index", index, "width", tile.width())
                : Outcome.accepted("kind", "hash", "level", tile.level(), "index", index, "width", tile.width());
    }

    private static Outcome verifyEntryBundle(Input input) throws MalformedException {
        List<byte[]> entries = EntryBundle.parse(input.bytes("bundle"), input.number("width"));
        return Outcome.accepted(
                "leaf_hashes",
                entries.stream().map(TreeHasher::leaf).map(Hash::base64).toList());
    }

    private static Outcome verifyEvent(Input input) {
        Event event;
        try {
            event = Event.parse(input.bytes("entry"));
        } catch (MalformedException e) {
            return Outcome.unreadable(e, Reason.ENTRY_NOT_CANONICAL);
        }
        if (event.checkSignatures() != SignatureStatus.VALID) {
            return Outcome.rejected(Reason.EVENT_SIGNATURE_BAD);
        }
        return Outcome.accepted(
                "event_id", event.id().encode(),
                "leaf_hash", event.leafHash().base64(),
                "kind", event.kind().wireName(),
                "issuer", event.issuer().encode());
    }
}
