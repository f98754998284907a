package dev.plumbline.ledger.publish;

import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.NoteStatus;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;

/**
 * The one place where the log's key signs checkpoints.
 *
 * <p>It never signs a smaller tree than it signed before, and never two roots for one size. Owned by the writer's thread.
 */
public final class CheckpointSigner {
    private final SignerKey key;
    private TreeHead last;

    /**
     * A signer that goes on where the log stands.
     *
     * @param key the log's key, whose name is the log's origin
     * @param last head of the last checkpoint signed; {@link TreeHead#EMPTY} for a new log
     */
    public CheckpointSigner(SignerKey key, TreeHead last) {
        this.key = key;
        this.last = last;
    }

    /** The log's origin, which is the name of its key. */
    public String origin() {
        return key.verifierKey().name();
    }

    /**
     * Signs a head that extends the last one, and checks the signature with the public key before it lets it out: a wrong
     * one, from a bit flip or a wrong key, would be the log's own evidence against itself.
     *
     * @throws IllegalStateException if the head does not extend the last one or the signature does not verify
     */
    public SignedHead sign(TreeHead head) {
        boolean isSame = head.equals(last);
        if (head.size() < last.size() || (head.size() == last.size() && !isSame)) {
            throw new IllegalStateException("refused to sign size " + head.size() + " with root " + head.root()
                    + " after size " + last.size() + " with root " + last.root());
        }
        SignedNote note = key.sign(new Checkpoint(origin(), head).encode());
        if (key.verifierKey().check(note) != NoteStatus.SIGNED) {
            throw new IllegalStateException("the signature just made for size " + head.size() + " does not verify");
        }
        last = head;
        return new SignedHead(head, note);
    }
}
