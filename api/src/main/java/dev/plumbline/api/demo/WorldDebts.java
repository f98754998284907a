package dev.plumbline.api.demo;

import dev.plumbline.api.demo.WorldLog.Logged;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.RewardPay;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What has accrued in one datanet and is not paid yet, by the account it accrued to. */
final class WorldDebts {
    private static final int LINES_PER_PAYMENT_MAX = 32;

    private final Map<Issuer, List<Debt>> debts = new LinkedHashMap<>();

    /** Owes every line of an accrual that is not 0. */
    void owe(Logged accrual) {
        List<RewardAccrue.Line> lines = ((RewardAccrue) accrual.body()).lines();
        for (int i = 0; i < lines.size(); i++) {
            RewardAccrue.Line line = lines.get(i);
            if (line.amount().signum() > 0) {
                debts.computeIfAbsent(line.to(), to -> new ArrayList<>())
                        .add(new Debt(new RewardPay.Paid(accrual.id(), i), line.amount()));
            }
        }
    }

    /** Owes nothing for an accrual any more, which was not paid yet. */
    void forget(EventId accrual) {
        debts.values().forEach(owed -> owed.removeIf(debt -> debt.line.event().equals(accrual)));
    }

    /**
     * Pays everything to the accounts that stand for those it accrued to. The contract that pays knows batches, and pays each
     * account once in each.
     */
    void payAll(UnaryOperator<Issuer> current, Teller teller) throws IOException {
        Map<Issuer, List<Debt>> owedToday = new LinkedHashMap<>();
        debts.forEach((to, owed) -> owedToday
                .computeIfAbsent(current.apply(to), payee -> new ArrayList<>())
                .addAll(owed));
        for (Map.Entry<Issuer, List<Debt>> owed : owedToday.entrySet()) {
            List<Debt> all = owed.getValue();
            for (int from = 0; from < all.size(); from += LINES_PER_PAYMENT_MAX) {
                int to = Math.min(all.size(), from + LINES_PER_PAYMENT_MAX);
                List<Debt> some = all.subList(from, to);
                BigInteger amount = some.stream().map(Debt::amount).reduce(BigInteger.ZERO, BigInteger::add);
                teller.pay(some.stream().map(Debt::line).toList(), owed.getKey(), amount, from / LINES_PER_PAYMENT_MAX);
            }
        }
        debts.clear();
    }

    /** Pays. */
    interface Teller {
        /**
         * Pays some lines to one account.
         *
         * @param batch how many times that account was paid before in this round
         */
        void pay(List<RewardPay.Paid> lines, Issuer to, BigInteger amount, int batch) throws IOException;
    }

    private record Debt(RewardPay.Paid line, BigInteger amount) {}
}
