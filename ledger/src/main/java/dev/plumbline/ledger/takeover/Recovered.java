package dev.plumbline.ledger.takeover;

import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.VerifierKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A log that was found, chosen and verified whole, and is not yet written anew. Only {@link Takeover#verify} makes one.
 * Immutable.
 */
public final class Recovered {
    private final List<VerifierKey> oldKeys;
    private final TrustPolicy old;
    private final @Nullable KnownAnchor anchor;
    private final Choice.Chosen chosen;
    private final List<Survey> tails;
    private final List<Acknowledgement> acknowledgements;
    private final List<NoReceipt> noReceipts;
    private final List<SourceStanding> sources;
    private final long signatureCount;
    private final long acknowledgedSize;

    Recovered(
            List<VerifierKey> oldKeys,
            TrustPolicy old,
            @Nullable KnownAnchor anchor,
            Choice.Chosen chosen,
            List<Survey> tails,
            Promises promises,
            List<SourceStanding> sources,
            long signatureCount,
            long acknowledgedSize) {
        this.oldKeys = List.copyOf(oldKeys);
        this.old = old;
        this.anchor = anchor;
        this.chosen = chosen;
        this.tails = List.copyOf(tails);
        this.acknowledgements = promises.kept();
        this.noReceipts = promises.refused();
        this.sources = List.copyOf(sources);
        this.signatureCount = signatureCount;
        this.acknowledgedSize = acknowledgedSize;
    }

    /** The tree that the new log starts with. */
    public TreeHead head() {
        return chosen.head().head();
    }

    /** Who answers for that tree: a source's or a receipt's checkpoint by the old key, or L1. */
    public String vouchedBy() {
        return chosen.head().by();
    }

    /** Where its entries are taken from. */
    public Source source() {
        return chosen.survey().source();
    }

    /** The log's origin. */
    public String origin() {
        return oldKeys.get(0).name();
    }

    /** The keys that signed as the log. */
    public List<VerifierKey> oldKeys() {
        return oldKeys;
    }

    /** What L1 holds; null if the log was never anchored, or that is not asked. */
    public @Nullable KnownAnchor anchor() {
        return anchor;
    }

    /** How many entries are under the anchor. */
    public long anchoredSize() {
        return anchor == null ? 0 : anchor.head().size();
    }

    /** The largest size that the old key is known to have signed: so many entries were acknowledged to somebody. */
    public long acknowledgedSize() {
        return acknowledgedSize;
    }

    /** What each source was found to be, in the order in which they were given. */
    public List<SourceStanding> sources() {
        return sources;
    }

    /** Signatures on events that were checked again. */
    public long signatureCount() {
        return signatureCount;
    }

    /** Files that are no promise of the old log. */
    public List<NoReceipt> noReceipts() {
        return noReceipts;
    }

    TrustPolicy old() {
        return old;
    }

    KnownHead knownHead() {
        return chosen.head();
    }

    Survey survey() {
        return chosen.survey();
    }

    /** Sources that start with the recovered tree and hold more entries, which nobody signed for. */
    List<Survey> tails() {
        return tails;
    }

    List<Acknowledgement> acknowledgements() {
        return acknowledgements;
    }

    /**
     * A file that was given as a receipt and is none of this log.
     *
     * @param name of the file
     * @param why it is refused
     */
    public record NoReceipt(String name, String why) {}

    /** What was made of the files that were given as receipts. */
    record Promises(List<Acknowledgement> kept, List<NoReceipt> refused) {
        Promises {
            kept = List.copyOf(kept);
            refused = List.copyOf(refused);
        }
    }
}
