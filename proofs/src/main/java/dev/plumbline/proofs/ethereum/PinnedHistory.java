package dev.plumbline.proofs.ethereum;

import java.util.Set;

/**
 * Trusts the blocks whose hashes the reader brought, and a block that is proven to be an ancestor of one of them. Pure: the
 * evidence is at hand, wherever it came from, and whoever gave it is not believed.
 */
public final class PinnedHistory implements HeadTrust {
    private final PinnedHeads pinned;
    private final HistoryEvidence evidence;

    /**
     * @param hashes of blocks, from somewhere that the reader trusts
     * @param evidence from one of them to the block in question, hostile
     */
    public PinnedHistory(Set<Word> hashes, HistoryEvidence evidence) {
        this.pinned = new PinnedHeads(hashes);
        this.evidence = evidence;
    }

    @Override
    public HeadStanding judge(String chain, BlockHeader header) {
        HeadStanding standing = pinned.judge(chain, header);
        if (standing instanceof HeadStanding.Trusted) {
            return standing;
        }
        BlockHeader newer = evidence.newer();
        if (!pinned.hashes().contains(newer.hash())) {
            return new HeadStanding.Refused(
                    HeadStanding.Cause.UNREACHABLE,
                    "the history starts from block " + newer.hash() + ", whose hash you did not give");
        }
        BlockHistory history = evidence.prove(header.number());
        if (history instanceof BlockHistory.Ancestor ancestor) {
            return ancestor.hash().equals(header.hash())
                    ? new HeadStanding.Trusted(
                            HeadStanding.Level.PINNED_HASH_WITH_HISTORY,
                            "is an ancestor of block " + newer.number() + ", whose hash you gave: " + newer.hash())
                    : new HeadStanding.Refused(
                            HeadStanding.Cause.UNKNOWN,
                            "the chain of block " + newer.hash() + " has block " + ancestor.hash() + " at height "
                                    + header.number());
        }
        var refused = (BlockHistory.Refused) history;
        return new HeadStanding.Refused(cause(refused.defect()), refused.detail());
    }

    /** A proof that does not hold leaves the question open; one that holds and says "nothing there" answers it. */
    private static HeadStanding.Cause cause(HistoryDefect defect) {
        return switch (defect) {
            case OUTSIDE_WINDOW, NO_CONTRACT, CODE_DIFFERS, NOT_RECORDED -> HeadStanding.Cause.UNKNOWN;
            case ACCOUNT_PROOF_BAD, STORAGE_PROOF_BAD -> HeadStanding.Cause.UNREACHABLE;
        };
    }
}
