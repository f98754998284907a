package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How income in one token is divided among roles from a tree size on. Rounding is by {@link LargestRemainder}.
 *
 * @param policyId name of the policy, the same for all its versions
 * @param version which version this is
 * @param token CAIP-19 asset
 * @param shares who gets what; parts of exactly 1,000,000, each role once
 * @param disputeWindowMillis how long an accrual can be disputed, in milliseconds
 * @param effectiveFrom the tree size from which it holds
 * @param unattributed where what no contributor has earned goes; null if the policy leaves it open
 */
public record PolicySplit(
        String policyId,
        Version version,
        String token,
        List<Share> shares,
        long disputeWindowMillis,
        long effectiveFrom,
        @Nullable Unattributed unattributed)
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

    /** A policy that leaves open who gets what no contributor has earned. */
    public PolicySplit(
            String policyId,
            Version version,
            String token,
            List<Share> shares,
            long disputeWindowMillis,
            long effectiveFrom) {
        this(policyId, version, token, shares, disputeWindowMillis, effectiveFrom, null);
    }

    /** The same policy, which also says where what no contributor has earned goes. */
    public PolicySplit routing(Route route, Issuer to) {
        return new PolicySplit(
                policyId, version, token, shares, disputeWindowMillis, effectiveFrom, new Unattributed(route, to));
    }

    static PolicySplit parse(Fields fields) throws MalformedException {
        String policyId = fields.text("policy_id");
        Version version = fields.version("version");
        String token = fields.text("token");
        List<Share> shares = fields.list("shares", Share::parse);
        String rounding = fields.text("rounding");
        long disputeWindowMillis = fields.integer("dispute_window_ms");
        long effectiveFrom = fields.integer("effective_from");
        Fields unattributedFields = fields.fieldsIfPresent("unattributed");
        Unattributed unattributed = unattributedFields == null ? null : Unattributed.parse(unattributedFields);
        return fields.end(() -> {
            if (!rounding.equals(ROUNDING)) {
                throw new BrokenRuleException(
                        Malformed.VALUE,
                        "/rounding",
                        "is " + MalformedException.quote(rounding) + ", want " + ROUNDING);
            }
            return new PolicySplit(policyId, version, token, shares, disputeWindowMillis, effectiveFrom, unattributed);
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
        JsonObject.Builder body = JsonObject.builder()
                .put("policy_id", policyId)
                .put("version", version.value())
                .put("token", token)
                .put("shares", shares.stream().map(Share::encode).toList())
                .put("rounding", ROUNDING)
                .put("dispute_window_ms", disputeWindowMillis)
                .put("effective_from", effectiveFrom);
        if (unattributed != null) {
            body.put("unattributed", unattributed.encode());
        }
        return body.build();
    }

    @Override
    public List<Reference> references() {
        return List.of();
    }

    @Override
    public List<Mention> mentions() {
        return unattributed == null ? List.of() : List.of(new Mention(Mention.Role.UNATTRIBUTED_TO, unattributed.to()));
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

    /**
     * Where what no contributor has earned goes.
     *
     * @param route what becomes of it there
     * @param to the account it goes to; for {@link Route#BURN} one that nobody can spend from
     */
    public record Unattributed(Route route, Issuer to) {
        static Unattributed parse(Fields fields) throws MalformedException {
            Route route = fields.choice("route", Route.class);
            Issuer to = fields.parsed("to", Issuer::parse);
            return fields.end(() -> new Unattributed(route, to));
        }

        JsonObject encode() {
            return JsonObject.builder()
                    .put("route", route.wireName())
                    .put("to", to.encode())
                    .build();
        }
    }
}
