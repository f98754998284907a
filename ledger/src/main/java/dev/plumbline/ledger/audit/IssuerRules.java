package dev.plumbline.ledger.audit;

import dev.plumbline.ledger.audit.Remains.Numbered;
import dev.plumbline.proofs.event.EventId;
import java.util.Objects;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of each issuer's events in each namespace: I28, and that nothing is logged twice, I02.
 *
 * <p>Only an event that does not have the next number can be one that was logged before, so only then is it looked up.
 * A number that is skipped may still come; that it is missing is said at the head.
 */
final class IssuerRules {
    private final Books books;
    // Rows (issuer, namespace): the highest number so far, and the id of that event.
    private final MVMap<long[], byte[]> last;
    // Rows (issuer, namespace, first missing): the last missing, the leaf behind the gap, and the event that it names.
    private final MVMap<long[], byte[]> gaps;

    IssuerRules(Books books) {
        this.books = books;
        this.last = books.store().rows("last-numbers");
        this.gaps = books.store().rows("gaps");
    }

    /** Judges an event or what remains of one; false if it was logged before, and counts for nothing. */
    boolean isFresh(long index, Numbered event) {
        long issuer = books.number(event.issuer());
        long namespace = books.number(event.namespace());
        long[] row = {issuer, namespace};
        byte[] stored = last.get(row);
        var reader = stored == null ? null : new FactReader(stored);
        long highest = reader == null ? 0 : reader.number();
        if (event.iseq() > highest) {
            EventId before = reader == null ? null : new EventId(reader.hash());
            extend(index, event, row, highest, before);
            return true;
        }
        Facts same = books.find(event.id());
        if (same != null) {
            books.tallies()
                    .judge(
                            Invariant.LOGGED_ONCE,
                            index,
                            event.id(),
                            "is the event of entry " + same.index() + " again");
            return false;
        }
        books.tallies().hold(Invariant.LOGGED_ONCE, 1);
        books.tallies().judge(Invariant.NUMBERS_WITHOUT_GAPS, index, event.id(), late(index, event, row));
        return true;
    }

    private void extend(long index, Numbered event, long[] row, long highest, @Nullable EventId before) {
        books.tallies().hold(Invariant.LOGGED_ONCE, 1);
        boolean isNext = event.iseq() == highest + 1;
        boolean isChained = !isNext || Objects.equals(event.iprev(), before);
        books.tallies()
                .judge(
                        Invariant.NUMBERS_WITHOUT_GAPS,
                        index,
                        event.id(),
                        isChained ? null : "names " + event.iprev() + " as the one before it, which is " + before);
        if (!isNext) {
            putGap(row, highest + 1, event.iseq() - 1, index, event.iprev());
        }
        last.put(
                row,
                new FactWriter().number(event.iseq()).hash(event.id().hash()).bytes());
    }

    private void putGap(long[] row, long from, long to, long behind, @Nullable EventId named) {
        var writer = new FactWriter().number(to).number(behind).number(named == null ? 0 : 1);
        if (named != null) {
            writer.hash(named.hash());
        }
        gaps.put(new long[] {row[0], row[1], from}, writer.bytes());
    }

    /** Takes an event whose number was skipped before; what is wrong with it, or null. */
    private @Nullable String late(long index, Numbered event, long[] row) {
        long[] gap = gaps.floorKey(new long[] {row[0], row[1], event.iseq()});
        byte[] stored = gap == null || gap[0] != row[0] || gap[1] != row[1] ? null : gaps.get(gap);
        if (gap == null || stored == null) {
            return numberTaken(event);
        }
        var reader = new FactReader(stored);
        long to = reader.number();
        if (to < event.iseq()) {
            return numberTaken(event);
        }
        long behind = reader.number();
        EventId named = reader.number() == 0 ? null : new EventId(reader.hash());
        gaps.remove(gap);
        if (gap[2] < event.iseq()) {
            putGap(row, gap[2], event.iseq() - 1, index, event.iprev());
        }
        if (event.iseq() < to) {
            putGap(row, event.iseq() + 1, to, behind, named);
        } else if (named != null && !named.equals(event.id())) {
            return "is not the event that entry " + behind + " names as the one before it";
        }
        Facts before = event.iprev() == null ? null : books.find(event.iprev());
        boolean isChained =
                gap[2] < event.iseq() || event.iseq() == 1 || (before != null && before.iseq() == event.iseq() - 1);
        return isChained ? null : "names " + event.iprev() + " as the one before it, which is another";
    }

    private static String numberTaken(Numbered event) {
        return "has the number " + event.iseq() + ", which another event of its issuer has";
    }

    /** Reports the numbers that are missing at the head. */
    void report(Tallies tallies) {
        Cursor<long[], byte[]> rows = gaps.cursor(null);
        while (rows.hasNext()) {
            long[] gap = rows.next();
            var reader = new FactReader(rows.getValue());
            long to = reader.number();
            long behind = reader.number();
            if (books.isBlind()) {
                tallies.uncheckable(Invariant.NUMBERS_WITHOUT_GAPS, 1, Books.unreadReason());
            } else {
                Facts facts = books.store().at(behind);
                tallies.violated(
                        Invariant.NUMBERS_WITHOUT_GAPS,
                        behind,
                        facts == null ? null : facts.id(),
                        "comes without the numbers " + gap[2] + " to " + to + " of "
                                + books.store().names().text(gap[0]) + " in "
                                + books.store().names().text(gap[1]));
            }
        }
    }
}
