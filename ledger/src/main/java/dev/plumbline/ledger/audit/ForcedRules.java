package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.event.EntryForced;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.Hash;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * What demands on chain forced in: I47, I48. The leaf behind an {@code entry.forced} that has the hash which it names is bytes
 * and no event, and no other rule sees it.
 */
final class ForcedRules implements Rule {
    private static final String ANNOUNCED = "announced";

    private final Books books;
    // Rows (chain, contract, id): the leaf index of what announces the demand.
    private final MVMap<long[], Long> demands;
    // What the last leaf announces. Kept with the state, since a run may end between the two.
    private @Nullable Announced announced;

    ForcedRules(Books books) {
        this.books = books;
        this.demands = books.store().indexes("demands");
        byte[] kept = books.store().setting(ANNOUNCED);
        this.announced = kept == null || kept.length == 0 ? null : Announced.read(new FactReader(kept));
    }

    /** Whether the next entry, which is that at {@code index}, is bytes that were forced in. */
    boolean isForced(long index, ReadEntry entry) {
        Announced last = announced;
        if (last == null) {
            return false;
        }
        await(null);
        boolean isForced = entry.leafHash().equals(last.leafHash);
        String problem = null;
        if (!isForced) {
            problem = "announces the leaf " + last.leafHash + ", and entry " + index + " is " + entry.leafHash();
        } else if (entry.size() != last.length) {
            problem = "announces " + last.length + " bytes, and entry " + index + " has " + entry.size();
        }
        books.tallies().judge(Invariant.FORCED_FOLLOWS, last.index, last.id, problem);
        return isForced;
    }

    /** The next entry cannot be read, so it cannot be said either whether it is what was announced. */
    void skip() {
        if (announced != null) {
            await(null);
            books.tallies().uncheckable(Invariant.FORCED_FOLLOWS, 1, "the entry that was announced cannot be read");
        }
    }

    @Override
    public void apply(LoggedEvent event) {
        if (!(event.event().body() instanceof EntryForced forced)) {
            return;
        }
        await(new Announced(event.index(), event.id(), forced.leafHash(), forced.length()));
        books.tallies().uncheckable(Invariant.FORCED_IS_DEMANDED, 1, "needs the chain");
        EntryForced.Demand demand = forced.demand();
        long[] row = {books.number(demand.chain()), books.number(demand.contract()), demand.id()};
        Long before = demands.putIfAbsent(row, event.index());
        if (before != null) {
            books.judge(Invariant.FORCED_FOLLOWS, event, "announces the demand of entry " + before + " again");
        }
    }

    private void await(@Nullable Announced next) {
        announced = next;
        books.store().set(ANNOUNCED, next == null ? new byte[0] : next.bytes());
    }

    /** A log ends with what it announces: both are signed for at once. */
    void report(Tallies tallies) {
        if (announced != null) {
            tallies.violated(
                    Invariant.FORCED_FOLLOWS, announced.index, announced.id, "announces a leaf that is not there");
        }
    }

    /** A leaf that is to come next. */
    private record Announced(long index, EventId id, Hash leafHash, long length) {
        byte[] bytes() {
            return new FactWriter()
                    .number(index)
                    .hash(id.hash())
                    .hash(leafHash)
                    .number(length)
                    .bytes();
        }

        static Announced read(FactReader reader) {
            return new Announced(reader.number(), new EventId(reader.hash()), reader.hash(), reader.number());
        }
    }
}
