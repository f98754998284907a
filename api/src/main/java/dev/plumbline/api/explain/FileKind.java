package dev.plumbline.api.explain;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.rollup.ForcedEvidence;
import dev.plumbline.proofs.rollup.SequencerEquivocation;
import java.nio.charset.StandardCharsets;

/** The kinds of file that users of a log hold in their hands. */
public enum FileKind {
    /** {@code .receipt.json}. Also whatever looks like JSON and is none of the others: a receipt is what users have. */
    RECEIPT("a receipt"),
    /** {@code .disclosure.json}. */
    DISCLOSURE("a disclosure of what an event commits to"),
    /** {@code .equivocation.json}. */
    EQUIVOCATION("evidence that a log has signed two histories"),
    /** {@code .settlement.json}. */
    SETTLEMENT("evidence of how far a rollup's transaction has settled on L1"),
    /** {@code .sequencer-equivocation.json}. */
    SEQUENCER_EQUIVOCATION("evidence that one key signed two rollup blocks for one height"),
    /** {@code .forced.json}. */
    FORCED("evidence of what became of a transaction that L1 forced on a rollup"),
    /** {@code .trace.json}. */
    TRACE("a trace, which says why an amount is what it is"),
    /** A logged event by itself. */
    EVENT("an event"),
    /** {@code .tlog-proof}. */
    TLOG_PROOF("a proof of inclusion (C2SP tlog-proof)"),
    /** A COSE receipt. */
    COSE_RECEIPT("a COSE receipt (RFC 9942)"),
    /** A signed checkpoint, or another signed note. */
    SIGNED_NOTE("a signed note (C2SP signed-note)"),
    /** A trust policy. */
    POLICY("a trust policy (C2SP tlog-policy)"),
    /** The public key of a log or a witness. */
    VERIFIER_KEY("a verifier key"),
    /** A private key. */
    PRIVATE_KEY("a private key"),
    /** None of these. */
    UNKNOWN("a file of no kind that this program knows");

    private static final int COSE_SIGN1 = 0xd2;

    private final String title;

    FileKind(String title) {
        this.title = title;
    }

    /** What it is, with its article. */
    public String title() {
        return title;
    }

    /** Recognises a file by what it starts with. Total; reads it whole only where that is what tells. */
    public static FileKind of(byte[] file) {
        if (file.length > 0 && (file[0] & 0xff) == COSE_SIGN1) {
            return COSE_RECEIPT;
        }
        int first = 0;
        while (first < file.length && (file[first] == ' ' || (file[first] >= '\t' && file[first] <= '\r'))) {
            first++;
        }
        if (first < file.length && file[first] == '{') {
            return ofJson(file);
        }
        if (file.length > Limits.NOTE_BYTES_MAX) {
            return UNKNOWN;
        }
        return ofText(file, new String(file, StandardCharsets.UTF_8));
    }

    private static FileKind ofJson(byte[] file) {
        try {
            if (CanonicalJson.parseAnySpelling(file, "file", Limits.TRACE_BYTES_MAX, Limits.TRACE_TOKENS_MAX)
                    instanceof JsonObject members) {
                String kind = members.get("kind") instanceof JsonString text ? text.text() : "";
                if (kind.equals("equivocation")) {
                    return EQUIVOCATION;
                }
                if (kind.equals("settlement")) {
                    return SETTLEMENT;
                }
                if (kind.equals(SequencerEquivocation.KIND)) {
                    return SEQUENCER_EQUIVOCATION;
                }
                if (kind.equals(ForcedEvidence.KIND)) {
                    return FORCED;
                }
                if (members.get("receipt") != null && members.get("salt") != null) {
                    return DISCLOSURE;
                }
                if (kind.equals("trace")) {
                    return TRACE;
                }
                return members.get("issuer") != null && members.get("body") != null ? EVENT : RECEIPT;
            }
        } catch (MalformedException e) {
            // A broken receipt is told as such by whoever reads it as one, with the place where it breaks.
            return RECEIPT;
        }
        return RECEIPT;
    }

    private static FileKind ofText(byte[] file, String text) {
        if (text.startsWith("PRIVATE+")) {
            return PRIVATE_KEY;
        }
        if (text.startsWith("c2sp.org/tlog-proof@v")) {
            return TLOG_PROOF;
        }
        if (text.contains("\n\n\u2014 ")) {
            return SIGNED_NOTE;
        }
        if (isVerifierKey(text.strip())) {
            return VERIFIER_KEY;
        }
        try {
            TrustPolicy.parse(file);
            return POLICY;
        } catch (MalformedException e) {
            return UNKNOWN;
        }
    }

    private static boolean isVerifierKey(String text) {
        try {
            VerifierKey.parse(text);
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }
}
