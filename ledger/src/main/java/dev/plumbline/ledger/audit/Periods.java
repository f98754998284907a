package dev.plumbline.ledger.audit;

import dev.plumbline.ledger.audit.AccrualRules.Earned;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.RewardAccrue.Period;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * The inferences of a period, and what they have earned together: I27.
 *
 * <p>Their ids are sorted in memory up to {@link #SORTED_MAX}, which is some 6 MiB, and on disk beyond.
 */
final class Periods {
    /** Inferences whose ids are sorted in memory. */
    static final int SORTED_MAX = 1 << 16;

    /** Uploads whose weights are summed. An entry has no room for as many lines, so beyond it the accrual is wrong. */
    private static final int UPLOADS_MAX = 4_096;

    private static final Comparator<Hash> ORDER = Comparator.comparingLong(
                    (Hash hash) -> hash.prefix() ^ Long.MIN_VALUE)
            .thenComparing(Hash::hex);

    private final Books books;
    private final Policies policies;
    private final Rivals rivals;
    // Rows (namespace, token, end, leaf index).
    private final MVMap<long[], Long> byEnd;

    Periods(Books books, Policies policies, Rivals rivals) {
        this.books = books;
        this.policies = policies;
        this.rivals = rivals;
        this.byEnd = books.store().indexes("by-end");
    }

    /** Notes an inference that a period may cover. */
    void add(LoggedEvent event, Facts.Answer answer) {
        if (answer.hasAnswer() && answer.fee().signum() > 0) {
            byEnd.put(new long[] {event.namespace(), answer.token(), answer.finishedAtMillis(), event.index()}, 0L);
        }
    }

    /** What a period has earned; null if that cannot be told, which is judged here. */
    @Nullable
    Earned earned(LoggedEvent event, RewardAccrue accrual, Period period, @Nullable Facts policy) {
        var covered = new Covered();
        Policies.Force force = policies.force(event, policy, accrual.token());
        String policyProblem = null;
        long token = books.number(accrual.token());
        Cursor<long[], Long> rows = byEnd.cursor(
                new long[] {event.namespace(), token, period.from(), 0},
                new long[] {event.namespace(), token, period.to() - 1, Long.MAX_VALUE},
                false);
        while (period.from() < period.to() && rows.hasNext()) {
            long index = rows.next()[3];
            Facts facts = books.store().at(index);
            if (facts == null || !(facts.detail() instanceof Facts.Answer answer) || books.isSuperseded(index)) {
                continue;
            }
            covered.add(facts.id(), answer);
            rivals.claim(Invariant.REWARD_HAS_INFERENCE, index, 0, event.index());
            if (force != null && policyProblem == null) {
                policyProblem = force.problem(index);
            }
        }
        if (force != null) {
            books.judge(Invariant.POLICY_IN_FORCE, event, policyProblem);
        }
        judge(event, period, covered);
        return covered.earned(accrual.token());
    }

    private void judge(LoggedEvent event, Period period, Covered covered) {
        String problem = null;
        if (period.count() != covered.count()) {
            problem = "covers " + period.count() + " inferences, the period has " + covered.count();
        } else if (!covered.root().equals(period.inferencesRoot())) {
            problem = "covers other inferences than the " + covered.count() + " of the period";
        } else if (covered.count() == 0) {
            problem = "covers a period without an inference";
        }
        if (problem != null) {
            books.missing(Invariant.PERIOD_IS_COMPLETE, event, problem);
        } else {
            books.judge(Invariant.PERIOD_IS_COMPLETE, event, null);
        }
    }

    /** Sums over the inferences of one period. */
    private final class Covered {
        private final List<Hash> ids = new ArrayList<>();
        private final Map<Long, BigInteger> weights = new HashMap<>();
        private BigInteger fees = BigInteger.ZERO;
        private BigInteger rest = BigInteger.ZERO;
        private long count;
        private boolean isTooWide;
        // Rows (id in four words), if there are more ids than are sorted in memory.
        private @Nullable SortedIds spilled;

        void add(EventId id, Facts.Answer answer) {
            count++;
            ids.add(id.hash());
            if (ids.size() > SORTED_MAX) {
                spill();
            }
            fees = fees.add(answer.fee());
            rest = rest.add(answer.fee().multiply(BigInteger.valueOf(answer.rest())));
            for (int i = 0; i < answer.uploads().size(); i++) {
                BigInteger share = answer.fee()
                        .multiply(BigInteger.valueOf(answer.weights().get(i)));
                weights.merge(answer.uploads().get(i), share, BigInteger::add);
            }
            if (weights.size() > UPLOADS_MAX) {
                isTooWide = true;
                weights.clear();
            }
        }

        private void spill() {
            if (spilled == null) {
                spilled = new SortedIds(books.store());
            }
            spilled.addAll(ids);
            ids.clear();
        }

        long count() {
            return count;
        }

        Hash root() {
            var tree = new Frontier();
            if (spilled != null) {
                spill();
                spilled.forEach(id -> tree.append(TreeHasher.leaf(id), (level, index, hash) -> {}));
                spilled.clear();
            } else {
                ids.sort(ORDER);
                ids.forEach(id -> tree.append(TreeHasher.leaf(id.bytes()), (level, index, hash) -> {}));
            }
            return tree.head().root();
        }

        @Nullable
        Earned earned(String token) {
            if (count == 0 || isTooWide || weights.containsKey(Facts.NOT_FOUND)) {
                books.tallies().uncheckable(Invariant.EXACT_SPLIT, 1, "not all uploads of the period are there");
                return null;
            }
            var uploads = new ArrayList<Facts>();
            for (long index : weights.keySet()) {
                Facts upload = books.store().at(index);
                if (upload != null) {
                    uploads.add(upload);
                }
            }
            uploads.sort(Comparator.comparing((Facts upload) -> upload.id().hash(), ORDER));
            var inOrder = uploads.stream().map(Facts::index).toList();
            var sums = inOrder.stream()
                    .map(index -> weights.getOrDefault(index, BigInteger.ZERO))
                    .toList();
            return new Earned(token, fees, inOrder, sums, rest);
        }
    }
}
