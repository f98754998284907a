package dev.plumbline.ledger.anchor;

import dev.plumbline.proofs.merkle.TreeHead;
import java.util.List;

/**
 * What the log knows of the entries that were demanded on the contract. Called from the anchoring thread alone; must not
 * wait for the writer.
 */
public interface DemandSource {
    /** A log that serves no demands: every demand stays open, and once one is overdue the contract takes no anchor. */
    DemandSource NONE = (head, openFrom, next) -> List.of();

    /**
     * The demands among a range of ids whose entries are in the tree. Some of them may be satisfied already: the contract
     * holds the last word, and the caller asks it.
     *
     * @param head a head that {@link AnchorSource#head} has given, or an earlier one of the same log
     * @param openFrom id of the oldest open demand, at least 0
     * @param next id of the next demand that will be made, at least {@code openFrom} and at most 1,024 more
     * @return at most one for each id, in ascending order of their ids, with proofs under {@code head}
     */
    List<IncludedDemand> includedUnder(TreeHead head, long openFrom, long next);
}
