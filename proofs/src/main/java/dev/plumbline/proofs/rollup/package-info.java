/**
 * What an OP-Stack rollup commits to on L1, checked offline: output roots, dispute games, the older output oracle, and the
 * evidence that the block of one transaction settled.
 *
 * <p>The chain of evidence runs from L1 to the transaction: an L1 header that the caller trusts fixes the rollup's contracts, their
 * storage fixes a claimed output root, the output root fixes the hash of one rollup block, and that header fixes the
 * block's receipts. Who may claim and how long a claim can be contested are rules of the rollup; a {@link
 * dev.plumbline.proofs.rollup.Grade} says how far along that road a claim has come, and nothing here says that it is true.
 *
 * <p>Specifications: the OP Stack's pages on proposals, withdrawals, fault proofs and the Isthmus execution engine.
 */
@NullMarked
package dev.plumbline.proofs.rollup;

import org.jspecify.annotations.NullMarked;
