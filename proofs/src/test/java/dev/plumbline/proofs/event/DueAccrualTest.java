package dev.plumbline.proofs.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.event.AccrualDifference.Field;
import dev.plumbline.proofs.event.RewardAccrue.Line;
import dev.plumbline.proofs.event.RewardAccrue.Period;
import dev.plumbline.proofs.event.RewardAccrue.Pool;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.testkit.SampleEvents;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class DueAccrualTest {
    private static final int WORLDS_PER_SEED = 300;
    private static final long PERCENT = Weight.WHOLE / 100;
    private static final BigInteger OPEN = BigInteger.TEN.pow(18);
    private static final EventId POLICY = SampleEvents.id("a policy");
    private static final EventId INFERENCE = SampleEvents.id("an inference");
    private static final Payees PAYEES = new Payees() {
        @Override
        public Issuer ofUpload(EventId upload) {
            return SampleEvents.account(100);
        }

        @Override
        public Issuer ofRole(String role) {
            return SampleEvents.account(role.length());
        }
    };

    @Test
    void aQuarterOfAnOpenIsAnEighth() {
        RewardAccrue accrual =
                due(policy(null), inference(OPEN, Weight.WHOLE / 4)).accrual(PAYEES);
        assertThat(accrual.pool())
                .extracting(Pool::role)
                .containsExactly("platform", "model", "stakers", "contributors", "unattributed");
        assertThat(accrual.lines().get(3).amount()).isEqualTo(new BigInteger("125000000000000000"));
        assertThat(accrual.lines().get(4).amount()).isEqualTo(new BigInteger("375000000000000000"));
        assertThat(sum(accrual)).isEqualTo(OPEN);
    }

    @ParameterizedTest
    @EnumSource
    void whatNobodyEarnedGoesWhereThePolicySays(Route route) {
        Issuer to = SampleEvents.account(77);
        PolicySplit policy = policy(new PolicySplit.Unattributed(route, to));
        RewardAccrue accrual = due(policy, inference(OPEN, Weight.WHOLE / 4)).accrual(PAYEES);
        assertThat(accrual.lines())
                .last()
                .isEqualTo(new Line(to, DueAccrual.UNATTRIBUTED, null, new BigInteger("375000000000000000")));
    }

    @Test
    void withoutARestThereIsNoRoleForIt() {
        RewardAccrue accrual = due(policy(null), inference(OPEN, Weight.WHOLE)).accrual(PAYEES);
        assertThat(accrual.pool()).extracting(Pool::role).doesNotContain(DueAccrual.UNATTRIBUTED);
        assertThat(accrual.lines()).extracting(Line::role).doesNotContain(DueAccrual.UNATTRIBUTED);
    }

    @Test
    void aFreeAnswerHasAPoolOfZerosAndNoLines() {
        RewardAccrue accrual =
                due(policy(null), inference(BigInteger.ZERO, 1, 2)).accrual(PAYEES);
        assertThat(accrual.lines()).isEmpty();
        assertThat(accrual.pool()).hasSize(5).allMatch(part -> part.amount().signum() == 0);
    }

    @Test
    void aPolicyForNoContributorsDividesNothingFurther() {
        var policy = new PolicySplit(
                "p", Version.of(1), SampleEvents.TOKEN, List.of(new PolicySplit.Share("all", 1_000_000)), 0, 0);
        RewardAccrue accrual = due(policy, inference(OPEN, 5)).accrual(PAYEES);
        assertThat(accrual.pool()).containsExactly(new Pool("all", OPEN));
    }

    @Test
    void refusesAPolicyForAnotherToken() {
        var policy = new PolicySplit(
                "p", Version.of(1), "eip155:1/slip44:60", policy(null).shares(), 0, 0);
        DueAccrual due = due(policy, inference(OPEN, 5));
        assertThatThrownBy(() -> due.accrual(PAYEES)).isInstanceOf(IllegalArgumentException.class);
        assertThat(due.differenceFrom(due(policy(null), inference(OPEN, 5)).accrual(PAYEES)))
                .extracting(AccrualDifference::field)
                .isEqualTo(Field.TOKEN);
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void whatIsMadeHasNoDifferenceAndLosesNothing(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < WORLDS_PER_SEED; i++) {
            PolicySplit policy = policy(new PolicySplit.Unattributed(Route.HOLD, SampleEvents.account(9)));
            var inferences = new ArrayList<Inference>();
            for (int count = random.nextInt(1, 6); count > 0; count--) {
                inferences.add(randomInference(random));
            }
            DueAccrual single = due(policy, inferences.get(0));
            assertWhole(single, inferences.get(0).fee().amount());
            DueAccrual period = ofPeriod(policy, inferences);
            assertWhole(
                    period,
                    inferences.stream().map(each -> each.fee().amount()).reduce(BigInteger.ZERO, BigInteger::add));
            assertDividedOnce(period, inferences);
            java.util.Collections.reverse(inferences);
            assertThat(ofPeriod(policy, inferences).accrual(PAYEES)).isEqualTo(period.accrual(PAYEES));
        }
    }

    private static void assertWhole(DueAccrual due, BigInteger total) {
        RewardAccrue accrual = due.accrual(PAYEES);
        assertThat(due.differenceFrom(accrual)).isNull();
        assertThat(due.differenceOfPayees(accrual, PAYEES::ofUpload)).isNull();
        assertThat(sum(accrual)).isEqualTo(total).isEqualTo(due.total());
    }

    /** Against sums in a hash map, sorted by hex. */
    private static void assertDividedOnce(DueAccrual period, List<Inference> inferences) {
        Map<String, BigInteger> weights = new HashMap<>();
        BigInteger rest = BigInteger.ZERO;
        for (Inference inference : inferences) {
            BigInteger left = BigInteger.valueOf(Weight.WHOLE);
            for (Attribution.Line line : inference.attribution().lines()) {
                BigInteger weight = BigInteger.valueOf(line.weight());
                weights.merge(line.upload().encode(), inference.fee().amount().multiply(weight), BigInteger::add);
                left = left.subtract(weight);
            }
            rest = rest.add(inference.fee().amount().multiply(left));
        }
        var uploads = new TreeSet<>(weights.keySet());
        assertThat(period.contributors())
                .extracting(line -> line.upload().encode())
                .containsExactlyElementsOf(uploads);
        BigInteger whole = weights.values().stream().reduce(rest, BigInteger::add);
        BigInteger part = period.total().divide(BigInteger.TWO);
        for (DueAccrual.Line line : period.contributors()) {
            BigInteger exact =
                    part.multiply(weights.get(line.upload().encode())).divide(whole);
            // The contributors' half may be one unit more, and so may the line.
            assertThat(line.amount()).isBetween(exact.subtract(BigInteger.ONE), exact.add(BigInteger.TWO));
        }
    }

    @Test
    void namesTheFirstDifference() {
        PolicySplit policy = policy(new PolicySplit.Unattributed(Route.HOLD, SampleEvents.account(9)));
        DueAccrual due = due(policy, inference(OPEN, 7 * PERCENT, 8 * PERCENT, 9 * PERCENT));
        RewardAccrue right = due.accrual(PAYEES);
        assertDifference(due, of(right, SampleEvents.id("another"), POLICY, right.pool(), right.lines()), Field.SOURCE);
        assertDifference(due, of(right, INFERENCE, INFERENCE, right.pool(), right.lines()), Field.POLICY);
        var pool = new ArrayList<>(right.pool());
        pool.add(new Pool("more", BigInteger.ZERO));
        assertDifference(due, of(right, INFERENCE, POLICY, pool, right.lines()), Field.POOL_ROLES);
        assertDifference(
                due,
                due(policy, inference(OPEN.add(OPEN), 7 * PERCENT, 8 * PERCENT, 9 * PERCENT))
                        .accrual(PAYEES),
                Field.TOTAL);
        assertDifference(
                due,
                due(policy, inference(OPEN, 7 * PERCENT, 8 * PERCENT, 10 * PERCENT))
                        .accrual(PAYEES),
                Field.POOL_AMOUNT);
        assertDifference(
                due,
                due(policy, inference(OPEN, 7 * PERCENT, 9 * PERCENT, 8 * PERCENT))
                        .accrual(PAYEES),
                Field.CONTRIBUTOR_AMOUNT);
        var lines = new ArrayList<>(right.lines());
        Line line = lines.get(3);
        lines.set(3, new Line(line.to(), line.role(), INFERENCE, line.amount()));
        assertDifference(due, of(right, INFERENCE, POLICY, right.pool(), lines), Field.CONTRIBUTOR_UPLOAD);
        lines.set(3, line);
        lines.add(new Line(line.to(), line.role(), line.upload(), BigInteger.ZERO));
        assertDifference(due, of(right, INFERENCE, POLICY, right.pool(), lines), Field.CONTRIBUTOR_COUNT);
        lines.remove(7);
        Line rest = lines.get(6);
        lines.add(new Line(rest.to(), rest.role(), null, BigInteger.ZERO));
        assertDifference(due, of(right, INFERENCE, POLICY, right.pool(), lines), Field.UNATTRIBUTED_COUNT);
        lines.remove(7);
        lines.set(6, new Line(SampleEvents.account(1), rest.role(), null, rest.amount()));
        RewardAccrue elsewhere = of(right, INFERENCE, POLICY, right.pool(), lines);
        assertThat(due.differenceFrom(elsewhere)).isNull();
        assertThat(due.differenceOfPayees(elsewhere, PAYEES::ofUpload))
                .extracting(AccrualDifference::position)
                .isEqualTo(6);
        assertThat(due.differenceOfPayees(right, upload -> SampleEvents.account(3)))
                .extracting(AccrualDifference::sentence)
                .asString()
                .startsWith("lines/3 to is did:pkh:");
    }

    @Test
    void namesThePeriodThatDiffers() {
        PolicySplit policy = policy(null);
        var inferences = List.of(inference(OPEN, 7));
        DueAccrual due = ofPeriod(policy, inferences);
        RewardAccrue right = due.accrual(PAYEES);
        Period period = right.period();
        assertDifference(due, of(right, new Period(1, 9, period.inferencesRoot(), 1)), Field.SOURCE);
        assertDifference(due, of(right, new Period(0, 9, period.inferencesRoot(), 2)), Field.PERIOD_COUNT);
        assertDifference(due, of(right, new Period(0, 9, TreeHasher.emptyRoot(), 1)), Field.PERIOD_ROOT);
        assertDifference(due, due(policy, inferences.get(0)).accrual(PAYEES), Field.SOURCE);
    }

    @Test
    void aSetOfIdsHasTheRootOfItsSortedLeaves() {
        var ids = new ArrayList<EventId>();
        for (int i = 0; i < 40; i++) {
            var slow = new Frontier();
            ids.stream()
                    .sorted(Comparator.comparing(EventId::encode))
                    .forEach(id -> slow.append(TreeHasher.leaf(id.hash().bytes()), (level, index, hash) -> {}));
            assertThat(EventIdSet.root(ids)).isEqualTo(slow.head().root());
            ids.add(SampleEvents.id("id " + i));
        }
        var set = new EventIdSet();
        set.add(ids.get(0));
        assertThatThrownBy(() -> set.add(ids.get(0))).isInstanceOf(IllegalArgumentException.class);
        assertThat(set.count()).isEqualTo(1);
    }

    private static void assertDifference(DueAccrual due, RewardAccrue stated, Field field) {
        AccrualDifference difference = due.differenceFrom(stated);
        assertThat(difference).isNotNull();
        assertThat(difference.field()).as(difference.sentence()).isEqualTo(field);
        assertThat(difference.sentence()).contains(" is ").contains(", due is ");
    }

    private static RewardAccrue of(
            RewardAccrue old, EventId inference, EventId policy, List<Pool> pool, List<Line> lines) {
        return new RewardAccrue(inference, null, policy, pool, lines, old.token(), old.total());
    }

    private static RewardAccrue of(RewardAccrue old, Period period) {
        return new RewardAccrue(null, period, old.policy(), old.pool(), old.lines(), old.token(), old.total());
    }

    private static DueAccrual due(PolicySplit policy, Inference inference) {
        return DueAccrual.ofInference(INFERENCE, inference, POLICY, policy);
    }

    private static DueAccrual ofPeriod(PolicySplit policy, List<Inference> inferences) {
        var earnings = new PeriodEarnings();
        inferences.forEach(earnings::add);
        var period = new Period(0, 9, EventIdSet.root(List.of(INFERENCE)), earnings.count());
        return DueAccrual.ofPeriod(period, earnings, POLICY, policy);
    }

    private static BigInteger sum(RewardAccrue accrual) {
        return accrual.lines().stream().map(Line::amount).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static PolicySplit policy(PolicySplit.@Nullable Unattributed unattributed) {
        PolicySplit split = SampleEvents.split();
        var shares = List.of(
                new PolicySplit.Share("platform", 100_000),
                new PolicySplit.Share("model", 200_000),
                new PolicySplit.Share("stakers", 200_000),
                new PolicySplit.Share("contributors", 500_000));
        return new PolicySplit(split.policyId(), split.version(), SampleEvents.TOKEN, shares, 0, 0, unattributed);
    }

    private static Inference randomInference(SplittableRandom random) {
        int count = random.nextInt(0, 5);
        long[] weights = random.longs(count, 1, Weight.WHOLE / 5).toArray();
        return inference(BigInteger.valueOf(random.nextLong(1, 1L << random.nextInt(1, 62))), weights);
    }

    /** An answer with these weights, ascending by upload; the rest is in part a tail. */
    private static Inference inference(BigInteger fee, long... weights) {
        var ids = new TreeSet<EventId>();
        for (int i = 0; i < weights.length; i++) {
            ids.add(SampleEvents.id("upload " + i));
        }
        var lines = new ArrayList<Attribution.Line>();
        long left = Weight.WHOLE;
        for (EventId id : ids) {
            left -= weights[lines.size()];
            lines.add(new Attribution.Line(id, null, weights[lines.size()]));
        }
        var tail = new Attribution.Tail(3, left / 3);
        return new Inference(
                "attempt",
                Outcome.SERVED,
                INFERENCE,
                INFERENCE,
                0,
                0,
                TreeHasher.emptyRoot(),
                TreeHasher.emptyRoot(),
                TreeHasher.emptyRoot(),
                new Inference.Tokens(1, 1),
                new Inference.Fee(SampleEvents.TOKEN, fee),
                new Attribution(TreeHead.EMPTY, lines, left - left / 3, tail, null));
    }
}
