package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who has earned what by one inference, or by all inferences of a period. The pool sums to the total, and the lines of
 * each role to its part of the pool, exactly.
 *
 * @param inference the inference that earned it; null exactly if {@code period} is there
 * @param period the period that earned it; null exactly if {@code inference} is there
 * @param policy the {@code policy.split} by which it was divided
 * @param pool what each role gets, each role once
 * @param lines what each payee gets; lines of contributors name the upload
 * @param token CAIP-19 asset
 * @param total what was earned, in the token's smallest unit
 */
public record RewardAccrue(
        @Nullable EventId inference,
        @Nullable Period period,
        EventId policy,
        List<Pool> pool,
        List<Line> lines,
        String token,
        BigInteger total)
        implements Body {
    /** What the role of those whose data was used may be called. */
    static final Set<String> CONTRIBUTOR_ROLES = Set.of("contributor", "contributors");

    /**
     * Copies the lists and checks the sums.
     *
     * @throws IllegalArgumentException if a sum is not exact, a role of the pool is there twice, a line has a role that
     *     is not in the pool, or not exactly one of inference and period is there
     */
    public RewardAccrue {
        pool = List.copyOf(pool);
        lines = List.copyOf(lines);
        if ((inference == null) == (period == null)) {
            throw new BrokenRuleException(Malformed.RULE, "", "wants either an inference or a period");
        }
        Form.TOKEN.check("/token", token);
        Bounds.checkAmount("/total", total);
        if (total.signum() == 0 && !lines.isEmpty()) {
            throw new BrokenRuleException(Malformed.RULE, "/lines", "divides a total of 0, want no lines");
        }
        checkLines(unspent(pool, total), lines);
    }

    /** What each role has to give, which must be the total together. */
    private static Map<String, BigInteger> unspent(List<Pool> pool, BigInteger total) {
        var unspent = new LinkedHashMap<String, BigInteger>();
        BigInteger left = total;
        for (int i = 0; i < pool.size(); i++) {
            if (unspent.putIfAbsent(pool.get(i).role(), pool.get(i).amount()) != null) {
                throw new BrokenRuleException(Malformed.RULE, "/pool/" + i + "/role", "is there twice");
            }
            left = left.subtract(pool.get(i).amount());
        }
        if (left.signum() != 0) {
            throw new BrokenRuleException(
                    Malformed.RULE, "/pool", "sums to " + total.subtract(left) + ", want the total " + total);
        }
        return unspent;
    }

    private static void checkLines(Map<String, BigInteger> unspent, List<Line> lines) {
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (!unspent.containsKey(line.role())) {
                throw new BrokenRuleException(
                        Malformed.RULE, "/lines/" + i + "/role", "is " + line.role() + ", which is not in the pool");
            }
            unspent.merge(line.role(), line.amount(), BigInteger::subtract);
        }
        unspent.forEach((role, left) -> {
            if (left.signum() != 0) {
                throw new BrokenRuleException(
                        Malformed.RULE,
                        "/lines",
                        "of role " + role + " differ from its pool by " + left.negate() + ", want exactly the pool");
            }
        });
    }

    /** The accrual of one inference; the total is what the pool sums to. */
    public static RewardAccrue ofInference(
            EventId inference, EventId policy, String token, List<Pool> pool, List<Line> lines) {
        return new RewardAccrue(inference, null, policy, pool, lines, token, sum(pool));
    }

    /** The accrual of all inferences of a period; the total is what the pool sums to. */
    public static RewardAccrue ofPeriod(
            Period period, EventId policy, String token, List<Pool> pool, List<Line> lines) {
        return new RewardAccrue(null, period, policy, pool, lines, token, sum(pool));
    }

    private static BigInteger sum(List<Pool> pool) {
        return pool.stream().map(Pool::amount).reduce(BigInteger.ZERO, BigInteger::add);
    }

    static RewardAccrue parse(Fields fields) throws MalformedException {
        EventId inference = fields.parsedIfPresent("inference", EventId::parse);
        Fields periodFields = fields.fieldsIfPresent("period");
        Period period = periodFields == null ? null : Period.parse(periodFields);
        EventId policy = fields.parsed("policy", EventId::parse);
        List<Pool> pool = fields.list("pool", Pool::parse);
        List<Line> lines = fields.list("lines", Line::parse);
        String token = fields.text("token");
        BigInteger total = fields.parsed("total", Decimal::parse);
        return fields.end(() -> new RewardAccrue(inference, period, policy, pool, lines, token, total));
    }

    @Override
    public EventKind kind() {
        return EventKind.REWARD_ACCRUE;
    }

    @Override
    public JsonObject encode() {
        JsonObject.Builder body = JsonObject.builder()
                .put("policy", policy.encode())
                .put("pool", pool.stream().map(Pool::encode).toList())
                .put("lines", lines.stream().map(Line::encode).toList())
                .put("token", token)
                .put("total", total.toString());
        if (inference != null) {
            body.put("inference", inference.encode());
        }
        if (period != null) {
            body.put("period", period.encode());
        }
        return body.build();
    }

    @Override
    public List<Reference> references() {
        var references = new LinkedHashSet<Reference>();
        if (inference != null) {
            references.add(new Reference(Reference.Relation.INFERENCE, inference));
        }
        references.add(new Reference(Reference.Relation.POLICY, policy));
        for (Line line : lines) {
            if (line.upload() != null) {
                references.add(new Reference(Reference.Relation.UPLOAD, line.upload()));
            }
        }
        return new ArrayList<>(references);
    }

    @Override
    public List<Mention> mentions() {
        return lines.stream()
                .map(line -> new Mention(Mention.Role.PAYEE, line.to()))
                .distinct()
                .toList();
    }

    /**
     * Many inferences that are paid for at once.
     *
     * @param from start, in milliseconds since the epoch
     * @param to end, not before the start
     * @param inferencesRoot RFC 6962 root over the sorted event ids of the inferences
     * @param count how many they are
     */
    public record Period(long from, long to, Hash inferencesRoot, long count) {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is negative or the end is before the start
         */
        public Period {
            Bounds.checkAtLeast("/from", from, 0);
            Bounds.checkAtLeast("/to", to, 0);
            Bounds.checkAtLeast("/count", count, 0);
            if (to < from) {
                throw new BrokenRuleException(Malformed.RULE, "/to", "is " + to + ", before " + from);
            }
        }

        static Period parse(Fields fields) throws MalformedException {
            long from = fields.integer("from");
            long to = fields.integer("to");
            Hash inferencesRoot = fields.parsed("inferences_root", Digest::parse);
            long count = fields.integer("count");
            return fields.end(() -> new Period(from, to, inferencesRoot, count));
        }

        JsonObject encode() {
            return JsonObject.builder()
                    .put("from", from)
                    .put("to", to)
                    .put("inferences_root", Digest.encode(inferencesRoot))
                    .put("count", count)
                    .build();
        }
    }

    /**
     * What one role gets.
     *
     * @param role who
     * @param amount in the token's smallest unit
     */
    public record Pool(String role, BigInteger amount) {
        /**
         * Checks both.
         *
         * @throws IllegalArgumentException if the role is out of form or the amount out of range
         */
        public Pool {
            Form.ROLE.check("/role", role);
            Bounds.checkAmount("/amount", amount);
        }

        static Pool parse(Fields fields) throws MalformedException {
            String role = fields.text("role");
            BigInteger amount = fields.parsed("amount", Decimal::parse);
            return fields.end(() -> new Pool(role, amount));
        }

        JsonObject encode() {
            return JsonObject.builder()
                    .put("role", role)
                    .put("amount", amount.toString())
                    .build();
        }
    }

    /**
     * What one payee gets in one role.
     *
     * @param to the payee
     * @param role the role
     * @param upload the upload that earned it; there if the role is that of contributors
     * @param amount in the token's smallest unit; 0 for a payee whom rounding left without
     */
    public record Line(Issuer to, String role, @Nullable EventId upload, BigInteger amount) {
        /**
         * Checks the rules.
         *
         * @throws IllegalArgumentException if role or amount are out of form, or a contributor's line names no upload
         */
        public Line {
            Form.ROLE.check("/role", role);
            Bounds.checkAmount("/amount", amount);
            if (upload == null && CONTRIBUTOR_ROLES.contains(role)) {
                throw new BrokenRuleException(
                        Malformed.MISSING_KEY, "/upload", "is missing, a contributor is paid for an upload");
            }
        }

        /** What a payee gets who is no contributor. */
        public static Line of(Issuer to, String role, BigInteger amount) {
            return new Line(to, role, null, amount);
        }

        /** What a payee gets for an upload. */
        public static Line ofUpload(Issuer to, String role, EventId upload, BigInteger amount) {
            return new Line(to, role, upload, amount);
        }

        static Line parse(Fields fields) throws MalformedException {
            Issuer to = fields.parsed("to", Issuer::parse);
            String role = fields.text("role");
            EventId upload = fields.parsedIfPresent("upload", EventId::parse);
            BigInteger amount = fields.parsed("amount", Decimal::parse);
            return fields.end(() -> new Line(to, role, upload, amount));
        }

        JsonObject encode() {
            JsonObject.Builder line = JsonObject.builder()
                    .put("to", to.encode())
                    .put("role", role)
                    .put("amount", amount.toString());
            if (upload != null) {
                line.put("upload", upload.encode());
            }
            return line.build();
        }
    }
}
