package dev.plumbline.proofs.verify;

import dev.plumbline.proofs.checkpoint.Cosignature;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.checkpoint.TrustPolicy.VerifiedCheckpoint;
import dev.plumbline.proofs.ethereum.AnchorState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether what was shown is recent enough for the policy. */
final class FreshnessCheck {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Freshness freshness;
    private final long nowSeconds;
    private final Checklist checklist;
    private final List<String> found = new ArrayList<>();

    FreshnessCheck(Freshness freshness, Checklist checklist) {
        this.freshness = freshness;
        this.nowSeconds = freshness.clock().instant().getEpochSecond();
        this.checklist = checklist;
    }

    void check(TrustPolicy trust, VerifiedCheckpoint checkpoint, AnchorState.@Nullable Proven anchor)
            throws Checklist.FailedException {
        if (freshness.checkpointAgeMax() != null) {
            require("checkpoint", lastSeen(checkpoint, anchor), freshness.checkpointAgeMax());
        }
        if (freshness.cosignatureAgeMax() != null) {
            requireQuorum(trust, checkpoint, freshness.cosignatureAgeMax());
        }
        if (freshness.anchorAgeMax() != null) {
            long time = anchor == null ? UNKNOWN : orUnknown(anchor.blockTimestampSeconds());
            require("anchor", time, freshness.anchorAgeMax());
        }
        checklist.pass(Check.Name.FRESHNESS, String.join(", ", found));
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

    private void requireQuorum(TrustPolicy trust, VerifiedCheckpoint checkpoint, Duration ageMax)
            throws Checklist.FailedException {
        List<Cosignature> fresh = checkpoint.cosignatures().stream()
                .filter(cosignature -> isWithin(orUnknown(cosignature.unixSeconds()), ageMax))
                .toList();
        String counted = fresh.size() + " of " + checkpoint.cosignatures().size() + " cosignatures are at most "
                + ageMax.toSeconds() + " s old";
        if (!trust.isQuorum(fresh)) {
            throw checklist.fail(Check.Name.FRESHNESS, Reason.STALE, counted + ", which is not the quorum");
        }
        found.add(counted);
    }

    private void require(String what, long unixSeconds, Duration ageMax) throws Checklist.FailedException {
        if (unixSeconds == UNKNOWN) {
            throw checklist.fail(
                    Check.Name.FRESHNESS, Reason.STALE, what + ": nobody whom the policy trusts says when, up to now");
        }
        String age = what + " is " + Math.max(0, nowSeconds - unixSeconds) + " s old";
        if (!isWithin(unixSeconds, ageMax)) {
            throw checklist.fail(Check.Name.FRESHNESS, Reason.STALE, age + ", want at most " + ageMax.toSeconds());
        }
        found.add(age);
    }

    private boolean isWithin(long unixSeconds, Duration ageMax) {
        return unixSeconds != UNKNOWN && nowSeconds - unixSeconds <= ageMax.toSeconds();
    }

    /** A time that lies ahead of the reader's clock shows nothing but that one of two clocks is wrong. */
    private long orUnknown(long unixSeconds) {
        return unixSeconds > nowSeconds + Freshness.AHEAD_MAX.toSeconds() ? UNKNOWN : unixSeconds;
    }
}
