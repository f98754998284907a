package dev.plumbline.ledger.takeover;

import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.SignedNote;
import org.jspecify.annotations.Nullable;

/**
 * A tree that the log is known to have had.
 *
 * @param by who knows: a source, a receipt, L1
 * @param head of the tree
 * @param note the checkpoint that the old key signed; null for an anchor, which L1 vouches for
 */
record KnownHead(String by, TreeHead head, @Nullable SignedNote note) {}
