package dev.plumbline.proofs.verify;

import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.checkpoint.TrustPolicy.VerifiedCheckpoint;
import dev.plumbline.proofs.ethereum.AnchorState;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How old evidence may be. Each bound stands alone; null is no bound.
 *
 * <p>A receipt never grows false, but an old one is silent about what came later. Times are believed only from those whom
 * the policy trusts: witnesses for checkpoints, L1 for anchors. The log's own clock and the issuer's say nothing.
 *
 * @param clock the reader's clock, read once for each receipt
 * @param checkpointAgeMax since the newest time at which a witness of the policy, or a trusted block that holds the very
 *     same head, had the checkpoint before it
 * @param cosignatureAgeMax of each cosignature that counts towards the quorum; older ones are left out of it
 * @param anchorAgeMax since the time of the trusted block that the anchor is shown in
 */
public record Freshness(
        InstantSource clock,
        @Nullable Duration checkpointAgeMax,
        @Nullable Duration cosignatureAgeMax,
        @Nullable Duration anchorAgeMax) {
    /** How far another's clock may be ahead of the reader's before its word on time is not used at all. */
    public static final Duration AHEAD_MAX = Duration.ofMinutes(1);

    /** @throws IllegalArgumentException if a bound is negative */
    public Freshness {
        for (Duration bound : new Duration[] {checkpointAgeMax, cosignatureAgeMax, anchorAgeMax}) {
            if (bound != null && bound.isNegative()) {
                throw new IllegalArgumentException("maximum age is " + bound + ", want 0 or more");
            }
        }
    }

    /**
     * Judges what has been shown, by the clock as it stands now.
     *
     * @param trust the policy that the checkpoint met
     * @param anchor what a trusted block holds, or null
     */
    public Finding check(TrustPolicy trust, VerifiedCheckpoint checkpoint, AnchorState.@Nullable Proven anchor) {
        return new FreshnessCheck(this).check(trust, checkpoint, anchor);
    }

    /**
     * What came of it.
     *
     * @param isFresh whether every bound holds
     * @param detail the ages found, or the one that is too great; for people, its text may change
     */
    public record Finding(boolean isFresh, String detail) {}
}
