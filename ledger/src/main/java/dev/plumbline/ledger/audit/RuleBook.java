package dev.plumbline.ledger.audit;

import dev.plumbline.ledger.audit.BundleReader.ReadBundle;
import dev.plumbline.ledger.audit.Remains.Numbered;
import dev.plumbline.proofs.event.Event;
import java.util.List;
import java.util.Set;

/** All rules, in the order in which they judge an event. Owned by one thread. */
final class RuleBook {
    private final Books books;
    private final Figures figures;
    private final EntryRules entryRules;
    private final IssuerRules issuerRules;
    private final ForcedRules forcedRules;
    private final List<Rule> rules;

    /** @param ledgerIssuers the log's keys of today, as issuers */
    RuleBook(Books books, HeadHistory history, Set<String> ledgerIssuers) {
        this.books = books;
        this.figures = new Figures(books.store());
        this.entryRules = new EntryRules(books);
        this.issuerRules = new IssuerRules(books);
        this.forcedRules = new ForcedRules(books);
        var rivals = new Rivals(books);
        var keys = new KeyRules(books);
        var policies = new Policies(books);
        var periods = new Periods(books, policies, rivals);
        this.rules = List.of(
                entryRules,
                keys,
                new ReferenceRules(books),
                new HeadRules(books, history),
                new AttributionRules(books, keys, rivals, figures),
                policies,
                new AccrualRules(books, keys, policies, periods, rivals, figures),
                new PaymentRules(books, keys, rivals, figures),
                new CorrectionRules(books, keys),
                new DisputeRules(books, figures),
                new ErasureRules(books),
                new SequencerRules(books),
                forcedRules,
                new LedgerRules(books, ledgerIssuers),
                new FactTaker(books, new Trainings(books.store()), periods));
    }

    /** Judges the entries of a bundle, of which there are {@code width} from its first index on. */
    void apply(ReadBundle bundle, int width) {
        books.tallies().hold(Invariant.READABLE, width);
        if (bundle.defect() != null) {
            books.unread(width);
            forcedRules.skip();
            books.tallies()
                    .violated(
                            Invariant.READABLE,
                            bundle.from(),
                            null,
                            width + " entries from here on cannot be read: " + bundle.defect());
            return;
        }
        long index = bundle.from();
        for (ReadEntry entry : bundle.entries()) {
            if (forcedRules.isForced(index, entry)) {
                figures.entry(Figures.FORCED);
            } else if (entry instanceof ReadEntry.Whole whole) {
                apply(index, whole);
            } else if (entry instanceof ReadEntry.Broken broken) {
                apply(index, broken);
            }
            index++;
        }
    }

    private void apply(long index, ReadEntry.Whole whole) {
        Event event = whole.event();
        figures.event(event.kind().wireName(), event.issuedAtMillis());
        var numbered = new Numbered(
                event.id(),
                event.namespace().encode(),
                event.issuer().encode(),
                event.iseq(),
                event.iprev(),
                event.issuedAtMillis());
        if (issuerRules.isFresh(index, numbered)) {
            var logged = new LoggedEvent(
                    index,
                    event,
                    whole.signatures(),
                    books.number(numbered.namespace()),
                    books.number(numbered.issuer()));
            for (Rule rule : rules) {
                rule.apply(logged);
            }
        }
    }

    private void apply(long index, ReadEntry.Broken broken) {
        entryRules.refuse(index, broken);
        Numbered numbered = broken.remains().numbered();
        if (numbered == null) {
            books.unread(1);
            figures.entry(Figures.MALFORMED);
        } else {
            figures.event(Figures.MALFORMED, numbered.issuedAtMillis());
            if (issuerRules.isFresh(index, numbered)) {
                books.store()
                        .add(new Facts(
                                index,
                                numbered.id(),
                                null,
                                books.number(numbered.namespace()),
                                books.number(numbered.issuer()),
                                numbered.iseq(),
                                numbered.issuedAtMillis(),
                                new Facts.Plain()));
            }
        }
    }

    /** Adds what can only be said at the head. */
    static void conclude(Books books, Tallies tallies, Set<String> ledgerIssuers) {
        new IssuerRules(books).report(tallies);
        new ForcedRules(books).report(tallies);
        new LedgerRules(books, ledgerIssuers).report(tallies);
        new Rivals(books).report(tallies);
    }
}
