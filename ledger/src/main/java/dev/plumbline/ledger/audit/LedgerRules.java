package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.LogHandover;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Who writes what only the ledger writes: I49. That is the log's key of the time, as an issuer. An auditor knows the keys of
 * today; which were those of an earlier time is said by each {@code log.handover}, up to which the question stays open.
 */
final class LedgerRules implements Rule {
    private static final String HANDOVER = "handover";

    private final Books books;
    private final Set<String> known;
    // Rows (issuer): the first leaf index of what it wrote before any handover, by a key that is not known today.
    private final MVMap<long[], byte[]> strangers;
    // Rows (issuer): who writes since the last handover. Empty before the first.
    private final MVMap<long[], Long> heirs;

    /** @param known the log's keys of today, as issuers */
    LedgerRules(Books books, Set<String> known) {
        this.books = books;
        this.known = known;
        this.strangers = books.store().rows("ledger-strangers");
        this.heirs = books.store().indexes("ledger-heirs");
    }

    /** The keys of a log among some, as issuers of events. */
    static Set<String> issuers(List<VerifierKey> keys, String origin) {
        return keys.stream()
                .filter(key -> key.type() == KeyType.ED25519 && key.name().equals(origin))
                .map(LedgerRules::issuer)
                .collect(Collectors.toSet());
    }

    /** Empty, which no issuer is, for bytes that are no sound key. */
    private static String issuer(VerifierKey key) {
        try {
            return Issuer.ofKey(Issuer.Kind.ED25519, key.key()).encode();
        } catch (MalformedException e) {
            return "";
        }
    }

    @Override
    public void apply(LoggedEvent event) {
        if (event.event().body() instanceof LogHandover handover) {
            handOver(event, handover);
        } else if (event.event().kind().isOfLedger()) {
            write(event);
        }
    }

    private void write(LoggedEvent event) {
        if (!heirs.isEmpty()) {
            boolean isHeir = heirs.containsKey(new long[] {event.issuer()});
            books.judge(Invariant.LEDGER_WRITES, event, isHeir ? null : notTheLedger(event));
            return;
        }
        books.tallies().hold(Invariant.LEDGER_WRITES, 1);
        if (!known.contains(event.event().issuer().encode())) {
            byte[] first = new FactWriter()
                    .number(event.index())
                    .hash(event.id().hash())
                    .bytes();
            strangers.putIfAbsent(new long[] {event.issuer()}, first);
        }
    }

    private static String notTheLedger(LoggedEvent event) {
        return "is of a kind that only the ledger writes, and by "
                + event.event().issuer() + ", which is no key of it";
    }

    private void handOver(LoggedEvent event, LogHandover handover) {
        List<Long> from = numbers(handover.from());
        List<Long> to = numbers(handover.to());
        String problem = null;
        if (!to.contains(event.issuer())) {
            problem = "is not by a key that it hands over to";
        } else if (!heirs.isEmpty() && from.stream().anyMatch(old -> !heirs.containsKey(new long[] {old}))) {
            problem = "hands over from a key that is not the log's";
        } else if (handover.recovered().size() != event.index()) {
            problem = "goes on from " + handover.recovered().size() + " entries, and is entry " + event.index();
        }
        books.judge(Invariant.LEDGER_WRITES, event, problem);
        if (problem == null) {
            from.forEach(old -> strangers.remove(new long[] {old}));
            heirs.clear();
            to.forEach(heir -> heirs.put(new long[] {heir}, event.index()));
            byte[] last = new FactWriter()
                    .number(event.index())
                    .hash(event.id().hash())
                    .bytes();
            books.store().set(HANDOVER, last);
        }
    }

    private List<Long> numbers(List<VerifierKey> keys) {
        var numbers = new ArrayList<Long>();
        for (VerifierKey key : keys) {
            numbers.add(books.number(issuer(key)));
        }
        return numbers;
    }

    /** Adds what can only be said once all handovers are known. */
    void report(Tallies tallies) {
        Cursor<long[], byte[]> rows = strangers.cursor(null);
        while (rows.hasNext()) {
            String issuer = books.store().names().text(rows.next()[0]);
            var reader = new FactReader(rows.getValue());
            tallies.violated(
                    Invariant.LEDGER_WRITES,
                    reader.number(),
                    new EventId(reader.hash()),
                    "is of a kind that only the ledger writes, and by " + issuer + ", which is no key of it");
        }
        byte @Nullable [] last = books.store().setting(HANDOVER);
        if (last != null && known.stream().noneMatch(key -> heirs.containsKey(new long[] {books.number(key)}))) {
            var reader = new FactReader(last);
            tallies.violated(
                    Invariant.LEDGER_WRITES,
                    reader.number(),
                    new EventId(reader.hash()),
                    "hands the log over to keys that are not those that it is known by");
        }
    }
}
