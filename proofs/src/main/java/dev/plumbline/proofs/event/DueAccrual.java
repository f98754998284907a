package dev.plumbline.proofs.event;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is due for one inference, or for all inferences of a period, under a policy: the amounts that the one valid {@code
 * reward.accrue} states (docs/format/events.md, "Splitting an amount").
 *
 * <p>An operator makes the accrual with {@link #accrual}; an auditor who has only the log finds with {@link #differenceFrom}
 * what is wrong with one. Both go through {@link LargestRemainder} and nothing else, so every unit is accounted for.
 * Immutable. Costs one multiplication and division for each line.
 */
public final class DueAccrual {
    /** The role of what nobody earned. */
    public static final String UNATTRIBUTED = "unattributed";

    private final @Nullable EventId inference;
    private final RewardAccrue.@Nullable Period period;
    private final EventId policyId;
    private final PolicySplit policy;
    private final String token;
    private final BigInteger total;
    private final List<RewardAccrue.Pool> pool;
    private final List<Line> contributors;
    private final boolean hasUnattributed;

    private DueAccrual(
            @Nullable EventId inference,
            RewardAccrue.@Nullable Period period,
            EventId policyId,
            PolicySplit policy,
            String token,
            BigInteger total,
            Claims claims) {
        this.inference = inference;
        this.period = period;
        this.policyId = policyId;
        this.policy = policy;
        this.token = token;
        this.total = total;
        String role = contributorsRole(policy);
        var amounts = new LinkedHashMap<String, BigInteger>();
        List<BigInteger> parts = policy.split(total);
        for (int i = 0; i < parts.size(); i++) {
            amounts.put(policy.shares().get(i).role(), parts.get(i));
        }
        boolean isDivided = role != null && !claims.isEmpty();
        this.hasUnattributed = isDivided && claims.rest.signum() > 0;
        this.contributors = isDivided && role != null ? divide(claims, role, amounts) : List.of();
        this.pool = amounts.entrySet().stream()
                .map(entry -> new RewardAccrue.Pool(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * What one inference earned.
     *
     * @param id the inference's event
     * @param policyId the event of the policy
     */
    public static DueAccrual ofInference(EventId id, Inference inference, EventId policyId, PolicySplit policy) {
        var claims = new Claims();
        Attribution attribution = inference.attribution();
        if (attribution != null) {
            attribution.lines().forEach(line -> claims.add(line.upload(), BigInteger.valueOf(line.weight())));
            claims.rest = BigInteger.valueOf(attribution.rest());
        }
        Inference.Fee fee = inference.fee();
        return new DueAccrual(id, null, policyId, policy, fee.token(), fee.amount(), claims);
    }

    /**
     * What the inferences of a period earned together, divided once. The token is the policy's.
     *
     * @param period start, end, and which inferences they are
     * @param earnings the sums over those inferences
     * @param policyId the event of the policy
     */
    public static DueAccrual ofPeriod(
            RewardAccrue.Period period, PeriodEarnings earnings, EventId policyId, PolicySplit policy) {
        var claims = new Claims();
        earnings.weights().forEach(claims::add);
        claims.rest = earnings.rest();
        return new DueAccrual(null, period, policyId, policy, policy.token(), earnings.total(), claims);
    }

    /** The role whose part is divided by attribution: the first that is called so, or null if there is none. */
    private static @Nullable String contributorsRole(PolicySplit policy) {
        for (PolicySplit.Share share : policy.shares()) {
            if (RewardAccrue.CONTRIBUTOR_ROLES.contains(share.role())) {
                return share.role();
            }
        }
        return null;
    }

    /** Divides the contributors' part, and moves what nobody earned of it to a role of its own. */
    private List<Line> divide(Claims claims, String role, Map<String, BigInteger> amounts) {
        List<BigInteger> parts =
                LargestRemainder.split(amounts.getOrDefault(role, BigInteger.ZERO), claims.weightsAndRest());
        if (hasUnattributed) {
            BigInteger unearned = parts.get(parts.size() - 1);
            amounts.merge(role, unearned, BigInteger::subtract);
            amounts.merge(UNATTRIBUTED, unearned, BigInteger::add);
        }
        var lines = new ArrayList<Line>();
        for (int i = 0; i < claims.uploads.size() && total.signum() > 0; i++) {
            lines.add(new Line(claims.uploads.get(i), parts.get(i)));
        }
        return List.copyOf(lines);
    }

    /** The token of the fee. */
    public String token() {
        return token;
    }

    /** The fee, or the sum of the fees of the period. */
    public BigInteger total() {
        return total;
    }

    /** What each role gets, in the order of the policy, what nobody earned last. */
    public List<RewardAccrue.Pool> pool() {
        return pool;
    }

    /** What each contributor gets, in the order of the attribution, or for a period in that of the uploads. */
    public List<Line> contributors() {
        return contributors;
    }

    /**
     * The accrual with these payees: one line for each contributor, and one for each other role that gets anything.
     *
     * @throws IllegalArgumentException if the policy is for another token
     */
    public RewardAccrue accrual(Payees payees) {
        if (!policy.token().equals(token)) {
            throw new IllegalArgumentException("the fee is in " + token + ", the policy for " + policy.token());
        }
        String contributorsRole = contributorsRole(policy);
        var lines = new ArrayList<RewardAccrue.Line>();
        for (RewardAccrue.Pool part : pool) {
            String role = part.role();
            if (role.equals(contributorsRole)) {
                for (Line line : contributors) {
                    lines.add(new RewardAccrue.Line(payees.ofUpload(line.upload), role, line.upload, line.amount));
                }
            } else if (isUnattributedLine(role)) {
                Issuer routed = routedTo();
                lines.add(new RewardAccrue.Line(
                        routed == null ? payees.ofRole(role) : routed, role, null, part.amount()));
            } else if (part.amount().signum() > 0) {
                lines.add(new RewardAccrue.Line(payees.ofRole(role), role, null, part.amount()));
            }
        }
        return new RewardAccrue(inference, period, policyId, pool, lines, token, total);
    }

    private boolean isUnattributedLine(String role) {
        return hasUnattributed && total.signum() > 0 && role.equals(UNATTRIBUTED);
    }

    /** Where the policy sends what nobody earned, or null if it does not say. */
    private @Nullable Issuer routedTo() {
        PolicySplit.Unattributed unattributed = policy.unattributed();
        return unattributed == null ? null : unattributed.to();
    }

    /**
     * The first difference of {@code stated} from what is due, payees aside, or null if there is none. Total.
     *
     * <p>Contributors' lines are compared one by one in their order. The lines of any other role may be as many as their
     * issuer likes; that they sum to the pool is a rule of {@link RewardAccrue} itself. What nobody earned has one line.
     */
    public @Nullable AccrualDifference differenceFrom(RewardAccrue stated) {
        AccrualDifference difference = differenceOfSource(stated);
        if (difference == null) {
            difference = differenceOfPool(stated.pool());
        }
        return difference == null ? differenceOfLines(stated.lines()) : difference;
    }

    private @Nullable AccrualDifference differenceOfSource(RewardAccrue stated) {
        RewardAccrue.Period other = stated.period();
        if (!Objects.equals(inference, stated.inference())
                || (period == null) != (other == null)
                || (period != null && other != null && (period.from() != other.from() || period.to() != other.to()))) {
            return difference(
                    AccrualDifference.Field.SOURCE, source(stated.inference(), other), source(inference, period));
        }
        if (period != null && other != null && period.count() != other.count()) {
            return difference(AccrualDifference.Field.PERIOD_COUNT, other.count(), period.count());
        }
        if (period != null && other != null && !period.inferencesRoot().equals(other.inferencesRoot())) {
            return difference(AccrualDifference.Field.PERIOD_ROOT, other.inferencesRoot(), period.inferencesRoot());
        }
        if (!stated.policy().equals(policyId)) {
            return difference(AccrualDifference.Field.POLICY, stated.policy(), policyId);
        }
        if (!stated.token().equals(token) || !policy.token().equals(token)) {
            return difference(
                    AccrualDifference.Field.TOKEN, stated.token() + " under a policy for " + policy.token(), token);
        }
        return stated.total().equals(total) ? null : difference(AccrualDifference.Field.TOTAL, stated.total(), total);
    }

    private static String source(@Nullable EventId inference, RewardAccrue.@Nullable Period period) {
        return period == null ? String.valueOf(inference) : period.from() + " to " + period.to();
    }

    private @Nullable AccrualDifference differenceOfPool(List<RewardAccrue.Pool> stated) {
        List<String> found = stated.stream().map(RewardAccrue.Pool::role).toList();
        List<String> wanted = pool.stream().map(RewardAccrue.Pool::role).toList();
        if (!found.equals(wanted)) {
            return difference(AccrualDifference.Field.POOL_ROLES, found, wanted);
        }
        for (int i = 0; i < pool.size(); i++) {
            if (!stated.get(i).amount().equals(pool.get(i).amount())) {
                return new AccrualDifference(
                        AccrualDifference.Field.POOL_AMOUNT,
                        i,
                        stated.get(i).amount().toString(),
                        pool.get(i).amount().toString());
            }
        }
        return null;
    }

    private @Nullable AccrualDifference differenceOfLines(List<RewardAccrue.Line> stated) {
        String role = contributorsRole(policy);
        int next = 0;
        int unattributedLines = 0;
        for (int i = 0; i < stated.size(); i++) {
            RewardAccrue.Line line = stated.get(i);
            if (line.role().equals(UNATTRIBUTED)) {
                unattributedLines++;
            }
            if (line.role().equals(role) && next++ < contributors.size()) {
                AccrualDifference difference = differenceOfLine(i, line, contributors.get(next - 1));
                if (difference != null) {
                    return difference;
                }
            }
        }
        if (next != contributors.size()) {
            return difference(AccrualDifference.Field.CONTRIBUTOR_COUNT, next, contributors.size());
        }
        int unattributedDue = isUnattributedLine(UNATTRIBUTED) ? 1 : 0;
        return hasUnattributed && unattributedLines != unattributedDue
                ? difference(AccrualDifference.Field.UNATTRIBUTED_COUNT, unattributedLines, unattributedDue)
                : null;
    }

    private static @Nullable AccrualDifference differenceOfLine(int position, RewardAccrue.Line found, Line wanted) {
        if (!wanted.upload.equals(found.upload())) {
            return new AccrualDifference(
                    AccrualDifference.Field.CONTRIBUTOR_UPLOAD,
                    position,
                    String.valueOf(found.upload()),
                    wanted.upload.toString());
        }
        return wanted.amount.equals(found.amount())
                ? null
                : new AccrualDifference(
                        AccrualDifference.Field.CONTRIBUTOR_AMOUNT,
                        position,
                        found.amount().toString(),
                        wanted.amount.toString());
    }

    /**
     * The first line that pays another than it should, or null: a contributor's line another than {@code payeeOfUpload}
     * says, or the line of what nobody earned another than the policy says, if it does. Total. Payees of other roles are the
     * operator's word.
     */
    public @Nullable AccrualDifference differenceOfPayees(
            RewardAccrue stated, Function<EventId, Issuer> payeeOfUpload) {
        String role = contributorsRole(policy);
        for (int i = 0; i < stated.lines().size(); i++) {
            RewardAccrue.Line line = stated.lines().get(i);
            Issuer wanted = null;
            if (line.role().equals(role) && line.upload() != null) {
                wanted = payeeOfUpload.apply(line.upload());
            } else if (isUnattributedLine(line.role())) {
                wanted = routedTo();
            }
            if (wanted != null && !wanted.equals(line.to())) {
                return new AccrualDifference(
                        AccrualDifference.Field.PAYEE, i, line.to().encode(), wanted.encode());
            }
        }
        return null;
    }

    private static AccrualDifference difference(AccrualDifference.Field field, Object found, Object wanted) {
        return new AccrualDifference(field, -1, found.toString(), wanted.toString());
    }

    /**
     * What one upload earned.
     *
     * @param upload the upload
     * @param amount in the token's smallest unit; 0 if rounding left it without
     */
    public record Line(EventId upload, BigInteger amount) {}

    /** By what the contributors' part is divided. */
    private static final class Claims {
        private final List<EventId> uploads = new ArrayList<>();
        private final List<BigInteger> weights = new ArrayList<>();
        private BigInteger rest = BigInteger.ZERO;

        void add(EventId upload, BigInteger weight) {
            uploads.add(upload);
            weights.add(weight);
        }

        boolean isEmpty() {
            return uploads.isEmpty() && rest.signum() == 0;
        }

        List<BigInteger> weightsAndRest() {
            var all = new ArrayList<>(weights);
            if (rest.signum() > 0) {
                all.add(rest);
            }
            return all;
        }
    }
}
