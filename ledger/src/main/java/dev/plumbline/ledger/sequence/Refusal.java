package dev.plumbline.ledger.sequence;

/** Why the ledger takes nothing in at the moment. Nothing was logged; the same request may be sent again. */
public enum Refusal {
    /** As many events wait as may wait. Try again in a moment. */
    POOL_FULL,
    /** A write or an fsync failed and the writer stopped. A restart replays the journal and goes on. */
    WRITER_STOPPED,
    /** The ledger is shutting down. */
    CLOSED
}
