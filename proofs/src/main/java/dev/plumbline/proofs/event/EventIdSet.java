package dev.plumbline.proofs.event;

import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The root by which an event names a set of others, such as the uploads of a model or the inferences of a period: RFC 6962
 * section 2.1, each leaf the 32 bytes of an event id, ascending, each once.
 *
 * <p>Takes the ids one by one and keeps none of them, so a set of any size costs some 2 KB. Owned by one thread.
 */
public final class EventIdSet {
    private final Frontier frontier = new Frontier();
    private @Nullable EventId last;

    /** A set of none. */
    public EventIdSet() {}

    /** The root of a set that is at hand, in any order. */
    public static Hash root(Collection<EventId> ids) {
        var set = new EventIdSet();
        ids.stream().sorted().distinct().forEachOrdered(set::add);
        return set.root();
    }

    /**
     * Adds the next id.
     *
     * @throws IllegalArgumentException if it is not after the one before
     */
    public void add(EventId id) {
        if (last != null && last.compareTo(id) >= 0) {
            throw new IllegalArgumentException(id + " is not after " + last);
        }
        frontier.append(TreeHasher.leaf(id.hash().bytes()), (level, index, hash) -> {});
        last = id;
    }

    /** How many ids it has. */
    public long count() {
        return frontier.size();
    }

    /** The root over the ids so far. */
    public Hash root() {
        return frontier.head().root();
    }
}
