package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.event.Correction;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Corrections never edit: they chain, and what one takes another gets: I24. */
final class CorrectionRules implements Rule {
    private final Books books;
    private final KeyRules keys;

    CorrectionRules(Books books, KeyRules keys) {
        this.books = books;
        this.keys = keys;
    }

    @Override
    public void apply(LoggedEvent event) {
        if (!(event.event().body() instanceof Correction correction)) {
            return;
        }
        Facts target = books.find(correction.target());
        if (target == null) {
            books.missing(Invariant.CORRECTIONS_CHAIN, event, "corrects an event that is not in the log before it");
            return;
        }
        Facts replacement = correction.replacement() == null ? null : books.find(correction.replacement());
        if (correction.replacement() != null && replacement == null) {
            books.missing(Invariant.CORRECTIONS_CHAIN, event, "has a replacement that is not in the log before it");
        }
        String problem = problem(event, target, replacement);
        // One that has no right to correct, or comes second, corrects nothing.
        if (problem == null) {
            books.supersede(target.index(), event.index(), replacement == null ? Facts.NOT_FOUND : replacement.index());
            problem = deltaProblem(correction, target, replacement);
        }
        books.judge(Invariant.CORRECTIONS_CHAIN, event, problem);
    }

    private @Nullable String problem(LoggedEvent event, Facts target, @Nullable Facts replacement) {
        String name = "entry " + target.index();
        if (books.isSuperseded(target.index())) {
            return "corrects " + name + ", which entry " + books.correctionOf(target.index()) + " has corrected";
        }
        if (!keys.isSuccessor(target.issuer(), event.issuer())) {
            return "corrects " + name + ", whose issuer is "
                    + books.store().names().text(target.issuer());
        }
        if (target.namespace() != event.namespace()) {
            return "corrects " + name + " of another namespace";
        }
        if (replacement == null) {
            return null;
        }
        if (replacement.kind() != target.kind()) {
            return "puts entry " + replacement.index() + " in place of " + name + ", which is of another kind";
        }
        // Without this, two corrections could each put the other's target in place of their own.
        return books.isSuperseded(replacement.index())
                ? "puts entry " + replacement.index() + " in place of " + name + ", which is superseded itself"
                : null;
    }

    private @Nullable String deltaProblem(Correction correction, Facts target, @Nullable Facts replacement) {
        BigInteger sum = BigInteger.ZERO;
        Map<Long, BigInteger> stated = new HashMap<>();
        for (Correction.Delta delta : correction.delta()) {
            sum = sum.add(delta.amount());
            stated.merge(books.number(delta.to().encode()), delta.amount(), BigInteger::add);
        }
        if (sum.signum() != 0) {
            return "moves amounts that sum to " + sum + ", want 0";
        }
        boolean isOfAccruals = replacement != null
                && replacement.detail() instanceof Facts.Accrual
                && target.detail() instanceof Facts.Accrual;
        if (stated.isEmpty() || !isOfAccruals) {
            return null;
        }
        Map<Long, BigInteger> real = new HashMap<>();
        add(real, replacement, BigInteger.ONE);
        add(real, target, BigInteger.ONE.negate());
        real.values().removeIf(amount -> amount.signum() == 0);
        return stated.equals(real) ? null : "moves other amounts than the replacement differs by";
    }

    private static void add(Map<Long, BigInteger> amounts, @Nullable Facts facts, BigInteger sign) {
        if (facts != null && facts.detail() instanceof Facts.Accrual accrual) {
            for (Facts.Owed line : accrual.lines()) {
                amounts.merge(line.to(), line.amount().multiply(sign), BigInteger::add);
            }
        }
    }
}
