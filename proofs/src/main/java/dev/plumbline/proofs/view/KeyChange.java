package dev.plumbline.proofs.view;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.CheckpointVerdict;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.checkpoint.TrustPolicy.VerifiedCheckpoint;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.LogHandover;
import dev.plumbline.proofs.event.SignatureStatus;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.VerifierKey;
import java.util.Arrays;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * What came of showing a client, who knows a log by its old keys, the log as it goes on under new ones.
 *
 * <p>Shown is that the new tree starts with everything the client has seen, and that its entry right behind what was recovered
 * names the change from the keys that the client knows to the key that signs now. Not shown is that whoever has the new key
 * may be the log's operator: that is why the client names that key himself, and has it from the operator's announcement or,
 * better, from L1: the account that the contract's {@code OperatorChanged} names has anchored a tree with this entry in it.
 */
@CheckReturnValue
public sealed interface KeyChange {
    /**
     * The log goes on from where the client knew it.
     *
     * @param view under the new keys alone; what is signed by an old one is not believed from here on
     * @param handover what the log says about the change
     * @param index of that entry
     */
    record Followed(LogView view, LogHandover handover, long index) implements KeyChange {}

    /**
     * The client stays where he is.
     *
     * @param cause for programs
     * @param detail for people; its text may change
     */
    record Refused(Cause cause, String detail) implements KeyChange {}

    /** Why a change of keys is not followed. New causes may be added in a minor version. */
    enum Cause {
        /** The new policy does not believe the new checkpoint. */
        UNTRUSTED,
        /** The new tree does not start with the one that the client has seen. */
        NOT_CONSISTENT,
        /**
         * The client has seen a larger tree than the successor recovered. What lies between was acknowledged and is not where
         * it was: its receipts have to be handed in again.
         */
        BEYOND_RECOVERED,
        /** The entry is no handover from the client's key to the new one, or what it says of the tree is not so. */
        NO_HANDOVER,
        /** A tile or an entry that it takes is missing or wrong, which accuses nobody. */
        UNVERIFIABLE
    }

    /**
     * Follows a log over a change of its keys. Costs what three questions to a {@link TileClient} cost.
     *
     * @param known what the client has seen under the old keys
     * @param newer the log's checkpoint now
     * @param next believes the new keys and no old one
     * @param index of the {@code log.handover} entry, as anybody may claim it
     */
    static <X extends Exception> KeyChange follow(
            LogView known, SignedNote newer, TrustPolicy next, long index, TileFetcher<X> fetcher, TileCache cache)
            throws X {
        if (!(LogView.start(next, newer) instanceof ViewChange.Advanced started)) {
            String detail = next.check(newer) instanceof CheckpointVerdict.Refused refused
                    ? refused.reason() + ": " + refused.detail()
                    : "it could not stand in evidence";
            return new Refused(Cause.UNTRUSTED, detail);
        }
        LogView view = started.view();
        VerifiedCheckpoint now = view.checkpoint();
        VerifiedCheckpoint before = known.checkpoint();
        if (!now.origin().equals(before.origin())
                || index < 0
                || index >= now.head().size()) {
            return new Refused(
                    Cause.NO_HANDOVER,
                    "entry " + index + " is no entry of " + now.head().size() + " of "
                            + MalformedException.quote(before.origin()));
        }
        try {
            var tiles = new TileClient<>(now.head(), fetcher, cache);
            Event entry = Event.parse(tiles.entry(index));
            String problem = problem(entry, index, before, now);
            if (problem != null || !(entry.body() instanceof LogHandover handover)) {
                return new Refused(Cause.NO_HANDOVER, "entry " + index + ": " + problem);
            }
            if (before.head().size() > index) {
                return new Refused(
                        Cause.BEYOND_RECOVERED,
                        "the successor recovered " + index + " entries, and the old key signed "
                                + before.head().size());
            }
            return holds(tiles, before.head())
                            && holds(tiles, handover.recovered())
                            && (handover.anchored() == null
                                    || holds(tiles, handover.anchored().head()))
                    ? new Followed(view, handover, index)
                    : new Refused(
                            Cause.NOT_CONSISTENT,
                            "the tree under the new key does not start with what was seen, recovered or anchored before");
        } catch (MalformedException e) {
            return new Refused(Cause.NO_HANDOVER, "entry " + index + ": " + e.getMessage());
        } catch (BadTileException e) {
            return new Refused(Cause.UNVERIFIABLE, String.valueOf(e.getMessage()));
        }
    }

    /** Why an entry is not the change from one checkpoint's keys to another's; null if it is. */
    private static @Nullable String problem(
            Event entry, long index, VerifiedCheckpoint before, VerifiedCheckpoint now) {
        if (!(entry.body() instanceof LogHandover handover)) {
            return "is " + entry.kind().wireName() + ", want log.handover";
        }
        if (entry.checkSignatures() != SignatureStatus.VALID) {
            return "a signature of it does not hold";
        }
        if (handover.recovered().size() != index) {
            return "stands behind " + index + " entries and says that "
                    + handover.recovered().size() + " were recovered";
        }
        if (Collections.disjoint(handover.from(), before.logKeys())) {
            return "is from other keys than the one that signed before";
        }
        if (Collections.disjoint(handover.to(), now.logKeys())) {
            return "is to other keys than the one that signs now";
        }
        return handover.to().stream().anyMatch(key -> isOf(entry.issuer(), key)) ? null : "is not issued by a new key";
    }

    private static boolean isOf(Issuer issuer, VerifierKey key) {
        return issuer.kind() == Issuer.Kind.ED25519 && Arrays.equals(issuer.subject(), key.key());
    }

    private static <X extends Exception> boolean holds(TileClient<X> tiles, TreeHead head) throws X, BadTileException {
        return head.size() <= tiles.head().size() && tiles.prefix(head.size()).equals(head);
    }
}
