package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.RewardAccrue.Line;
import dev.plumbline.proofs.event.RewardAccrue.Pool;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who has earned what, recomputed: I11, I19, I20, I21, I25, I40, I41 of an accrual for one inference or a period. */
final class AccrualRules implements Rule {
    private final Books books;
    private final KeyRules keys;
    private final Policies policies;
    private final Periods periods;
    private final Rivals rivals;
    private final Figures figures;

    AccrualRules(Books books, KeyRules keys, Policies policies, Periods periods, Rivals rivals, Figures figures) {
        this.books = books;
        this.keys = keys;
        this.policies = policies;
        this.periods = periods;
        this.rivals = rivals;
        this.figures = figures;
    }

    @Override
    public void apply(LoggedEvent event) {
        if (!(event.event().body() instanceof RewardAccrue accrual)) {
            return;
        }
        figures.accrued(accrual);
        Facts policy = books.find(accrual.policy());
        Earned earned = accrual.period() == null
                ? ofInference(event, accrual, policy)
                : periods.earned(event, accrual, accrual.period(), policy);
        if (earned == null) {
            return;
        }
        boolean isSameToken = accrual.token().equals(earned.token());
        boolean isSameTotal = accrual.total().equals(earned.fees());
        String problem = isSameToken ? null : "is in " + accrual.token() + ", the fee in " + earned.token();
        if (isSameToken && !isSameTotal) {
            problem = "divides " + accrual.total() + ", the fees are " + earned.fees();
        }
        books.judge(Invariant.ACCRUED_IS_FEE, event, problem);
        if (policy != null && policy.detail() instanceof Facts.Policy split) {
            checkAmounts(event, accrual, split.split(), earned);
        } else {
            books.tallies().uncheckable(Invariant.EXACT_SPLIT, 1, "the policy is not there");
        }
    }

    private @Nullable Earned ofInference(LoggedEvent event, RewardAccrue accrual, @Nullable Facts policy) {
        Facts inference = accrual.inference() == null ? null : books.find(accrual.inference());
        if (inference == null) {
            books.missing(
                    Invariant.REWARD_HAS_INFERENCE, event, "rewards an inference that is not in the log before it");
            return null;
        }
        if (inference.kind() == null) {
            books.tallies().uncheckable(Invariant.REWARD_HAS_INFERENCE, 1, "the entry that is named is no event");
            return null;
        }
        if (!(inference.detail() instanceof Facts.Answer answer) || !answer.hasAnswer()) {
            books.judge(
                    Invariant.REWARD_HAS_INFERENCE,
                    event,
                    "rewards entry " + inference.index() + ", which gave no answer");
            return null;
        }
        rivals.claim(Invariant.REWARD_HAS_INFERENCE, inference.index(), 0, event.index());
        books.judge(
                Invariant.SUPERSEDED_IS_NOT_PAID,
                event,
                books.isSuperseded(inference.index())
                        ? "rewards entry " + inference.index() + ", which entry "
                                + books.correctionOf(inference.index()) + " has superseded"
                        : null);
        policies.check(event, policy, accrual.token(), inference.index());
        var weights = answer.weights().stream().map(BigInteger::valueOf).toList();
        return new Earned(
                books.store().names().text(answer.token()),
                answer.fee(),
                answer.uploads(),
                weights,
                BigInteger.valueOf(answer.rest()));
    }

    private void checkAmounts(LoggedEvent event, RewardAccrue accrual, PolicySplit policy, Earned earned) {
        // The total as the accrual states it: that it is not the fee is another breach than that it is divided wrongly.
        ExactSplit exact = ExactSplit.of(policy, accrual.total(), earned.weights(), earned.restWeight());
        books.judge(Invariant.EXACT_SPLIT, event, poolProblem(accrual.pool(), exact.pool(), accrual.total()));
        var mine = new ArrayList<Line>();
        for (Line line : accrual.lines()) {
            if (line.role().equals(exact.contributorRole())) {
                mine.add(line);
            } else if (line.role().equals(ExactSplit.UNATTRIBUTED) && exact.rest() != null) {
                checkRest(event, line, policy, exact.rest());
            } else {
                books.tallies().asserted(Invariant.OTHER_ROLES);
            }
        }
        if (accrual.total().signum() == 0) {
            return;
        }
        if (mine.size() != earned.uploads().size() && exact.contributorRole() != null) {
            books.judge(
                    Invariant.EXACT_SPLIT,
                    event,
                    "has " + mine.size() + " lines of contributors, want "
                            + earned.uploads().size());
            return;
        }
        for (int i = 0; i < mine.size(); i++) {
            checkLine(
                    event,
                    i,
                    mine.get(i),
                    earned.uploads().get(i),
                    exact.lines().get(i));
        }
    }

    private static @Nullable String poolProblem(List<Pool> found, List<Pool> wanted, BigInteger total) {
        if (total.signum() == 0 && found.isEmpty()) {
            return null;
        }
        for (int i = 0; i < Math.max(found.size(), wanted.size()); i++) {
            Pool one = i < found.size() ? found.get(i) : null;
            Pool other = i < wanted.size() ? wanted.get(i) : null;
            if (one == null || !one.equals(other)) {
                return "has " + words(one) + " as part " + i + " of its pool, want " + words(other);
            }
        }
        return null;
    }

    private static String words(@Nullable Pool part) {
        return part == null ? "nothing" : part.amount() + " for " + part.role();
    }

    private void checkLine(LoggedEvent event, int number, Line line, long uploadIndex, BigInteger amount) {
        if (line.amount().signum() == 0) {
            figures.roundedToZero();
        }
        long found = line.upload() == null ? Facts.NOT_FOUND : books.indexOf(line.upload());
        String problem = null;
        if (found != uploadIndex) {
            problem = "pays contributor " + number + " for entry " + found + ", the weight is of entry " + uploadIndex;
        } else if (!line.amount().equals(amount)) {
            problem = "gives contributor " + number + " the amount " + line.amount() + ", want " + amount;
        }
        books.judge(Invariant.EXACT_SPLIT, event, problem);
        Facts facts = books.store().at(found);
        if (facts != null && facts.detail() instanceof Facts.Upload upload) {
            long payee = keys.current(upload.payout());
            boolean isPayout = payee == books.number(line.to().encode());
            books.judge(
                    Invariant.ACCRUED_TO_PAYOUT,
                    event,
                    isPayout
                            ? null
                            : "gives contributor " + number + "'s amount to " + line.to() + ", the payout is "
                                    + books.store().names().text(payee));
        } else {
            books.tallies().uncheckable(Invariant.ACCRUED_TO_PAYOUT, 1, "the upload is not there");
        }
    }

    private void checkRest(LoggedEvent event, Line line, PolicySplit policy, BigInteger rest) {
        PolicySplit.Unattributed route = policy.unattributed();
        if (route == null) {
            books.tallies().asserted(Invariant.OTHER_ROLES);
            return;
        }
        boolean isRouted = keys.isSuccessor(
                books.number(route.to().encode()), books.number(line.to().encode()));
        String problem = isRouted ? null : "sends what nobody earned to " + line.to() + ", the policy to " + route.to();
        if (isRouted && !line.amount().equals(rest)) {
            problem = "sends " + line.amount() + " of what nobody earned, want " + rest + " on one line";
        }
        books.judge(Invariant.ACCRUED_TO_PAYOUT, event, problem);
    }

    /**
     * What an accrual has to divide.
     *
     * @param token the token of the fees
     * @param fees their sum
     * @param uploads who has a weight, by leaf index, line by line
     * @param weights their weights
     * @param restWeight of tail and unattributed together
     */
    record Earned(String token, BigInteger fees, List<Long> uploads, List<BigInteger> weights, BigInteger restWeight) {
        Earned {
            uploads = List.copyOf(uploads);
            weights = List.copyOf(weights);
        }
    }
}
