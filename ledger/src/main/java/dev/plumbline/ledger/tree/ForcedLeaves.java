package dev.plumbline.ledger.tree;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.EntryForced;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Tells which leaves are bytes that a demand on chain forced in, and no events.
 *
 * <p>A leaf is such bytes exactly if the leaf before it is an {@code entry.forced} that names its hash, and is not itself
 * such bytes. So whoever reads a log in order asks {@link #isForced} of each leaf and hands every event that was not forced
 * to {@link #passed}. Nothing else of the log matters: not who signed the announcement, which is for an audit to judge, and
 * not what the bytes look like. Owned by one thread.
 */
public final class ForcedLeaves {
    private @Nullable EntryForced announced;

    /** The state of a reader of a log from its start. */
    public ForcedLeaves() {}

    /** Reads an entry of the log. */
    @FunctionalInterface
    public interface Reader {
        /** The entry at an index that the log has. */
        byte[] entry(long index) throws IOException;
    }

    /** The state of a reader that goes on at {@code index}. */
    public static ForcedLeaves before(long index, Reader log) throws IOException {
        var leaves = new ForcedLeaves();
        Event previous = index == 0 ? null : parsed(log.entry(index - 1));
        if (previous != null && previous.body() instanceof EntryForced && !isForced(index - 1, log)) {
            leaves.passed(previous);
        }
        return leaves;
    }

    /**
     * Whether the leaf at {@code index} is bytes that were forced in. Costs two reads and a parse, and more only where
     * leaves that look like announcements stand in a row.
     */
    public static boolean isForced(long index, Reader log) throws IOException {
        // The first leaf of such a row is announced by none, so it is an event; from there on each second one is not.
        long first = index;
        while (first > 0 && announces(log.entry(first - 1), log.entry(first))) {
            first--;
        }
        return (index - first) % 2 == 1;
    }

    private static boolean announces(byte[] entry, byte[] next) {
        Event event = parsed(entry);
        return event != null
                && event.body() instanceof EntryForced forced
                && forced.leafHash().equals(TreeHasher.leaf(next));
    }

    private static @Nullable Event parsed(byte[] entry) {
        try {
            return Event.parse(entry);
        } catch (MalformedException e) {
            return null;
        }
    }

    /** Whether the next leaf is bytes that were forced in. To be asked once of each leaf, in order. */
    public boolean isForced(byte[] entry) {
        return announced != null && isForced(TreeHasher.leaf(entry));
    }

    /** The same of a leaf that has this hash. */
    public boolean isForced(Hash leafHash) {
        EntryForced last = announced;
        announced = null;
        return last != null && last.leafHash().equals(leafHash);
    }

    /** Whether the last leaf announces that bytes come next. */
    public boolean isAwaiting() {
        return announced != null;
    }

    /** Takes note of the leaf that was asked about: it is an event. */
    public void passed(Event event) {
        announced = event.body() instanceof EntryForced forced ? forced : null;
    }
}
