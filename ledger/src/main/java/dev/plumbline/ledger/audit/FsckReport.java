package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.merkle.TreeHead;
import java.util.List;

/**
 * What a check of a whole log found.
 *
 * @param head size and root recomputed from the entries that could be read
 * @param signatureCount signatures on events that were checked
 * @param checkpointCount signed checkpoints that were compared with the recomputed tree
 * @param tileCount static tiles and bundles that were compared
 * @param findingCount how many things are wrong; 0 for a clean log
 * @param findings the first {@link #FINDINGS_KEPT_MAX} of them
 * @param unchecked what could not be checked and why; empty if everything was
 */
public record FsckReport(
        TreeHead head,
        long signatureCount,
        long checkpointCount,
        long tileCount,
        long findingCount,
        List<Finding> findings,
        List<String> unchecked) {
    /** Findings that are told one by one. */
    public static final int FINDINGS_KEPT_MAX = 100;

    /** Copies the lists. */
    public FsckReport {
        findings = List.copyOf(findings);
        unchecked = List.copyOf(unchecked);
    }

    /** Whether nothing is wrong with what could be checked. */
    public boolean isClean() {
        return findingCount == 0;
    }
}
