package dev.plumbline.ledger.anchor;

import dev.plumbline.proofs.merkle.Hash;
import java.util.List;

/**
 * A demand whose entry the log holds, with the proof that the contract asks for.
 *
 * @param id the demand's number on the contract, at least 0
 * @param index the entry's place in the log, at least 0
 * @param inclusionProof RFC 6962 inclusion proof, under the head for which it was asked
 */
public record IncludedDemand(long id, long index, List<Hash> inclusionProof) {
    /** @throws IllegalArgumentException if the id or the index is negative */
    public IncludedDemand {
        if (id < 0 || index < 0) {
            throw new IllegalArgumentException("demand " + id + " is at index " + index + ", want both 0 or more");
        }
        inclusionProof = List.copyOf(inclusionProof);
    }
}
