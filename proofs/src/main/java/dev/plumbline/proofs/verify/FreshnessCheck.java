package dev.plumbline.proofs.verify;

import dev.plumbline.proofs.checkpoint.Cosignature;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.checkpoint.TrustPolicy.VerifiedCheckpoint;
import dev.plumbline.proofs.ethereum.AnchorState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges ages at one moment. */
final class FreshnessCheck {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Freshness freshness;
    private final long nowSeconds;
    private final List<String> found = new ArrayList<>();

    FreshnessCheck(Freshness freshness) {
        this.freshness = freshness;
        this.nowSeconds = freshness.clock().instant().getEpochSecond();
    }

    Freshness.Finding check(TrustPolicy trust, VerifiedCheckpoint checkpoint, AnchorState.@Nullable Proven anchor) {
        boolean isFresh =
                isCheckpointFresh(checkpoint, anchor) && isQuorumFresh(trust, checkpoint) && isAnchorFresh(anchor);
        // What was found last is what failed, if anything did.
        return new Freshness.Finding(isFresh, isFresh ? String.join(", ", found) : found.get(found.size() - 1));
    }

    private boolean isCheckpointFresh(VerifiedCheckpoint checkpoint, AnchorState.@Nullable Proven anchor) {
        Duration ageMax = freshness.checkpointAgeMax();
        return ageMax == null || isWithin("checkpoint", lastSeen(checkpoint, anchor), ageMax);
    }

    private boolean isAnchorFresh(AnchorState.@Nullable Proven anchor) {
        Duration ageMax = freshness.anchorAgeMax();
        long time = anchor == null ? UNKNOWN : orUnknown(anchor.blockTimestampSeconds());
        return ageMax == null || isWithin("anchor", time, ageMax);
    }

    private boolean isQuorumFresh(TrustPolicy trust, VerifiedCheckpoint checkpoint) {
        Duration ageMax = freshness.cosignatureAgeMax();
        if (ageMax == null) {
            return true;
        }
        List<Cosignature> fresh = checkpoint.cosignatures().stream()
                .filter(cosignature -> isWithin(orUnknown(cosignature.unixSeconds()), ageMax))
                .toList();
        boolean isQuorum = trust.isQuorum(fresh);
        found.add(fresh.size() + " of " + checkpoint.cosignatures().size() + " cosignatures are at most "
                + ageMax.toSeconds() + " s old" + (isQuorum ? "" : ", which is not the quorum"));
        return isQuorum;
    }

    /** When somebody trusted last had this very head before him. */
    private long lastSeen(VerifiedCheckpoint checkpoint, AnchorState.@Nullable Proven anchor) {
        long newest = UNKNOWN;
        for (Cosignature cosignature : checkpoint.cosignatures()) {
            newest = Math.max(newest, orUnknown(cosignature.unixSeconds()));
        }
        if (anchor != null && anchor.anchored().equals(checkpoint.head())) {
            newest = Math.max(newest, orUnknown(anchor.blockTimestampSeconds()));
        }
        return newest;
    }

    private boolean isWithin(String what, long unixSeconds, Duration ageMax) {
        boolean isWithin = isWithin(unixSeconds, ageMax);
        if (unixSeconds == UNKNOWN) {
            found.add(what + ": nobody whom the policy trusts says when, up to now");
        } else {
            found.add(what + " is " + Math.max(0, nowSeconds - unixSeconds) + " s old"
                    + (isWithin ? "" : ", want at most " + ageMax.toSeconds()));
        }
        return isWithin;
    }

    private boolean isWithin(long unixSeconds, Duration ageMax) {
        return unixSeconds != UNKNOWN && nowSeconds - unixSeconds <= ageMax.toSeconds();
    }

    /** A time that lies ahead of the reader's clock shows nothing but that one of two clocks is wrong. */
    private long orUnknown(long unixSeconds) {
        return unixSeconds > nowSeconds + Freshness.AHEAD_MAX.toSeconds() ? UNKNOWN : unixSeconds;
    }
}
