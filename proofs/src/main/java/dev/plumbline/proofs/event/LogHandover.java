package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.VerifierKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log goes on under other keys: the first entry that a new operator writes, signed as the log by a new key. An old key
 * may cosign, if it is at hand; that it need not be is the point of taking over from an operator who is gone.
 *
 * @param from the keys that signed as the log, one or more
 * @param to the keys that sign as the log from this entry on, one or more, none of them an old one
 * @param recovered what the new operator had verified of the log and goes on from
 * @param anchored the newest anchor at that time; null if the log was never anchored
 * @param operator the account that anchored and the one that will; null if it stays, or was never anchored
 */
public record LogHandover(
        List<VerifierKey> from,
        List<VerifierKey> to,
        TreeHead recovered,
        @Nullable Anchored anchored,
        @Nullable Operator operator)
        implements Body {
    /** Most keys on either side. */
    public static final int KEY_COUNT_MAX = 16;

    /**
     * Copies and checks.
     *
     * @throws IllegalArgumentException if a list is empty, too long or has a key twice, a key stays or is not one of a log
     *     but of a witness, the anchor is larger than what was recovered, or the operator changes without an anchor
     */
    public LogHandover {
        from = List.copyOf(from);
        to = List.copyOf(to);
        checkKeys("/from", from);
        checkKeys("/to", to);
        for (int i = 0; i < to.size(); i++) {
            if (from.contains(to.get(i))) {
                throw new BrokenRuleException(Malformed.RULE, "/to/" + i, "is an old one, want another");
            }
        }
        Bounds.checkAtLeast("/recovered/size", recovered.size(), 0);
        if (anchored != null && anchored.head.size() > recovered.size()) {
            throw new BrokenRuleException(Malformed.RULE, "/anchored/size", "is more than was recovered");
        }
        if (anchored == null && operator != null) {
            throw new BrokenRuleException(Malformed.RULE, "/operator", "is there, and no anchor");
        }
    }

    private static void checkKeys(String pointer, List<VerifierKey> keys) {
        if (keys.isEmpty()) {
            throw new BrokenRuleException(Malformed.RULE, pointer, "is empty, want one key or more");
        }
        Bounds.checkCount(pointer, keys.size(), KEY_COUNT_MAX);
        Bounds.checkEachOnce(pointer, keys);
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).type() != KeyType.ED25519) {
                throw new BrokenRuleException(Malformed.VALUE, pointer + "/" + i, "is no key of a log");
            }
        }
    }

    static LogHandover parse(Fields fields) throws MalformedException {
        List<VerifierKey> from = fields.parsedList("from", VerifierKey::parse);
        List<VerifierKey> to = fields.parsedList("to", VerifierKey::parse);
        TreeHead recovered = AsOf.parse(fields.fields("recovered"));
        Fields anchoredFields = fields.fieldsIfPresent("anchored");
        Anchored anchored = anchoredFields == null ? null : Anchored.parse(anchoredFields);
        Fields operatorFields = fields.fieldsIfPresent("operator");
        Operator operator = operatorFields == null ? null : Operator.parse(operatorFields);
        return fields.end(() -> new LogHandover(from, to, recovered, anchored, operator));
    }

    @Override
    public EventKind kind() {
        return EventKind.LOG_HANDOVER;
    }

    @Override
    public JsonObject encode() {
        JsonObject.Builder body = JsonObject.builder()
                .put(
                        "from",
                        from.stream().map(key -> JsonString.of(key.encode())).toList())
                .put("to", to.stream().map(key -> JsonString.of(key.encode())).toList())
                .put("recovered", AsOf.encode(recovered));
        if (anchored != null) {
            body.put("anchored", anchored.encode());
        }
        if (operator != null) {
            body.put("operator", operator.encode());
        }
        return body.build();
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
     * What the contract held.
     *
     * @param chain CAIP-2 chain
     * @param contract the anchor contract, {@code 0x} and 40 lowercase hex digits
     * @param head the newest anchored tree, of one leaf or more
     * @param block number of the block that anchored it
     */
    public record Anchored(String chain, String contract, TreeHead head, long block) {
        /**
         * Checks the forms.
         *
         * @throws IllegalArgumentException if a text has another form or a number is out of range
         */
        public Anchored {
            Form.CHAIN.check("/chain", chain);
            Form.ADDRESS.check("/contract", contract);
            Bounds.checkAtLeast("/size", head.size(), 1);
            Bounds.checkAtLeast("/block", block, 0);
        }

        static Anchored parse(Fields fields) throws MalformedException {
            String chain = fields.text("chain");
            String contract = fields.text("contract");
            long size = fields.integer("size");
            Hash root = fields.parsed("root", Digest::parse);
            long block = fields.integer("block");
            return fields.end(() -> {
                Bounds.checkAtLeast("/size", size, 1);
                return new Anchored(chain, contract, new TreeHead(size, root), block);
            });
        }

        JsonObject encode() {
            return JsonObject.builder()
                    .put("chain", chain)
                    .put("contract", contract)
                    .put("size", head.size())
                    .put("root", Digest.encode(head.root()))
                    .put("block", block)
                    .build();
        }
    }

    /**
     * Who may anchor.
     *
     * @param from the account before, {@code 0x} and 40 lowercase hex digits
     * @param to the account after
     */
    public record Operator(String from, String to) {
        /**
         * Checks the forms.
         *
         * @throws IllegalArgumentException if one has another form, or both are one
         */
        public Operator {
            Form.ADDRESS.check("/from", from);
            Form.ADDRESS.check("/to", to);
            if (from.equals(to)) {
                throw new BrokenRuleException(Malformed.RULE, "/to", "is the old one, want another");
            }
        }

        static Operator parse(Fields fields) throws MalformedException {
            String from = fields.text("from");
            String to = fields.text("to");
            return fields.end(() -> new Operator(from, to));
        }

        JsonObject encode() {
            return JsonObject.builder().put("from", from).put("to", to).build();
        }
    }
}
