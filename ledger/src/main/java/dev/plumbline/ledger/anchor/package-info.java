/**
 * Fixes the log's roots on Ethereum L1: sends them to the anchor contract, waits until they are final, and keeps the
 * evidence that receipts carry.
 *
 * <p>An anchor goes through {@link dev.plumbline.ledger.anchor.AnchorStage stages}, and what the next stage needs is on
 * the disk before the step that leads to it. A transaction is on the disk before it is sent; from then on the answer to
 * "what became of it" comes from the chain alone. So the process may die between any two lines: the next one reads the
 * file, asks the chain, and goes on. Nothing is signed twice for one nonce except to replace a transaction that is
 * stuck, and even then every version stays on the file, because any of them may be the one that is mined.
 *
 * <p>The node is not trusted. A block is believed only if its header, encoded anew, has the hash that was asked for,
 * and evidence is stored only after the verifier that readers run has accepted it. What remains to be believed is that
 * the node follows the right chain and names finalized blocks honestly; readers decide that for themselves.
 *
 * <p>For readers there are three ways to have that decided by asking: {@link
 * dev.plumbline.ledger.anchor.FinalizedByNodes}, {@link dev.plumbline.ledger.anchor.HistoryFromNode} and {@link
 * dev.plumbline.ledger.anchor.LocalLightClient}.
 */
@NullMarked
package dev.plumbline.ledger.anchor;

import org.jspecify.annotations.NullMarked;
