package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.event.LargestRemainder;
import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.RewardAccrue.Pool;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an accrual has to say, to the last unit (docs/format/events.md, "Splitting an amount").
 *
 * @param contributorRole the role whose part goes to uploads; null if the policy has none
 * @param pool every role's part, in the order of the policy; that of the contributors without the rest, which follows last
 * @param lines amounts of the contributors' lines, in the order of the weights
 * @param rest what no upload has earned; null if nothing was left over
 */
record ExactSplit(
        @Nullable String contributorRole,
        List<Pool> pool,
        List<BigInteger> lines,
        @Nullable BigInteger rest) {
    /** The role of what nobody has earned. */
    static final String UNATTRIBUTED = "unattributed";

    private static final Set<String> CONTRIBUTOR_ROLES = Set.of("contributors", "contributor");

    /**
     * Divides a total.
     *
     * @param weights of the contributors' lines
     * @param restWeight of tail and unattributed together
     */
    static ExactSplit of(PolicySplit policy, BigInteger total, List<BigInteger> weights, BigInteger restWeight) {
        List<BigInteger> parts = policy.split(total);
        int place = 0;
        while (place < parts.size()
                && !CONTRIBUTOR_ROLES.contains(policy.shares().get(place).role())) {
            place++;
        }
        boolean hasRest = restWeight.signum() > 0;
        boolean isForUploads = place < parts.size() && (hasRest || !weights.isEmpty());
        var shared = new ArrayList<BigInteger>(weights);
        if (hasRest) {
            shared.add(restWeight);
        }
        List<BigInteger> amounts = isForUploads ? LargestRemainder.split(parts.get(place), shared) : List.of();
        BigInteger rest = isForUploads && hasRest ? amounts.get(weights.size()) : null;
        var pool = new ArrayList<Pool>();
        for (int i = 0; i < parts.size(); i++) {
            BigInteger part = i == place && rest != null ? parts.get(i).subtract(rest) : parts.get(i);
            pool.add(new Pool(policy.shares().get(i).role(), part));
        }
        if (rest != null) {
            pool.add(new Pool(UNATTRIBUTED, rest));
        }
        String role = isForUploads ? policy.shares().get(place).role() : null;
        return new ExactSplit(role, pool, isForUploads ? amounts.subList(0, weights.size()) : List.of(), rest);
    }
}
