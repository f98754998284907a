package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.event.EventId;
import java.nio.ByteBuffer;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** What all rules look things up in and write findings to. Owned by one thread. */
final class Books {
    private static final String UNREAD = "unread";
    private static final String UNREAD_REASON = "an entry that is missing may be among those that could not be read";

    private final AuditStore store;
    private final Tallies tallies;
    // Rows (target, correction).
    private final MVMap<long[], Long> superseded;
    private long unreadCount;

    Books(AuditStore store) {
        this.store = store;
        this.tallies = Tallies.restore(store);
        this.superseded = store.indexes("superseded");
        byte[] unread = store.setting(UNREAD);
        this.unreadCount = unread == null ? 0 : ByteBuffer.wrap(unread).getLong();
    }

    AuditStore store() {
        return store;
    }

    Tallies tallies() {
        return tallies;
    }

    long number(String text) {
        return store.names().number(text);
    }

    @Nullable
    Facts find(EventId id) {
        return store.find(id);
    }

    /** Where an event stands, or {@link Facts#NOT_FOUND}. */
    long indexOf(EventId id) {
        Facts found = store.find(id);
        return found == null ? Facts.NOT_FOUND : found.index();
    }

    /** Counts a case that {@code event} decides: it holds, or {@code problem} says how not. */
    void judge(Invariant invariant, LoggedEvent event, @Nullable String problem) {
        tallies.judge(invariant, event.index(), event.id(), problem);
    }

    /** Counts a case in which something is not there: broken, unless it may be among what could not be read. */
    void missing(Invariant invariant, LoggedEvent event, String problem) {
        if (isBlind()) {
            tallies.uncheckable(invariant, 1, UNREAD_REASON);
        } else {
            judge(invariant, event, problem);
        }
    }

    /** Entries that no id could be told of are somewhere before. */
    void unread(long count) {
        unreadCount += count;
        store.set(UNREAD, ByteBuffer.allocate(Long.BYTES).putLong(unreadCount).array());
    }

    boolean isBlind() {
        return unreadCount > 0;
    }

    long unreadCount() {
        return unreadCount;
    }

    static String unreadReason() {
        return UNREAD_REASON;
    }

    /** The first correction of an entry, by its leaf index; {@link Facts#NOT_FOUND} if there is none so far. */
    long correctionOf(long target) {
        long[] first = superseded.ceilingKey(new long[] {target});
        return first != null && first[0] == target ? first[1] : Facts.NOT_FOUND;
    }

    boolean isSuperseded(long target) {
        return correctionOf(target) != Facts.NOT_FOUND;
    }

    /** Index of what counts in place of an entry that was corrected; {@link Facts#NOT_FOUND} if nothing does. */
    long replacementOf(long target) {
        long correction = correctionOf(target);
        Long replacement = correction == Facts.NOT_FOUND ? null : superseded.get(new long[] {target, correction});
        return replacement == null ? Facts.NOT_FOUND : replacement;
    }

    void supersede(long target, long correction, long replacement) {
        superseded.put(new long[] {target, correction}, replacement);
    }
}
