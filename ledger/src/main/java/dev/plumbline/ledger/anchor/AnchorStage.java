package dev.plumbline.ledger.anchor;

/** How far an anchor has come. */
public enum AnchorStage {
    /** Nothing is under way: the log has not grown, or something stands in the way of beginning. */
    IDLE,
    /** A signed transaction is on the disk and may or may not have reached the node. */
    SENDING,
    /** The node has taken the transaction; no block holds it yet. */
    PENDING,
    /** A block holds the transaction, and a reorganisation may still take it out again. */
    MINED,
    /** The block is final and the evidence is stored. Where an anchor ends; the next step begins the next one. */
    FINAL
}
