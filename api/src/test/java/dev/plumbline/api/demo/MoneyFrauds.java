package dev.plumbline.api.demo;

import dev.plumbline.api.demo.Fraud.Moment;
import dev.plumbline.ledger.audit.Invariant;
import dev.plumbline.proofs.event.Correction;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.DueAccrual;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.KeyRotate;
import dev.plumbline.proofs.event.Payees;
import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.RewardAccrue.Line;
import dev.plumbline.proofs.event.RewardAccrue.Period;
import dev.plumbline.proofs.event.RewardAccrue.Pool;
import dev.plumbline.proofs.event.RewardPay;
import dev.plumbline.proofs.event.Settlement;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Frauds with money: accruals and payments. */
final class MoneyFrauds {
    private static final BigInteger ONE = BigInteger.ONE;
    private static final Issuer THIEF = WorldKeys.account("thief").issuer();

    private MoneyFrauds() {}

    static List<Fraud> accruals() {
        return List.of(
                single(
                        "wrong rounding by one unit",
                        Invariant.EXACT_SPLIT,
                        MoneyFrauds::hasTwoContributors,
                        moment -> moment.saying(lines(moment.body(), move(moment.body(), "contributors")))),
                single(
                        "contributors change places",
                        Invariant.EXACT_SPLIT,
                        MoneyFrauds::hasTwoContributors,
                        moment -> moment.saying(lines(moment.body(), swapped(moment.body())))),
                single(
                        "contributor left out",
                        Invariant.EXACT_SPLIT,
                        MoneyFrauds::hasTwoContributors,
                        moment -> moment.saying(lines(moment.body(), merged(moment.body())))),
                single(
                        "pool off by one unit",
                        Invariant.EXACT_SPLIT,
                        moment -> true,
                        moment -> moment.saying(shifted(moment.body()))),
                single(
                        "nobody's part kept by the contributors",
                        Invariant.EXACT_SPLIT,
                        MoneyFrauds::hasUnattributed,
                        moment -> moment.saying(renormalised(moment.body()))),
                single(
                        "nobody's part sent elsewhere",
                        Invariant.ACCRUED_TO_PAYOUT,
                        MoneyFrauds::hasUnattributed,
                        moment -> moment.saying(paidTo(moment.body(), DueAccrual.UNATTRIBUTED, THIEF))),
                single(
                        "contributor's part sent elsewhere",
                        Invariant.ACCRUED_TO_PAYOUT,
                        moment -> true,
                        moment -> moment.saying(paidTo(moment.body(), "contributors", THIEF))),
                single(
                        "paid to the old wallet after it was replaced",
                        Invariant.ACCRUED_TO_PAYOUT,
                        MoneyFrauds::paysRotated,
                        moment -> moment.saying(toOldWallet(moment))),
                single(
                        "paid to a wallet that replaces none",
                        Invariant.ACCRUED_TO_PAYOUT,
                        moment -> true,
                        moment -> moment.saying(paidTo(
                                moment.body(),
                                "contributors",
                                WorldKeys.account("new payout of talk-synthetic contributor 3")
                                        .issuer()))),
                single(
                        "more is accrued than the fee",
                        Invariant.ACCRUED_IS_FEE,
                        moment -> true,
                        moment -> moment.saying(ofFee(moment, ONE))),
                single(
                        "less is accrued than the fee",
                        Invariant.ACCRUED_IS_FEE,
                        moment -> true,
                        moment -> moment.saying(ofFee(moment, ONE.negate()))),
                single(
                        "accrued in another token",
                        Invariant.ACCRUED_IS_FEE,
                        moment -> true,
                        moment -> moment.saying(inToken(moment.body(), "eip155:1/slip44:60"))),
                single(
                        "policy that has expired",
                        Invariant.POLICY_IN_FORCE,
                        MoneyFrauds::isUnderSecondPolicy,
                        moment -> moment.saying(underPolicy(moment, policy(moment, true)))),
                single(
                        "policy that is not in force yet",
                        Invariant.POLICY_IN_FORCE,
                        moment -> !isUnderSecondPolicy(moment)
                                && !policy(moment, false).equals(policy(moment, true)),
                        moment -> moment.saying(underPolicy(moment, policy(moment, false)))),
                single(
                        "policy of another datanet",
                        Invariant.POLICY_IN_FORCE,
                        moment -> true,
                        moment -> moment.saying(underPolicy(moment, otherPolicy(moment)))),
                single(
                        "two accruals for one inference",
                        Invariant.REWARD_HAS_INFERENCE,
                        moment -> true,
                        moment -> moment.andThen(moment.body())),
                single(
                        "accrual of a superseded inference",
                        Invariant.SUPERSEDED_IS_NOT_PAID,
                        MoneyFrauds::isCorrected,
                        moment -> moment.saying(ofSuperseded(moment))),
                single(
                        "reward for an upload",
                        Invariant.REWARD_HAS_INFERENCE,
                        moment -> true,
                        moment -> moment.saying(of(
                                moment.body(),
                                moment.past()
                                        .first(DatanetUpload.class, upload -> true)
                                        .id()))),
                single(
                        "reward for an inference that is not there",
                        Invariant.REWARD_HAS_INFERENCE,
                        moment -> true,
                        moment -> moment.saying(of(moment.body(), new EventId(WorldKeys.hash("no inference"))))),
                Fraud.of(
                        "reward for a refused inference",
                        Invariant.REWARD_HAS_INFERENCE,
                        RewardAccrue.class,
                        moment -> isSingle(moment) && moment.past().has(Inference.class, MoneyFrauds::isRefused),
                        moment -> moment.saying(of(
                                moment.body(),
                                moment.past()
                                        .first(Inference.class, MoneyFrauds::isRefused)
                                        .id()))));
    }

    static List<Fraud> periods() {
        return List.of(
                period(
                        "period root wrong",
                        Invariant.PERIOD_IS_COMPLETE,
                        old -> new Period(old.from(), old.to(), WorldKeys.hash("root"), old.count())),
                period(
                        "period count wrong",
                        Invariant.PERIOD_IS_COMPLETE,
                        old -> new Period(old.from(), old.to(), old.inferencesRoot(), old.count() + 1)),
                period(
                        "period ends too early",
                        Invariant.PERIOD_IS_COMPLETE,
                        old -> new Period(old.from(), old.from(), old.inferencesRoot(), old.count())),
                period(
                        "period starts too early",
                        Invariant.PERIOD_IS_COMPLETE,
                        old -> new Period(0, old.to(), old.inferencesRoot(), old.count())),
                Fraud.of(
                        "period divided to the wrong unit",
                        Invariant.EXACT_SPLIT,
                        RewardAccrue.class,
                        moment -> !isSingle(moment) && hasTwoContributors(moment),
                        moment -> moment.saying(lines(moment.body(), move(moment.body(), "contributors")))),
                Fraud.of(
                        "period accrued twice",
                        Invariant.REWARD_HAS_INFERENCE,
                        RewardAccrue.class,
                        moment -> !isSingle(moment),
                        moment -> moment.andThen(moment.body())));
    }

    static List<Fraud> payments() {
        return List.of(
                payment(
                        "double payment",
                        Invariant.PAID_ONCE,
                        moment -> true,
                        moment -> moment.andThen(new RewardPay(
                                moment.body().accruals(),
                                moment.body().to(),
                                moment.body().amount(),
                                fresh()))),
                payment(
                        "payment off by one unit",
                        Invariant.PAID_IS_ACCRUED,
                        moment -> true,
                        moment -> moment.saying(new RewardPay(
                                moment.body().accruals(),
                                moment.body().to(),
                                moment.body().amount().add(ONE),
                                moment.body().settlement()))),
                payment(
                        "payment to somebody else",
                        Invariant.PAYEE_IS_OWED,
                        moment -> true,
                        moment -> moment.saying(new RewardPay(
                                moment.body().accruals(),
                                THIEF,
                                moment.body().amount(),
                                moment.body().settlement()))),
                payment(
                        "payment to the old wallet after it was replaced",
                        Invariant.PAYEE_IS_OWED,
                        moment -> rotated(moment.past(), moment.body().to()),
                        moment -> moment.saying(new RewardPay(
                                moment.body().accruals(),
                                old(moment.past(), moment.body().to()),
                                moment.body().amount(),
                                moment.body().settlement()))),
                payment(
                        "payment of a line that is not there",
                        Invariant.PAID_IS_ACCRUED,
                        moment -> true,
                        moment -> moment.saying(new RewardPay(
                                List.of(new RewardPay.Paid(
                                        moment.body().accruals().get(0).event(), 99)),
                                moment.body().to(),
                                moment.body().amount(),
                                moment.body().settlement()))),
                payment(
                        "payment of an accrual that is not there",
                        Invariant.PAID_IS_ACCRUED,
                        moment -> true,
                        moment -> moment.saying(new RewardPay(
                                List.of(new RewardPay.Paid(new EventId(WorldKeys.hash("no accrual")), 0)),
                                moment.body().to(),
                                moment.body().amount(),
                                moment.body().settlement()))),
                payment(
                        "one settlement for two payments",
                        Invariant.SETTLED_ON_CHAIN,
                        moment -> moment.past().has(RewardPay.class, other -> true),
                        moment -> moment.saying(new RewardPay(
                                moment.body().accruals(),
                                moment.body().to(),
                                moment.body().amount(),
                                moment.past()
                                        .first(RewardPay.class, other -> true)
                                        .body()
                                        .settlement()))),
                payment(
                        "superseded accrual is paid",
                        Invariant.SUPERSEDED_IS_NOT_PAID,
                        moment -> superseded(moment) != null,
                        MoneyFrauds::paySuperseded));
    }

    private static Fraud single(
            String name, Invariant breaks, Predicate<Moment<RewardAccrue>> when, Fraud.Change<RewardAccrue> change) {
        return Fraud.of(name, breaks, RewardAccrue.class, moment -> isSingle(moment) && when.test(moment), change);
    }

    private interface Rewrite {
        Period of(Period old);
    }

    private static Fraud period(String name, Invariant breaks, Rewrite rewrite) {
        return Fraud.of(
                name,
                breaks,
                RewardAccrue.class,
                moment -> !isSingle(moment)
                        && moment.past()
                                .has(RewardAccrue.class, other -> other.body().period() != null),
                moment -> {
                    RewardAccrue old = moment.body();
                    return moment.saying(new RewardAccrue(
                            null,
                            rewrite.of(old.period()),
                            old.policy(),
                            old.pool(),
                            old.lines(),
                            old.token(),
                            old.total()));
                });
    }

    private static Fraud payment(
            String name, Invariant breaks, Predicate<Moment<RewardPay>> when, Fraud.Change<RewardPay> change) {
        return Fraud.of(name, breaks, RewardPay.class, when, change);
    }

    private static boolean isSingle(Moment<RewardAccrue> moment) {
        return moment.body().inference() != null;
    }

    private static boolean isRefused(Past.Logged<Inference> inference) {
        return inference.body().attribution() == null;
    }

    private static boolean hasTwoContributors(Moment<RewardAccrue> moment) {
        return moment.body().lines().stream()
                        .filter(line -> line.upload() != null && line.amount().signum() > 0)
                        .map(Line::upload)
                        .distinct()
                        .count()
                > 1;
    }

    private static boolean hasUnattributed(Moment<RewardAccrue> moment) {
        return moment.body().pool().stream()
                .anyMatch(part -> part.role().equals(DueAccrual.UNATTRIBUTED)
                        && part.amount().signum() > 0);
    }

    private static RewardAccrue lines(RewardAccrue old, List<Line> lines) {
        return new RewardAccrue(
                old.inference(), old.period(), old.policy(), old.pool(), lines, old.token(), old.total());
    }

    private static RewardAccrue of(RewardAccrue old, EventId inference) {
        return new RewardAccrue(inference, null, old.policy(), old.pool(), old.lines(), old.token(), old.total());
    }

    private static RewardAccrue inToken(RewardAccrue old, String token) {
        return new RewardAccrue(
                old.inference(), old.period(), old.policy(), old.pool(), old.lines(), token, old.total());
    }

    /** One unit from the first contributor who has one to the next. */
    private static List<Line> move(RewardAccrue old, String role) {
        var lines = new ArrayList<>(old.lines());
        int from = first(lines, role, 0);
        int to = first(lines, role, from + 1);
        lines.set(from, with(lines.get(from), lines.get(from).amount().subtract(ONE)));
        lines.set(to, with(lines.get(to), lines.get(to).amount().add(ONE)));
        return lines;
    }

    private static List<Line> swapped(RewardAccrue old) {
        var lines = new ArrayList<>(old.lines());
        int one = first(lines, "contributors", 0);
        int other = first(lines, "contributors", one + 1);
        Line first = lines.get(one);
        lines.set(one, lines.get(other));
        lines.set(other, first);
        return lines;
    }

    /** The second contributor's amount goes to the first. */
    private static List<Line> merged(RewardAccrue old) {
        var lines = new ArrayList<>(old.lines());
        int one = first(lines, "contributors", 0);
        Line gone = lines.remove(first(lines, "contributors", one + 1));
        lines.set(one, with(lines.get(one), lines.get(one).amount().add(gone.amount())));
        return lines;
    }

    private static int first(List<Line> lines, String role, int from) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).role().equals(role) && lines.get(i).amount().signum() > 0) {
                return i;
            }
        }
        throw new AssertionError("no line of " + role);
    }

    private static Line with(Line line, BigInteger amount) {
        return new Line(line.to(), line.role(), line.upload(), amount);
    }

    /** One unit from the model to the platform, in pool and lines. */
    private static RewardAccrue shifted(RewardAccrue old) {
        return new RewardAccrue(
                old.inference(),
                old.period(),
                old.policy(),
                old.pool().stream()
                        .map(part -> new Pool(part.role(), shift(part.role(), part.amount())))
                        .toList(),
                old.lines().stream()
                        .map(line -> with(line, shift(line.role(), line.amount())))
                        .toList(),
                old.token(),
                old.total());
    }

    private static BigInteger shift(String role, BigInteger amount) {
        return switch (role) {
            case "platform" -> amount.add(ONE);
            case "model" -> amount.subtract(ONE);
            default -> amount;
        };
    }

    /** What nobody earned goes to the first contributor, and its role goes. */
    private static RewardAccrue renormalised(RewardAccrue old) {
        BigInteger rest = old.pool().get(old.pool().size() - 1).amount();
        var pool = new ArrayList<>(old.pool().subList(0, old.pool().size() - 1));
        int last = pool.size() - 1;
        pool.set(last, new Pool(pool.get(last).role(), pool.get(last).amount().add(rest)));
        var lines = new ArrayList<>(old.lines().stream()
                .filter(line -> !line.role().equals(DueAccrual.UNATTRIBUTED))
                .toList());
        int first = first(lines, "contributors", 0);
        lines.set(first, with(lines.get(first), lines.get(first).amount().add(rest)));
        return new RewardAccrue(old.inference(), old.period(), old.policy(), pool, lines, old.token(), old.total());
    }

    private static RewardAccrue paidTo(RewardAccrue old, String role, Issuer to) {
        return lines(
                old,
                old.lines().stream()
                        .map(line -> line.role().equals(role) ? new Line(to, role, line.upload(), line.amount()) : line)
                        .toList());
    }

    private static boolean paysRotated(Moment<RewardAccrue> moment) {
        return moment.body().lines().stream().anyMatch(line -> rotated(moment.past(), line.to()));
    }

    private static RewardAccrue toOldWallet(Moment<RewardAccrue> moment) {
        return lines(
                moment.body(),
                moment.body().lines().stream()
                        .map(line -> rotated(moment.past(), line.to())
                                ? new Line(old(moment.past(), line.to()), line.role(), line.upload(), line.amount())
                                : line)
                        .toList());
    }

    private static boolean rotated(Past past, Issuer account) {
        return past.has(KeyRotate.class, rotation -> rotation.body().newIssuer().equals(account));
    }

    private static Issuer old(Past past, Issuer account) {
        return past.first(
                        KeyRotate.class, rotation -> rotation.body().newIssuer().equals(account))
                .body()
                .oldIssuer();
    }

    private static EventId policy(Moment<RewardAccrue> moment, boolean isFirst) {
        Predicate<Past.Logged<PolicySplit>> isOurs =
                policy -> policy.draft().namespace().equals(moment.draft().namespace());
        return (isFirst
                        ? moment.past().first(PolicySplit.class, isOurs)
                        : moment.past().last(PolicySplit.class, isOurs))
                .id();
    }

    private static EventId otherPolicy(Moment<RewardAccrue> moment) {
        return moment.past()
                .first(
                        PolicySplit.class,
                        policy -> !policy.draft()
                                .namespace()
                                .equals(moment.draft().namespace()))
                .id();
    }

    private static boolean isUnderSecondPolicy(Moment<RewardAccrue> moment) {
        return !moment.body().policy().equals(policy(moment, true));
    }

    private static RewardAccrue underPolicy(Moment<RewardAccrue> moment, EventId policy) {
        Inference inference = moment.past().body(Inference.class, moment.body().inference());
        return due(moment, moment.body().inference(), inference, policy);
    }

    private static RewardAccrue due(Moment<RewardAccrue> moment, EventId id, Inference inference, EventId policy) {
        PolicySplit split = moment.past().body(PolicySplit.class, policy);
        return DueAccrual.ofInference(id, inference, policy, split).accrual(new Payees() {
            @Override
            public Issuer ofUpload(EventId upload) {
                return moment.body().lines().stream()
                        .filter(line -> upload.equals(line.upload()))
                        .map(Line::to)
                        .findFirst()
                        .orElse(THIEF);
            }

            @Override
            public Issuer ofRole(String role) {
                return moment.body().lines().get(0).to();
            }
        });
    }

    /** All is divided rightly, but of a fee that is larger or smaller by so much. */
    private static RewardAccrue ofFee(Moment<RewardAccrue> moment, BigInteger more) {
        EventId id = moment.body().inference();
        Inference old = moment.past().body(Inference.class, id);
        var fee = new Inference.Fee(old.fee().token(), old.fee().amount().add(more));
        var other = new Inference(
                old.attempt(),
                old.outcome(),
                old.model(),
                old.method(),
                old.startedAtMillis(),
                old.finishedAtMillis(),
                old.prompt(),
                old.response(),
                old.params(),
                old.tokens(),
                fee,
                old.attribution());
        return due(moment, id, other, moment.body().policy());
    }

    /** Whether the accrual is of an inference that was put in place of another. */
    private static boolean isCorrected(Moment<RewardAccrue> moment) {
        return moment.past()
                .has(
                        Correction.class,
                        correction -> moment.body()
                                .inference()
                                .equals(correction.body().replacement()));
    }

    private static RewardAccrue ofSuperseded(Moment<RewardAccrue> moment) {
        EventId wrong = moment.past()
                .first(
                        Correction.class,
                        correction -> moment.body()
                                .inference()
                                .equals(correction.body().replacement()))
                .body()
                .target();
        return due(
                moment,
                wrong,
                moment.past().body(Inference.class, wrong),
                moment.body().policy());
    }

    /** A superseded accrual of which the payee of this payment is owed the first line. */
    private static EventId superseded(Moment<RewardPay> moment) {
        Predicate<Past.Logged<Correction>> isOfOurs = correction -> correction
                                .body()
                                .replacement()
                        != null
                && moment.past()
                        .has(
                                RewardAccrue.class,
                                accrual -> accrual.id().equals(correction.body().target())
                                        && accrual.body()
                                                .lines()
                                                .get(0)
                                                .to()
                                                .equals(moment.body().to()));
        return moment.past().has(Correction.class, isOfOurs)
                ? moment.past().first(Correction.class, isOfOurs).body().target()
                : null;
    }

    private static List<EventDraft> paySuperseded(Moment<RewardPay> moment) {
        EventId accrual = superseded(moment);
        BigInteger amount =
                moment.past().body(RewardAccrue.class, accrual).lines().get(0).amount();
        return moment.andThen(new RewardPay(
                List.of(new RewardPay.Paid(accrual, 0)), moment.body().to(), amount, fresh()));
    }

    private static Settlement fresh() {
        return Settlement.included(WorldKeys.CHAIN_ID, WorldKeys.hash("another transaction"), 9_000_000, 0);
    }
}
