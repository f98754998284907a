package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What has accrued was paid: which lines of which accruals, to whom, and by which transaction. That the amount is the sum
 * of the lines is for an audit to check, which has them.
 *
 * @param accruals the lines that are paid, each once; at least one
 * @param to who was paid
 * @param amount how much, in the smallest unit of the accruals' token
 * @param settlement the transaction
 */
public record RewardPay(List<Paid> accruals, Issuer to, BigInteger amount, Settlement settlement) implements Body {
    /**
     * Copies the lines and checks the rules.
     *
     * @throws IllegalArgumentException if there is no line, a line is there twice, or the amount is out of range
     */
    public RewardPay {
        accruals = List.copyOf(accruals);
        if (accruals.isEmpty()) {
            throw new BrokenRuleException(Malformed.RULE, "/accruals", "is empty, a payment is for something");
        }
        Bounds.checkEachOnce("/accruals", accruals);
        Bounds.checkAmount("/amount", amount);
    }

    /**
     * The payment of one line, to its payee and of its amount.
     *
     * @param id the event of the accrual
     * @param line index into its lines, from 0
     * @throws IndexOutOfBoundsException if the accrual has no such line
     */
    public static RewardPay ofLine(EventId id, RewardAccrue accrual, int line, Settlement settlement) {
        RewardAccrue.Line paid = accrual.lines().get(line);
        return new RewardPay(List.of(new Paid(id, line)), paid.to(), paid.amount(), settlement);
    }

    /**
     * The payment of one more line to the same payee, by the same transaction.
     *
     * @throws IllegalArgumentException if the line is of another payee, or is paid already
     * @throws IndexOutOfBoundsException if the accrual has no such line
     */
    public RewardPay andLine(EventId id, RewardAccrue accrual, int line) {
        RewardAccrue.Line paid = accrual.lines().get(line);
        if (!paid.to().equals(to)) {
            throw new IllegalArgumentException("line " + line + " is of " + paid.to() + ", the payment is to " + to);
        }
        var all = new ArrayList<>(accruals);
        all.add(new Paid(id, line));
        return new RewardPay(all, to, amount.add(paid.amount()), settlement);
    }

    static RewardPay parse(Fields fields) throws MalformedException {
        List<Paid> accruals = fields.list("accruals", Paid::parse);
        Issuer to = fields.parsed("to", Issuer::parse);
        BigInteger amount = fields.parsed("amount", Decimal::parse);
        Settlement settlement = Settlement.parse(fields.fields("settlement"));
        return fields.end(() -> new RewardPay(accruals, to, amount, settlement));
    }

    @Override
    public EventKind kind() {
        return EventKind.REWARD_PAY;
    }

    @Override
    public JsonObject encode() {
        return JsonObject.builder()
                .put("accruals", accruals.stream().map(Paid::encode).toList())
                .put("to", to.encode())
                .put("amount", amount.toString())
                .put("settlement", settlement.encode())
                .build();
    }

    @Override
    public List<Reference> references() {
        return accruals.stream()
                .map(paid -> new Reference(Reference.Relation.ACCRUAL, paid.event()))
                .distinct()
                .toList();
    }

    @Override
    public List<Mention> mentions() {
        return List.of(new Mention(Mention.Role.PAYEE, to));
    }

    /**
     * One line that is paid.
     *
     * @param event the {@code reward.accrue}
     * @param line index into its lines, from 0
     */
    public record Paid(EventId event, long line) {
        /**
         * Checks the index.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Paid {
            Bounds.checkAtLeast("/line", line, 0);
        }

        static Paid parse(Fields fields) throws MalformedException {
            EventId event = fields.parsed("event", EventId::parse);
            long line = fields.integer("line");
            return fields.end(() -> new Paid(event, line));
        }

        JsonObject encode() {
            return JsonObject.builder()
                    .put("event", event.encode())
                    .put("line", line)
                    .build();
        }
    }
}
