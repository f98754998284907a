package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;

/**
 * How income in one token is divided among roles from a tree size on. Rounding is by {@link LargestRemainder}.
 *
 * @param policyId name of the policy, the same for all its versions
 * @param version which version this is
 * @param token CAIP-19 asset
 * @param shares who gets what; parts of exactly 1,000,000, each role once
 * @param disputeWindowMillis how long an accrual can be disputed, in milliseconds
 * @param effectiveFrom the tree size from which it holds
 */
public record PolicySplit(
        String policyId,
        Version version,
        String token,
        List<Share> shares,
        long disputeWindowMillis,
        long effectiveFrom)
        implements Body {
    /** The whole that shares are parts of. */
    public static final int WHOLE_PPM = 1_000_000;

    private static final String ROUNDING = "largest-remainder";

    /**
     * Copies the shares and checks the rules.
     *
     * @throws IllegalArgumentException if the shares do not sum to 1,000,000, a role is there twice, or a field is out
     *     of form
     */
    public PolicySplit {
        shares = List.copyOf(shares);
        Form.NAME.check("/policy_id", policyId);
        Form.TOKEN.check("/token", token);
        Bounds.checkAtLeast("/dispute_window_ms", disputeWindowMillis, 0);
        Bounds.checkAtLeast("/effective_from", effectiveFrom, 0);
        var roles = new HashSet<String>();
        long sum = 0;
        for (int i = 0; i < shares.size(); i++) {
            if (!roles.add(shares.get(i).role())) {
                throw new BrokenRuleException(Malformed.RULE, "/shares/" + i + "/role", "is there twice");
            }
            sum += shares.get(i).ppm();
        }
        if (sum != WHOLE_PPM) {
            throw new BrokenRuleException(
                    Malformed.RULE, "/shares", "sum to " + sum + " ppm, want exactly " + WHOLE_PPM);
        }
    }

    static PolicySplit parse(Fields fields) throws MalformedException {
        String policyId = fields.text("policy_id");
        Version version = fields.version("version");
        String token = fields.text("token");
        List<Share> shares = fields.list("shares", Share::parse);
        String rounding = fields.text("rounding");
        long disputeWindowMillis = fields.integer("dispute_window_ms");
        long effectiveFrom = fields.integer("effective_from");
        return fields.end(() -> {
            if (!rounding.equals(ROUNDING)) {
                throw new BrokenRuleException(
                        Malformed.VALUE,
                        "/rounding",
                        "is " + MalformedException.quote(rounding) + ", want " + ROUNDING);
            }
            return new PolicySplit(policyId, version, token, shares, disputeWindowMillis, effectiveFrom);
        });
    }

    /** What each share gets of {@code total}, in the order of the shares; the parts sum to it exactly. */
    public List<BigInteger> split(BigInteger total) {
        return LargestRemainder.split(
                total,
                shares.stream().map(share -> BigInteger.valueOf(share.ppm())).toList());
    }

    @Override
    public EventKind kind() {
        return EventKind.POLICY_SPLIT;
    }

    @Override
    public JsonObject encode() {
        return JsonObject.builder()
                .put("policy_id", policyId)
                .put("version", version.value())
                .put("token", token)
                .put("shares", shares.stream().map(Share::encode).toList())
                .put("rounding", ROUNDING)
                .put("dispute_window_ms", disputeWindowMillis)
                .put("effective_from", effectiveFrom)
                .build();
    }

    @Override
    public List<Reference> references() {
        return List.of();
    }

    @Override
    public List<Mention> mentions() {
        return List.of();
    }

    /**
     * What one role gets.
     *
     * @param role who
     * @param ppm parts of 1,000,000
     */
    public record Share(String role, long ppm) {
        /**
         * Checks both.
         *
         * @throws IllegalArgumentException if the role is out of form or the share outside 0 to 1,000,000
         */
        public Share {
            Form.ROLE.check("/role", role);
            Bounds.checkWithin("/ppm", ppm, 0, WHOLE_PPM);
        }

        static Share parse(Fields fields) throws MalformedException {
            String role = fields.text("role");
            long ppm = fields.integer("ppm");
            return fields.end(() -> new Share(role, ppm));
        }

        JsonObject encode() {
            return JsonObject.builder().put("role", role).put("ppm", ppm).build();
        }
    }
}
