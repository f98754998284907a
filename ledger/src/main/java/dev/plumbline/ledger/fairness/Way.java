package dev.plumbline.ledger.fairness;

/** By which way a transaction was handed to a rollup. */
public enum Way {
    /** To the sequencer's endpoints. Whether it reached the sequencer cannot be shown, so omission cannot be decided. */
    ORDINARY,
    /** By a deposit on L1, from which the rollup's rules derive it: omission past the deadline can be decided. */
    FORCED
}
