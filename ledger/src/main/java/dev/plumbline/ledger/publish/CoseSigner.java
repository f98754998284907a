package dev.plumbline.ledger.publish;

import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.cose.HeadSignature;
import dev.plumbline.proofs.note.NoteStatus;
import dev.plumbline.proofs.note.SignerKey;
import org.jspecify.annotations.Nullable;

/**
 * Signs once more, for COSE receipts, heads that the log has signed as checkpoints, and no others.
 *
 * <p>It asks for the signed checkpoint and checks it, so it needs no memory of its own to keep to one root for each size:
 * {@link CheckpointSigner} decides which heads there are, and this only says the same in another form. Any thread.
 */
public final class CoseSigner {
    private final SignerKey key;
    // Only a cache, of one: threads that miss it make the same signature again, because Ed25519 is deterministic.
    private volatile @Nullable Signed last;

    /** A signer with the log's key, whose name is the log's origin. */
    public CoseSigner(SignerKey key) {
        this.key = key;
    }

    /**
     * The log's COSE signature of a head. Free for the head of the last call; else one signature and two verifications.
     *
     * @throws IllegalStateException if the head does not come with this log's checkpoint of it, or if the signature just
     *     made does not verify
     */
    public HeadSignature sign(SignedHead head) {
        Signed known = last;
        if (known != null && known.head().equals(head)) {
            return known.signature();
        }
        String checkpoint = new Checkpoint(key.verifierKey().name(), head.head()).encode();
        if (!head.note().text().equals(checkpoint) || key.verifierKey().check(head.note()) != NoteStatus.SIGNED) {
            throw new IllegalStateException("refused to sign size "
                    + head.head().size() + " with root " + head.head().root() + ": it has no checkpoint by this log");
        }
        HeadSignature signature = HeadSignature.sign(key, head.head());
        if (!signature.isBy(key.verifierKey(), head.head().root())) {
            throw new IllegalStateException(
                    "the signature just made for size " + head.head().size() + " does not verify");
        }
        last = new Signed(head, signature);
        return signature;
    }

    private record Signed(SignedHead head, HeadSignature signature) {}
}
