package dev.plumbline.api.cli;

import dev.plumbline.api.explain.FileKind;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.CheckpointVerdict;
import dev.plumbline.proofs.checkpoint.TrustPolicy.VerifiedCheckpoint;
import dev.plumbline.proofs.cose.CoseReceipt;
import dev.plumbline.proofs.cose.CoseVerdict;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.SignatureStatus;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.receipt.TlogProof;
import dev.plumbline.proofs.trace.TraceVerdict;
import dev.plumbline.proofs.trace.TraceVerifier;
import dev.plumbline.proofs.verify.Check;
import dev.plumbline.proofs.verify.DisclosureVerifier;
import dev.plumbline.proofs.verify.EquivocationVerifier;
import dev.plumbline.proofs.verify.Freshness;
import dev.plumbline.proofs.verify.Reason;
import dev.plumbline.proofs.verify.ReceiptVerifier;
import dev.plumbline.proofs.verify.VerificationPolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks one file of any kind that a policy can say something about. */
final class FileCheck {
    private final VerificationPolicy policy;
    private final byte @Nullable [] entry;

    /** @param entry the bytes of the event that a proof without its entry is about, or null if none were given */
    FileCheck(VerificationPolicy policy, byte @Nullable [] entry) {
        this.policy = policy;
        this.entry = entry;
    }

    Finding check(byte[] file) throws FailedException {
        return checkAs(FileKind.of(file), file);
    }

    /** As {@link #check}, of what the caller says that the file is. */
    Finding checkAs(FileKind kind, byte[] file) throws FailedException {
        return switch (kind) {
            case RECEIPT, UNKNOWN -> Findings.of(new ReceiptVerifier(policy).verify(file));
            case DISCLOSURE -> Findings.of(new DisclosureVerifier(policy).verify(file));
            case EQUIVOCATION -> Findings.of(new EquivocationVerifier(policy.trust()).verify(file));
            case SETTLEMENT ->
                throw FailedException.notChecked(
                        "this is " + kind.title() + "; pass what you know of the rollup with --rollup", null);
            case SEQUENCER_EQUIVOCATION, FORCED -> new SequencerFileCheck().check(kind, file);
            case TRACE -> trace(file);
            case TLOG_PROOF -> proof(file, required(kind));
            case COSE_RECEIPT -> cose(file, required(kind));
            case SIGNED_NOTE -> checkpoint(file);
            case EVENT, POLICY, VERIFIER_KEY, PRIVATE_KEY -> {
                String detail =
                        "is " + kind.title() + ", which proves nothing by itself; 'plumb explain' says what is in it";
                yield failed(List.of(), Check.Name.FORMAT, Reason.FORMAT_UNSUPPORTED, detail);
            }
        };
    }

    private byte[] required(FileKind kind) throws FailedException {
        if (entry == null) {
            throw FailedException.notChecked(
                    "this is " + kind.title()
                            + ", which does not hold the event that it is about; pass the event with --entry",
                    null);
        }
        return entry;
    }

    /** A trace has no anchor, and is as old as its checkpoint. */
    private Finding trace(byte[] file) {
        TraceVerdict verdict = new TraceVerifier(policy.trust()).verify(file);
        if (!(verdict instanceof TraceVerdict.Verified verified)) {
            return Findings.of(verdict);
        }
        if (policy.anchorDemand() != VerificationPolicy.AnchorDemand.NONE) {
            return failed(
                    verdict.checks(),
                    Check.Name.ANCHOR_STATE,
                    Reason.ANCHOR_PENDING,
                    "a trace has no anchor; fetch the receipts of its events");
        }
        Freshness freshness = policy.freshness();
        if (freshness != null) {
            Freshness.Finding age =
                    freshness.check(policy.trust(), verified.trace().checkpoint(), null);
            if (!age.isFresh()) {
                return failed(verdict.checks(), Check.Name.FRESHNESS, Reason.STALE, age.detail());
            }
        }
        return Findings.of(verdict);
    }

    /** A bare proof and its entry are a receipt without an anchor. */
    private Finding proof(byte[] file, byte[] event) {
        try {
            TlogProof proof = TlogProof.parse(new String(file, StandardCharsets.UTF_8));
            Receipt receipt = new Receipt(new String(event, StandardCharsets.UTF_8), proof, null);
            return Findings.of(new ReceiptVerifier(policy).verify(receipt.encode()));
        } catch (MalformedException e) {
            return unreadable(e);
        } catch (IllegalArgumentException e) {
            String detail = "--entry holds what no event may hold";
            return failed(List.of(), Check.Name.ENTRY, Reason.ENTRY_NOT_CANONICAL, detail);
        }
    }

    private Finding checkpoint(byte[] file) {
        SignedNote note;
        try {
            note = SignedNote.parse(file);
        } catch (MalformedException e) {
            return unreadable(e);
        }
        var checks = new ArrayList<Check>();
        checks.add(passed(Check.Name.FORMAT, file.length + " bytes"));
        CheckpointVerdict verdict = policy.trust().check(note);
        if (verdict instanceof CheckpointVerdict.Refused refused) {
            boolean isQuorum = refused.reason() == CheckpointVerdict.Reason.QUORUM_MISSING;
            if (isQuorum) {
                checks.add(passed(Check.Name.CHECKPOINT, "the log signed it"));
            }
            return failed(
                    checks,
                    isQuorum ? Check.Name.WITNESSES : Check.Name.CHECKPOINT,
                    Findings.reason(refused.reason()),
                    refused.detail());
        }
        VerifiedCheckpoint checkpoint = ((CheckpointVerdict.Trusted) verdict).checkpoint();
        checks.add(passed(
                Check.Name.CHECKPOINT,
                checkpoint.origin() + ", size " + checkpoint.head().size()));
        int witnesses = policy.trust().witnesses().size();
        checks.add(
                witnesses == 0
                        ? notChecked(Check.Name.WITNESSES, "the policy names no witness")
                        : passed(
                                Check.Name.WITNESSES,
                                checkpoint.cosignatures().size() + " of " + witnesses
                                        + " cosigned, the quorum is met"));
        Freshness freshness = policy.freshness();
        if (freshness == null) {
            checks.add(notChecked(Check.Name.FRESHNESS, "the policy takes evidence of any age"));
            return Findings.of(checkpoint, checks);
        }
        Freshness.Finding age = freshness.check(policy.trust(), checkpoint, null);
        if (!age.isFresh()) {
            return failed(checks, Check.Name.FRESHNESS, Reason.STALE, age.detail());
        }
        checks.add(passed(Check.Name.FRESHNESS, age.detail()));
        return Findings.of(checkpoint, checks);
    }

    /** Checked in the order of a receipt's checklist, as far as this form goes. */
    private Finding cose(byte[] file, byte[] bytes) {
        CoseReceipt receipt;
        try {
            receipt = CoseReceipt.parse(file);
        } catch (MalformedException e) {
            return unreadable(e);
        }
        var checks = new ArrayList<Check>();
        checks.add(passed(Check.Name.FORMAT, file.length + " bytes"));
        Event event;
        try {
            event = Event.parse(bytes);
        } catch (MalformedException e) {
            Reason reason = e.code() == Malformed.UNSUPPORTED ? Reason.FORMAT_UNSUPPORTED : Reason.ENTRY_NOT_CANONICAL;
            return failed(checks, Check.Name.ENTRY, reason, e.getMessage());
        }
        checks.add(passed(Check.Name.ENTRY, event.kind().wireName() + " " + event.id()));
        SignatureStatus signature = event.checkSignatures();
        String signer = event.issuer().encode() + ": " + signature;
        if (signature != SignatureStatus.VALID) {
            return failed(checks, Check.Name.EVENT_SIGNATURE, Reason.EVENT_SIGNATURE_BAD, signer);
        }
        checks.add(passed(Check.Name.EVENT_SIGNATURE, signer));
        CoseVerdict verdict = receipt.check(TreeHasher.leaf(bytes), policy.trust());
        if (verdict instanceof CoseVerdict.Refused refused) {
            return failed(
                    checks, Findings.check(refused.reason()), Findings.reason(refused.reason()), refused.detail());
        }
        CoseReceipt.VerifiedLeaf leaf = ((CoseVerdict.Included) verdict).leaf();
        checks.add(passed(
                Check.Name.CHECKPOINT,
                leaf.log().name() + ", size " + leaf.head().size()));
        checks.add(passed(
                Check.Name.INCLUSION,
                "entry " + leaf.index() + " of " + leaf.head().size()));
        if (policy.freshness() != null) {
            return failed(
                    checks, Check.Name.FRESHNESS, Reason.STALE, "a COSE receipt does not say when; fetch the receipt");
        }
        if (policy.anchorDemand() != VerificationPolicy.AnchorDemand.NONE) {
            return failed(
                    checks,
                    Check.Name.ANCHOR_STATE,
                    Reason.ANCHOR_PENDING,
                    "a COSE receipt has no anchor; fetch the receipt");
        }
        return Findings.of(event, leaf, checks);
    }

    private static Finding unreadable(MalformedException e) {
        Reason reason = e.code() == Malformed.UNSUPPORTED ? Reason.FORMAT_UNSUPPORTED : Reason.FORMAT_UNREADABLE;
        return failed(List.of(), Check.Name.FORMAT, reason, e.getMessage());
    }

    private static Finding failed(List<Check> before, Check.Name name, Reason reason, String detail) {
        var checks = new ArrayList<>(before);
        checks.add(new Check(name, Check.Result.FAILED, detail));
        return Finding.rejected(checks, reason, detail);
    }

    private static Check passed(Check.Name name, String detail) {
        return new Check(name, Check.Result.PASSED, detail);
    }

    private static Check notChecked(Check.Name name, String why) {
        return new Check(name, Check.Result.NOT_CHECKED, why);
    }
}
