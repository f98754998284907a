package dev.plumbline.ledger.anchor;

/** What a transaction of the ledger asks of the contract. */
public enum AnchorCall {
    /** To take a larger tree. */
    ANCHOR,
    /** To take a larger tree and to see that it holds demanded entries: the way on for a log that is overdue. */
    ANCHOR_AND_SATISFY,
    /** To see that the tree it holds already holds a demanded entry. */
    SATISFY
}
