package dev.plumbline.proofs.ethereum;

import java.util.List;

/**
 * A newer header, and the trie nodes that show what its state says about an older block: what {@link BlockHistory#prove}
 * judges. Hostile until then. Immutable; copies what it is given.
 */
public final class HistoryEvidence {
    private final BlockHeader newer;
    private final List<byte[]> accountProof;
    private final List<byte[]> storageProof;

    /**
     * @param newer the newer header
     * @param accountProof RLP of the trie nodes that lead to the history contract, root first
     * @param storageProof RLP of the trie nodes that lead to the older block's slot, root first
     */
    public HistoryEvidence(BlockHeader newer, List<byte[]> accountProof, List<byte[]> storageProof) {
        this.newer = newer;
        this.accountProof = copy(accountProof);
        this.storageProof = copy(storageProof);
    }

    /** The header that the proof starts from. */
    public BlockHeader newer() {
        return newer;
    }

    /** What the evidence says about the block of a height; see {@link BlockHistory#prove}. */
    public BlockHistory prove(long number) {
        return BlockHistory.prove(newer, number, accountProof, storageProof);
    }

    private static List<byte[]> copy(List<byte[]> nodes) {
        return nodes.stream().map(byte[]::clone).toList();
    }
}
