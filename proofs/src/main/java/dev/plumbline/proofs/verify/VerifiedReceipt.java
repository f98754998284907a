package dev.plumbline.proofs.verify;

import dev.plumbline.proofs.checkpoint.TrustPolicy.VerifiedCheckpoint;
import dev.plumbline.proofs.ethereum.AnchorState;
import dev.plumbline.proofs.ethereum.HeadStanding;
import dev.plumbline.proofs.event.Event;
import org.jspecify.annotations.Nullable;

/** What a receipt has been proven to say. Only {@link ReceiptVerifier} makes one. */
public final class VerifiedReceipt {
    private final Event event;
    private final long index;
    private final VerifiedCheckpoint checkpoint;
    private final AnchorCheck.@Nullable Shown anchor;

    VerifiedReceipt(Event event, long index, VerifiedCheckpoint checkpoint, AnchorCheck.@Nullable Shown anchor) {
        this.event = event;
        this.index = index;
        this.checkpoint = checkpoint;
        this.anchor = anchor;
    }

    /** The event, its signatures checked. */
    public Event event() {
        return event;
    }

    /** Its place in the log. */
    public long index() {
        return index;
    }

    /** The checkpoint under which it is in the log. */
    public VerifiedCheckpoint checkpoint() {
        return checkpoint;
    }

    /** What L1 held, under a block that the policy trusts; null if that was not shown. */
    public AnchorState.@Nullable Proven anchor() {
        return anchor == null ? null : anchor.state();
    }

    /** On whose word the block of {@link #anchor} is trusted; null exactly if that is. */
    public HeadStanding.@Nullable Trusted anchorTrust() {
        return anchor == null ? null : anchor.trust();
    }
}
