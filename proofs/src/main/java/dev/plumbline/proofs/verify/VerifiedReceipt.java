package dev.plumbline.proofs.verify;

import dev.plumbline.proofs.checkpoint.TrustPolicy.VerifiedCheckpoint;
import dev.plumbline.proofs.ethereum.AnchorState;
import dev.plumbline.proofs.event.Event;
import org.jspecify.annotations.Nullable;

/** What a receipt has been proven to say. Only {@link ReceiptVerifier} makes one. */
public final class VerifiedReceipt {
    private final Event event;
    private final long index;
    private final VerifiedCheckpoint checkpoint;
    private final AnchorState.@Nullable Proven anchor;

    VerifiedReceipt(Event event, long index, VerifiedCheckpoint checkpoint, AnchorState.@Nullable Proven anchor) {
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

    /** What L1 held, under a block hash that the policy trusts; null if that was not shown. */
    public AnchorState.@Nullable Proven anchor() {
        return anchor;
    }
}
