package dev.plumbline.proofs.ethereum;

/** Trusts no block, because the reader named nothing by which one could be judged. */
public enum NoHeads implements HeadTrust {
    /** The only instance. */
    NO_HEADS;

    @Override
    public HeadStanding judge(String chain, BlockHeader header) {
        return new HeadStanding.Refused(
                HeadStanding.Cause.UNASKED,
                "nothing says which blocks to trust; compare " + header.hash() + " with a node");
    }
}
