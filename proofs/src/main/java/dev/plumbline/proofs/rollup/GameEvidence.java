package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.ethereum.RawRlp;
import java.util.List;

/**
 * The claim is a dispute game. Where there is none, and the factory's storage shows it, the code and the proofs are empty.
 *
 * @param type which rules it is played by
 * @param code the code of the game's contract
 * @param accountProof the trie nodes from the L1 block's state root to the game's account
 * @param storageProof the same from there to {@link GameState#SLOT}
 * @param implementationProof the nodes from the state root to the account of the implementation that {@code code} names;
 *     empty if the code is of no form that {@link GameClone} knows
 */
public record GameEvidence(
        long type, RawRlp code, List<RawRlp> accountProof, List<RawRlp> storageProof, List<RawRlp> implementationProof)
        implements ClaimEvidence {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if the type has no 32 bits
     */
    public GameEvidence {
        accountProof = List.copyOf(accountProof);
        storageProof = List.copyOf(storageProof);
        implementationProof = List.copyOf(implementationProof);
        if (type < 0 || type > DisputeGame.TYPE_MAX) {
            throw new IllegalArgumentException("game type is " + type + ", want 32 bits");
        }
    }
}
