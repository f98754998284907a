package dev.plumbline.proofs.rollup;

/**
 * The claim is an output of a {@code L2OutputOracle}; all that is said of it is in the oracle's own storage.
 *
 * @param index its place in the oracle's array, from 0
 */
public record OutputEvidence(long index) implements ClaimEvidence {
    /**
     * @throws IllegalArgumentException if the index is negative
     */
    public OutputEvidence {
        if (index < 0) {
            throw new IllegalArgumentException("output index is " + index + ", want 0 or more");
        }
    }
}
