package dev.plumbline.ledger.publish;

import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.SignedNote;

/**
 * A tree head and the checkpoint that the log signed for it.
 *
 * @param head size and root
 * @param note the signed checkpoint; says the same
 * @param text {@code note} as it is sent
 */
public record SignedHead(TreeHead head, SignedNote note, String text) {
    /** A head with its note, which is encoded once here. */
    public SignedHead(TreeHead head, SignedNote note) {
        this(head, note, note.encode());
    }
}
