package dev.plumbline.api.report;

import dev.plumbline.proofs.merkle.TreeHead;

/**
 * A head that the log says was anchored on a chain. That it is of the same tree is for the audit to check; here stands what is
 * known of the chain's side.
 *
 * @param head size and root
 * @param contract where, in words
 * @param blockNumber height of the block that shows it
 * @param standing whether the chain was asked
 */
public record CheckedAnchor(TreeHead head, String contract, long blockNumber, Standing standing) {
    /**
     * What is known of the chain's side.
     *
     * @param isProven whether a block that is trusted proves it
     * @param detail in words
     */
    public record Standing(boolean isProven, String detail) {}

    /** The anchor's name among the heads that have to be in the tree. */
    public String name() {
        return "anchor of size " + head.size() + " in " + contract;
    }
}
