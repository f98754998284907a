package dev.plumbline.proofs.ethereum;

import java.util.Set;

/**
 * Trusts the blocks whose hashes the reader brought, and no others. Pure. The chain's name plays no part: a hash commits to
 * one block, whatever a receipt calls the chain.
 *
 * @param hashes of blocks, from somewhere that the reader trusts
 */
public record PinnedHeads(Set<Word> hashes) implements HeadTrust {
    /** Copies the hashes. */
    public PinnedHeads {
        hashes = Set.copyOf(hashes);
    }

    @Override
    public HeadStanding judge(String chain, BlockHeader header) {
        return hashes.contains(header.hash())
                ? new HeadStanding.Trusted(HeadStanding.Level.PINNED_HASH, "you gave its hash")
                : new HeadStanding.Refused(
                        HeadStanding.Cause.UNKNOWN, "is none of the " + hashes.size() + " whose hash you gave");
    }
}
