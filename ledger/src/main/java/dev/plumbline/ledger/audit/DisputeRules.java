package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.event.DisputeOpen;
import dev.plumbline.proofs.event.DisputeResolve;
import dev.plumbline.proofs.event.Resolution;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** Disputes have the policy's window and one end: I43. */
final class DisputeRules implements Rule {
    private final Books books;
    private final Figures figures;
    // Rows (dispute): the leaf index of what resolved it.
    private final MVMap<long[], Long> resolved;

    DisputeRules(Books books, Figures figures) {
        this.books = books;
        this.figures = figures;
        this.resolved = books.store().indexes("resolved");
    }

    @Override
    public void apply(LoggedEvent event) {
        if (event.event().body() instanceof DisputeOpen dispute) {
            open(event, dispute);
        } else if (event.event().body() instanceof DisputeResolve resolution) {
            resolve(event, resolution);
        }
    }

    private void open(LoggedEvent event, DisputeOpen dispute) {
        figures.disputes(1);
        Facts target = books.find(dispute.target());
        if (target == null) {
            books.missing(Invariant.DISPUTES_ARE_HEARD, event, "disputes an event that is not in the log before it");
            return;
        }
        Long windowMillis = windowMillis(target);
        if (windowMillis == null) {
            books.tallies().uncheckable(Invariant.DISPUTES_ARE_HEARD, 1, "no policy sets a window for such a target");
            return;
        }
        long endsMillis = target.issuedAtMillis() + windowMillis;
        String problem = null;
        if (dispute.windowEndsMillis() != endsMillis) {
            problem = "says that the window ends at " + dispute.windowEndsMillis() + ", the policy says " + endsMillis;
        } else if (event.event().issuedAtMillis() > endsMillis) {
            problem = "is dated " + event.event().issuedAtMillis() + ", behind the window's end at " + endsMillis;
        }
        books.judge(Invariant.DISPUTES_ARE_HEARD, event, problem);
    }

    private @Nullable Long windowMillis(Facts target) {
        Facts accrual = target;
        if (target.detail() instanceof Facts.About payment) {
            accrual = books.store().at(payment.target());
        }
        if (accrual != null && accrual.detail() instanceof Facts.Accrual owed) {
            Facts policy = books.store().at(owed.policy());
            if (policy != null && policy.detail() instanceof Facts.Policy detail) {
                return detail.split().disputeWindowMillis();
            }
        }
        return null;
    }

    private void resolve(LoggedEvent event, DisputeResolve resolution) {
        Facts dispute = books.find(resolution.dispute());
        if (dispute == null || !(dispute.detail() instanceof Facts.About about)) {
            books.missing(Invariant.DISPUTES_ARE_HEARD, event, "resolves what is no dispute in the log before it");
            return;
        }
        Long before = resolved.putIfAbsent(new long[] {dispute.index()}, event.index());
        if (before != null) {
            books.judge(
                    Invariant.DISPUTES_ARE_HEARD, event, "resolves a dispute that entry " + before + " has resolved");
            return;
        }
        figures.disputes(-1);
        String problem = null;
        if (resolution.outcome() == Resolution.UPHELD && resolution.correction() != null) {
            Facts correction = books.find(resolution.correction());
            boolean isOfTarget = correction != null
                    && correction.detail() instanceof Facts.About corrected
                    && corrected.target() == about.target();
            problem = isOfTarget ? null : "upholds by a correction of another event than the one disputed";
        }
        books.judge(Invariant.DISPUTES_ARE_HEARD, event, problem);
    }
}
