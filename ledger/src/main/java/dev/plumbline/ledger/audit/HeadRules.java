package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.event.IndexRoot;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.LogHandover;
import dev.plumbline.proofs.event.ModelRegister;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;

/** A state of the log that an event names is one that the log had before it: I17. And the index over it: I32. */
final class HeadRules implements Rule {
    private final Books books;
    private final HeadHistory history;

    HeadRules(Books books, HeadHistory history) {
        this.books = books;
        this.history = history;
    }

    @Override
    public void apply(LoggedEvent event) {
        if (event.event().body() instanceof Inference inference && inference.attribution() != null) {
            check(event, inference.attribution().asOf());
        } else if (event.event().body() instanceof ModelRegister model) {
            check(event, model.training().asOf());
        } else if (event.event().body() instanceof LogHandover handover) {
            check(event, handover.recovered());
            if (handover.anchored() != null) {
                check(event, handover.anchored().head());
            }
        } else if (event.event().body() instanceof IndexRoot root) {
            check(event, root.asOf());
            books.tallies().uncheckable(Invariant.INDEX_MATCHES, 1, "this build does not make the index again");
        }
    }

    private void check(LoggedEvent event, TreeHead named) {
        if (named.size() > event.index()) {
            books.judge(
                    Invariant.AS_OF_IS_THIS_LOG,
                    event,
                    "names a state of " + named.size() + " entries, when there were " + event.index());
            return;
        }
        Hash root = history.root(named.size());
        if (root == null) {
            books.tallies().uncheckable(Invariant.AS_OF_IS_THIS_LOG, 1, "tiles that it takes cannot be verified");
            return;
        }
        books.judge(
                Invariant.AS_OF_IS_THIS_LOG,
                event,
                root.equals(named.root())
                        ? null
                        : "names the root " + named.root() + " for " + named.size() + " entries, the log has " + root);
    }
}
