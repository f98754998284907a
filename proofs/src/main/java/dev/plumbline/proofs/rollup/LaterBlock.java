package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.ethereum.RawRlp;
import java.util.List;

/**
 * The block of a rollup for which an output root is claimed, where that is not the transaction's own, with the proof that its
 * state holds the hash of that one (EIP-2935: of the 8,191 blocks before it). Not verified.
 *
 * @param header its raw header
 * @param accountProof the trie nodes that lead to the history contract, root first
 * @param storageProof the same for the earlier block's slot
 */
public record LaterBlock(RawRlp header, List<RawRlp> accountProof, List<RawRlp> storageProof) {
    /** Copies the lists. */
    public LaterBlock {
        accountProof = List.copyOf(accountProof);
        storageProof = List.copyOf(storageProof);
    }
}
