package dev.plumbline.proofs.view;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.CheckpointVerdict;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.checkpoint.TrustPolicy.VerifiedCheckpoint;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.NodeSource;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.view.ViewChange.Cause;
import org.jspecify.annotations.Nullable;

/**
 * The newest checkpoint of one log that a client has verified, which is all that it needs to remember. It exists only
 * verified and only moves forward, by a consistency proof that holds. Immutable.
 *
 * <p>The first checkpoint is trusted on first use: nothing is known before it that it could contradict. What is promised
 * after that is that all heads this client takes are of one growing tree, not that others are shown the same one; for that
 * there are witnesses and anchors.
 */
@CheckReturnValue
public final class LogView {
    private final TrustPolicy policy;
    private final SignedNote note;
    private final VerifiedCheckpoint checkpoint;

    private LogView(TrustPolicy policy, SignedNote note, VerifiedCheckpoint checkpoint) {
        this.policy = policy;
        this.note = note;
        this.checkpoint = checkpoint;
    }

    /**
     * The view of a client that has seen nothing of the log so far: {@link ViewChange.Advanced} from the empty tree, which
     * is a prefix of every tree, or a refusal. Total.
     *
     * @param policy whom to believe, now and whenever the view advances
     */
    public static ViewChange start(TrustPolicy policy, SignedNote note) {
        CheckpointVerdict verdict = policy.check(note);
        if (verdict instanceof CheckpointVerdict.Refused refused) {
            return new ViewChange.Untrusted(refused.reason(), refused.detail());
        }
        if (!Equivocation.canCarry(note.text())) {
            return new ViewChange.Refused(
                    Cause.NO_POSSIBLE_EVIDENCE,
                    "the checkpoint is too long, or holds text that JSON cannot carry, so it could not be held against"
                            + " the log");
        }
        var trusted = ((CheckpointVerdict.Trusted) verdict).checkpoint();
        return new ViewChange.Advanced(new LogView(policy, note, trusted), TreeHead.EMPTY);
    }

    /**
     * Reads what {@link #encode} wrote, and verifies the checkpoint again. Total.
     *
     * @param policy whom to believe, which may have changed since
     */
    public static StoredView restore(byte[] file, TrustPolicy policy) {
        SignedNote note;
        try {
            note = StoredNote.parse(file);
        } catch (MalformedException e) {
            return e.code() == Malformed.UNSUPPORTED
                    ? new StoredView.OtherVersion(e.getMessage())
                    : new StoredView.Damaged(e.getMessage());
        }
        CheckpointVerdict verdict = policy.check(note);
        if (verdict instanceof CheckpointVerdict.Refused refused) {
            return new StoredView.NoLongerTrusted(refused.reason(), refused.detail());
        }
        var trusted = ((CheckpointVerdict.Trusted) verdict).checkpoint();
        return new StoredView.Restored(new LogView(policy, note, trusted));
    }

    /** The bytes to keep: docs/format/log-view.md. */
    public byte[] encode() {
        return StoredNote.encode(checkpoint.origin(), note);
    }

    /** What may be relied on. */
    public VerifiedCheckpoint checkpoint() {
        return checkpoint;
    }

    /** The checkpoint as it was signed. */
    public SignedNote note() {
        return note;
    }

    /**
     * Takes a newer checkpoint if the proof shows that its tree extends the one of this view. Total.
     *
     * <p>A proof that fails accuses nobody, since anybody can spoil one; {@link #advance(SignedNote, TileFetcher, TileCache)}
     * can tell more.
     *
     * @param proof from the size of this view to that of the note; not looked at where none is needed
     */
    public ViewChange advance(SignedNote newer, ConsistencyProof proof) {
        ViewChange alone = start(policy, newer);
        if (!(alone instanceof ViewChange.Advanced trusted)) {
            return alone;
        }
        ViewChange settled = withoutProof(trusted.view());
        return settled != null ? settled : extended(trusted.view(), proof);
    }

    /**
     * Takes a newer checkpoint if the log's tiles show that its tree extends the one of this view, and if they show the
     * contrary returns the evidence. Reads nothing where no proof is needed, and else what {@link TileClient} says of one
     * question.
     */
    public <X extends Exception> ViewChange advance(SignedNote newer, TileFetcher<X> fetcher, TileCache cache)
            throws X {
        ViewChange alone = start(policy, newer);
        if (!(alone instanceof ViewChange.Advanced trusted)) {
            return alone;
        }
        LogView next = trusted.view();
        ViewChange settled = withoutProof(next);
        if (settled != null) {
            return settled;
        }
        long size = checkpoint.head().size();
        try {
            TreeHead to = next.checkpoint.head();
            NodeSource<RuntimeException> nodes = new TileClient<>(to, fetcher, cache).nodesOfPrefix(size);
            Equivocation evidence = Equivocation.between(note, newer, policy, nodes);
            return evidence == null
                    ? extended(next, ConsistencyProof.prove(size, to.size(), nodes))
                    : new ViewChange.Forked(evidence);
        } catch (BadTileException e) {
            return new ViewChange.Refused(Cause.PROOF_BAD, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The evidence that another checkpoint and that of this view contradict each other, or null if they do not, or if the
     * other is not one that the policy believes. For a smaller checkpoint: whether the log only went back, or has another
     * history. The tiles are those of the larger of the two trees.
     */
    public <X extends Exception> @Nullable Equivocation contradiction(
            SignedNote other, TileFetcher<X> fetcher, TileCache cache) throws X, BadTileException {
        if (!(start(policy, other) instanceof ViewChange.Advanced trusted)) {
            return null;
        }
        boolean isLarger =
                trusted.view().checkpoint.head().size() > checkpoint.head().size();
        LogView smaller = isLarger ? this : trusted.view();
        LogView larger = isLarger ? trusted.view() : this;
        long size = smaller.checkpoint.head().size();
        if (size == 0) {
            return null;
        }
        var client = new TileClient<>(larger.checkpoint.head(), fetcher, cache);
        return Equivocation.between(smaller.note, larger.note, policy, client.nodesOfPrefix(size));
    }

    /** What can be said of a trusted checkpoint without a proof, or null. */
    private @Nullable ViewChange withoutProof(LogView next) {
        TreeHead from = checkpoint.head();
        TreeHead to = next.checkpoint.head();
        if (!next.checkpoint.origin().equals(checkpoint.origin())) {
            return new ViewChange.Refused(
                    Cause.OTHER_LOG,
                    "the checkpoint is of " + MalformedException.quote(next.checkpoint.origin()) + ", the view of "
                            + MalformedException.quote(checkpoint.origin()));
        }
        if (to.equals(from)) {
            return new ViewChange.Unchanged(this);
        }
        if (to.size() < from.size()) {
            return new ViewChange.Refused(
                    Cause.ROLLBACK,
                    "the log shows a tree of " + to.size() + " entries, and has signed one of " + from.size()
                            + " before");
        }
        if (to.size() == from.size()) {
            NodeSource<RuntimeException> unread = (level, index) -> to.root();
            Equivocation evidence = Equivocation.between(note, next.note, policy, unread);
            return evidence == null ? null : new ViewChange.Forked(evidence);
        }
        return from.size() == 0 ? new ViewChange.Advanced(next, from) : null;
    }

    private ViewChange extended(LogView next, ConsistencyProof proof) {
        TreeHead from = checkpoint.head();
        TreeHead to = next.checkpoint.head();
        ProofStatus status = proof.check(from, to);
        return status == ProofStatus.VALID
                ? new ViewChange.Advanced(next, from)
                : new ViewChange.Refused(
                        Cause.PROOF_BAD,
                        "the proof does not lead from size " + from.size() + " to size " + to.size() + ": " + status);
    }
}
