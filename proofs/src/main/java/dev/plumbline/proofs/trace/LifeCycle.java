package dev.plumbline.proofs.trace;

import dev.plumbline.proofs.event.Correction;
import dev.plumbline.proofs.event.DisputeOpen;
import dev.plumbline.proofs.event.DisputeResolve;
import dev.plumbline.proofs.event.ErasureNotice;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventCosignature;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.KeyRevoke;
import dev.plumbline.proofs.event.KeyRotate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What entries of a log say of others: which event was corrected, disputed or erased, whose key was changed or revoked.
 *
 * <p>Ordered by leaf index and by no clock. An event that was valid when it was issued stays so: a later entry changes what
 * counts from its own index on, and nothing before. Knows the entries that it is given, so what it does not name may still
 * be in the log. Immutable.
 */
public final class LifeCycle {
    private final List<LoggedEvent> entries;

    /** @param entries any events of one log, in any order, signatures checked; those that say nothing of others are passed over */
    public LifeCycle(Collection<LoggedEvent> entries) {
        this.entries = entries.stream()
                .sorted(Comparator.comparingLong(LoggedEvent::index))
                .toList();
    }

    /** What has become of an event, by index. Costs one look at each entry, and some for each that is about it. */
    public List<Turn> of(LoggedEvent target) {
        var turns = new ArrayList<Turn>();
        boolean isSuperseded = false;
        for (LoggedEvent entry : entries) {
            Turn turn = turn(target, entry, isSuperseded);
            if (turn != null) {
                turns.add(turn);
                isSuperseded |= turn.change() == Change.SUPERSEDED && turn.counts();
            }
        }
        return turns;
    }

    /** The index from which on another event counts in place of this one, or none; -1 if it still counts. */
    public long supersededAt(LoggedEvent target) {
        return of(target).stream()
                .filter(turn -> turn.change() == Change.SUPERSEDED && turn.counts())
                .mapToLong(Turn::index)
                .findFirst()
                .orElse(-1);
    }

    /** Whether the issuer's key had been revoked when the event was logged, so that it never counted. */
    boolean wasRevokedBefore(LoggedEvent target) {
        return of(target).stream()
                .anyMatch(
                        turn -> turn.change() == Change.KEY_REVOKED && turn.counts() && turn.index() < target.index());
    }

    /** Who a party has become by the entries before an index: the last of its rotations of keys, or itself. */
    public Issuer successor(Issuer party, long beforeIndex) {
        Issuer current = party;
        // The entries are in order, so one pass follows a chain of rotations, and a circle ends with the log.
        for (LoggedEvent entry : entries) {
            if (entry.index() < beforeIndex
                    && entry.event().body() instanceof KeyRotate rotation
                    && rotation.oldIssuer().equals(current)) {
                current = rotation.newIssuer();
            }
        }
        return current;
    }

    private @Nullable Turn turn(LoggedEvent target, LoggedEvent entry, boolean isSuperseded) {
        if (entry.event().body() instanceof KeyRevoke revocation) {
            return revocation(target, entry, revocation);
        }
        if (entry.index() <= target.index()) {
            return null;
        }
        if (entry.event().body() instanceof Correction correction
                && correction.target().equals(target.id())) {
            return correction(target, entry, correction, isSuperseded);
        }
        if (entry.event().body() instanceof DisputeOpen dispute
                && dispute.target().equals(target.id())) {
            return dispute(entry, dispute);
        }
        if (entry.event().body() instanceof ErasureNotice erasure
                && erasure.target().equals(target.id())) {
            return new Turn(
                    Change.ERASED,
                    entry,
                    true,
                    "what it commits to under " + String.join(", ", erasure.fields()) + " was destroyed");
        }
        if (entry.event().body() instanceof KeyRotate rotation
                && rotation.oldIssuer().equals(target.event().issuer())) {
            return new Turn(Change.KEY_ROTATED, entry, true, "its issuer goes on as " + rotation.newIssuer());
        }
        return null;
    }

    private Turn correction(LoggedEvent target, LoggedEvent entry, Correction correction, boolean isSuperseded) {
        String kind = correction.correctionClass().wireName() + ", "
                + correction.effective().wireName();
        String by = correction.replacement() == null
                ? "withdrawn (" + kind + ")"
                : "superseded by " + correction.replacement() + " (" + kind + ")";
        if (!speaksFor(entry, target.event().issuer())) {
            return new Turn(
                    Change.SUPERSEDED,
                    entry,
                    false,
                    by + " by " + entry.event().issuer() + ", who did not issue it: does not count");
        }
        return isSuperseded
                ? new Turn(Change.SUPERSEDED, entry, false, by + " once more: only the first correction counts")
                : new Turn(Change.SUPERSEDED, entry, true, by);
    }

    private Turn dispute(LoggedEvent entry, DisputeOpen dispute) {
        String opened = "disputed as " + dispute.code().wireName() + " by "
                + entry.event().issuer();
        for (LoggedEvent later : entries) {
            if (later.index() > entry.index()
                    && later.event().body() instanceof DisputeResolve resolution
                    && resolution.dispute().equals(entry.id())) {
                return new Turn(
                        Change.DISPUTE_RESOLVED,
                        entry,
                        true,
                        opened + ", " + resolution.outcome().wireName() + " at index " + later.index() + " by "
                                + later.event().issuer());
            }
        }
        return new Turn(Change.DISPUTE_OPEN, entry, true, opened + ", not resolved");
    }

    private @Nullable Turn revocation(LoggedEvent target, LoggedEvent entry, KeyRevoke revocation) {
        if (!revocation.revoked().equals(target.event().issuer())) {
            return null;
        }
        if (!speaksFor(entry, revocation.revoked())) {
            String stranger = "its issuer's key is called revoked by "
                    + entry.event().issuer() + ", who does not hold it: does not count";
            return new Turn(Change.KEY_REVOKED, entry, false, stranger);
        }
        Long since = revocation.compromisedSince();
        long from = since == null ? entry.index() : Math.min(since, entry.index());
        String said = "its issuer's key was revoked, for entries from index " + from + " on";
        return target.index() < from
                ? new Turn(Change.KEY_REVOKED, entry, false, said + ": it was logged before")
                : new Turn(Change.KEY_REVOKED, entry, true, said + ": it does not count");
    }

    /** Whether the entry was issued or cosigned by the party, or by whom it had become when the entry was logged. */
    private boolean speaksFor(LoggedEvent entry, Issuer party) {
        Set<Issuer> signers = new HashSet<>();
        Event event = entry.event();
        signers.add(event.issuer());
        event.cosignatures().stream().map(EventCosignature::by).forEach(signers::add);
        return signers.contains(party) || signers.contains(successor(party, entry.index()));
    }

    /**
     * One later entry about an event.
     *
     * @param change what it changes
     * @param entry the entry that says so
     * @param counts whether it changes what counts; a correction by a stranger and a revocation that spares the event do not
     * @param text what happened, for people
     */
    public record Turn(Change change, LoggedEvent entry, boolean counts, String text) {
        /** Leaf index of the entry that says so. */
        public long index() {
            return entry.index();
        }
    }

    /** What a later entry can change about an event. */
    public enum Change {
        /** Another event counts in its place, or none. */
        SUPERSEDED,
        /** Somebody objects, and nothing has come of it yet. */
        DISPUTE_OPEN,
        /** Somebody objected, and that has ended. */
        DISPUTE_RESOLVED,
        /** Its issuer goes on under another key. */
        KEY_ROTATED,
        /** Its issuer's key was revoked. */
        KEY_REVOKED,
        /** What it commits to was destroyed. */
        ERASED
    }
}
