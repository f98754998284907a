package dev.plumbline.ledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.event.RewardPay;
import dev.plumbline.proofs.event.Settlement;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** What is paid is what was accrued, once, to whom it is owed: I22, I23, I25, I26, and of I33 what the log itself shows. */
final class PaymentRules implements Rule {
    private final Books books;
    private final KeyRules keys;
    private final Rivals rivals;
    private final Figures figures;

    PaymentRules(Books books, KeyRules keys, Rivals rivals, Figures figures) {
        this.books = books;
        this.keys = keys;
        this.rivals = rivals;
        this.figures = figures;
    }

    @Override
    public void apply(LoggedEvent event) {
        if (!(event.event().body() instanceof RewardPay payment)) {
            return;
        }
        claimSettlement(event, payment);
        BigInteger owed = BigInteger.ZERO;
        Long token = null;
        boolean isWhole = true;
        for (RewardPay.Paid paid : payment.accruals()) {
            Facts accrual = books.find(paid.event());
            Facts.Owed line = line(event, paid, accrual);
            if (accrual == null || line == null) {
                isWhole = false;
                continue;
            }
            check(event, payment, accrual, paid.line(), line);
            owed = owed.add(line.amount());
            long other = accrual.detail() instanceof Facts.Accrual detail ? detail.token() : Facts.NOT_FOUND;
            if (token != null && token != other) {
                books.judge(Invariant.PAID_IS_ACCRUED, event, "pays lines of two tokens in one amount");
                isWhole = false;
            }
            token = other;
        }
        if (token != null) {
            figures.paid(payment, token);
        }
        if (isWhole) {
            boolean isExact = owed.equals(payment.amount());
            books.judge(
                    Invariant.PAID_IS_ACCRUED,
                    event,
                    isExact ? null : "pays " + payment.amount() + ", its lines sum to " + owed);
        }
    }

    private Facts.@Nullable Owed line(LoggedEvent event, RewardPay.Paid paid, @Nullable Facts accrual) {
        if (accrual == null) {
            books.missing(
                    Invariant.PAID_IS_ACCRUED,
                    event,
                    "pays by " + paid.event() + ", which is not in the log before it");
            return null;
        }
        if (!(accrual.detail() instanceof Facts.Accrual detail)) {
            books.tallies().uncheckable(Invariant.PAID_IS_ACCRUED, 1, "the entry that is named is no accrual");
            return null;
        }
        if (paid.line() >= detail.lines().size()) {
            books.judge(
                    Invariant.PAID_IS_ACCRUED,
                    event,
                    "pays line " + paid.line() + " of entry " + accrual.index() + ", which has "
                            + detail.lines().size());
            return null;
        }
        return detail.lines().get((int) paid.line());
    }

    private void check(LoggedEvent event, RewardPay payment, Facts accrual, long number, Facts.Owed line) {
        rivals.claim(Invariant.PAID_ONCE, accrual.index(), number, event.index());
        long payee = keys.current(line.to());
        boolean isOwed = payee == books.number(payment.to().encode());
        books.judge(
                Invariant.PAYEE_IS_OWED,
                event,
                isOwed
                        ? null
                        : "pays " + payment.to() + " for line " + number + " of entry " + accrual.index() + ", owed to "
                                + books.store().names().text(payee));
        books.judge(
                Invariant.SUPERSEDED_IS_NOT_PAID,
                event,
                books.isSuperseded(accrual.index())
                        ? "pays by entry " + accrual.index() + ", which entry " + books.correctionOf(accrual.index())
                                + " has superseded"
                        : null);
    }

    private void claimSettlement(LoggedEvent event, RewardPay payment) {
        Settlement settlement = payment.settlement();
        if (settlement.logIndex() != null) {
            claim(event, settlement.chain() + " log " + settlement.tx() + " " + settlement.logIndex());
        }
        if (settlement.batch() != null) {
            claim(event, settlement.chain() + " batch " + settlement.batch() + " " + payment.to());
        }
        books.tallies()
                .uncheckable(Invariant.SETTLED_ON_CHAIN, 1, "whether it is on the chain, as it says, needs the chain");
    }

    /** Two 64-bit halves of one hash: enough that nobody finds two settlements with the same. */
    private void claim(LoggedEvent event, String settlement) {
        Hash hash = TreeHasher.sha256(settlement.getBytes(UTF_8));
        Hash second = TreeHasher.sha256(hash.bytes());
        rivals.claim(Invariant.SETTLED_ON_CHAIN, hash.prefix(), second.prefix() & Long.MAX_VALUE, event.index());
    }
}
