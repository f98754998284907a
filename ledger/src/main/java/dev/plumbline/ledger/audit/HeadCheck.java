package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.view.BadTileException;
import dev.plumbline.proofs.view.TileClient;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What else is known of a log, held against the head that it shows now: I30, I31. Nothing of it is kept. */
final class HeadCheck {
    private final TileClient<IOException> client;
    private final Tallies tallies;

    HeadCheck(TileClient<IOException> client, Tallies tallies) {
        this.client = client;
        this.tallies = tallies;
    }

    /** Heads that somebody remembers are of this tree. */
    void remembered(Map<String, TreeHead> heads) throws IOException {
        for (Map.Entry<String, TreeHead> entry : new TreeMap<>(heads).entrySet()) {
            try {
                String problem = contradiction(client, entry.getValue());
                tallies.judge(
                        Invariant.HEADS_ARE_CONSISTENT,
                        Violation.NO_LEAF,
                        null,
                        problem == null ? null : entry.getKey() + ": " + problem);
            } catch (BadTileException e) {
                tallies.uncheckable(Invariant.HEADS_ARE_CONSISTENT, 1, "tiles that it takes cannot be verified");
            }
        }
    }

    /** How an earlier head contradicts this tree; null if it does not. */
    static @Nullable String contradiction(TileClient<IOException> client, TreeHead earlier)
            throws IOException, BadTileException {
        long size = client.head().size();
        if (earlier.size() > size) {
            return "the log shows " + size + " entries, and had " + earlier.size() + " before";
        }
        TreeHead prefix = client.prefix(earlier.size());
        return prefix.equals(earlier)
                ? null
                : "the first " + earlier.size() + " entries have the root " + prefix.root() + ", and had "
                        + earlier.root() + " before";
    }

    /** What receipts promise is there. */
    void promised(Iterable<AuditOptions.PromisedEntry> receipts) throws IOException {
        for (AuditOptions.PromisedEntry promised : receipts) {
            try {
                tallies.judge(Invariant.RECEIPTS_ARE_KEPT, promised.index(), null, problem(promised));
            } catch (BadTileException e) {
                tallies.uncheckable(Invariant.RECEIPTS_ARE_KEPT, 1, "tiles that it takes cannot be verified");
            }
        }
    }

    private @Nullable String problem(AuditOptions.PromisedEntry promised) throws IOException, BadTileException {
        TreeHead head = client.head();
        if (promised.index() < 0 || promised.index() >= head.size()) {
            return promised.by() + ": is promised at " + promised.index() + ", and the log shows " + head.size()
                    + " entries";
        }
        ProofStatus status = client.inclusion(promised.index()).check(promised.leafHash(), head);
        return status == ProofStatus.VALID ? null : promised.by() + ": another entry stands at " + promised.index();
    }
}
