package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An earlier event was wrong. It stays in the log as it is; from this event on another counts in its place, or none.
 *
 * <p>That only the target's issuer corrects it, once, and that the changes cancel out, is for an audit to check.
 *
 * @param target the event that was wrong
 * @param correctionClass what was wrong about it
 * @param replacement the event that counts in its place; null if none does
 * @param reasonDigest SHA-256 of the reason in words
 * @param effective from when on it counts
 * @param delta what each party gets more or less by it, each once; empty if nobody does
 */
public record Correction(
        EventId target,
        CorrectionClass correctionClass,
        @Nullable EventId replacement,
        Hash reasonDigest,
        Effective effective,
        List<Delta> delta)
        implements Body {
    /**
     * Copies the changes and checks the rules.
     *
     * @throws IllegalArgumentException if an event replaces itself, a withdrawal has a replacement, or a party is there
     *     twice
     */
    public Correction {
        delta = List.copyOf(delta);
        if (target.equals(replacement)) {
            throw new BrokenRuleException(Malformed.RULE, "/replacement", "is the target, want another event");
        }
        if (replacement != null && correctionClass == CorrectionClass.WITHDRAWAL) {
            throw new BrokenRuleException(
                    Malformed.RULE, "/replacement", "is there for a withdrawal, which nothing replaces");
        }
        Bounds.checkEachOnce("/delta", delta.stream().map(Delta::to).toList());
    }

    /** An event that counts no more from now on, and that nothing replaces. */
    public static Correction withdrawal(EventId target, Hash reasonDigest) {
        return new Correction(target, CorrectionClass.WITHDRAWAL, null, reasonDigest, Effective.FROM_NOW, List.of());
    }

    /** An event in whose place another counts from now on. */
    public static Correction replacing(
            EventId target, CorrectionClass correctionClass, EventId replacement, Hash reasonDigest) {
        return new Correction(target, correctionClass, replacement, reasonDigest, Effective.FROM_NOW, List.of());
    }

    /** The same correction, for what was logged before it, too. */
    public Correction retroactive() {
        return new Correction(target, correctionClass, replacement, reasonDigest, Effective.RETROACTIVE, delta);
    }

    /** The same correction, by which parties get more or less. */
    public Correction withDelta(List<Delta> changes) {
        return new Correction(target, correctionClass, replacement, reasonDigest, effective, changes);
    }

    static Correction parse(Fields fields) throws MalformedException {
        EventId target = fields.parsed("target", EventId::parse);
        CorrectionClass correctionClass = fields.choice("class", CorrectionClass.class);
        EventId replacement = fields.parsedIfPresent("replacement", EventId::parse);
        Hash reasonDigest = fields.parsed("reason_digest", Digest::parse);
        Effective effective = fields.choice("effective", Effective.class);
        List<Delta> delta = fields.listOrEmpty("delta", Delta::parse);
        return fields.end(() -> new Correction(target, correctionClass, replacement, reasonDigest, effective, delta));
    }

    @Override
    public EventKind kind() {
        return EventKind.CORRECTION;
    }

    @Override
    public JsonObject encode() {
        JsonObject.Builder body = JsonObject.builder()
                .put("target", target.encode())
                .put("class", correctionClass.wireName())
                .put("reason_digest", Digest.encode(reasonDigest))
                .put("effective", effective.wireName());
        if (replacement != null) {
            body.put("replacement", replacement.encode());
        }
        if (!delta.isEmpty()) {
            body.put("delta", delta.stream().map(Delta::encode).toList());
        }
        return body.build();
    }

    @Override
    public List<Reference> references() {
        var references = new ArrayList<Reference>();
        references.add(new Reference(Reference.Relation.TARGET, target));
        if (replacement != null) {
            references.add(new Reference(Reference.Relation.REPLACEMENT, replacement));
        }
        return references;
    }

    @Override
    public List<Mention> mentions() {
        return delta.stream()
                .map(change -> new Mention(Mention.Role.DELTA_TO, change.to()))
                .toList();
    }

    /**
     * What one party gets more or less.
     *
     * @param to the party
     * @param amount how much more, in the token's smallest unit; negative for less, never 0
     */
    public record Delta(Issuer to, BigInteger amount) {
        /**
         * Checks the amount.
         *
         * @throws IllegalArgumentException if it is 0 or has more than 78 digits
         */
        public Delta {
            Bounds.checkChange("/amount", amount);
        }

        static Delta parse(Fields fields) throws MalformedException {
            Issuer to = fields.parsed("to", Issuer::parse);
            BigInteger amount = fields.parsed("amount", Decimal::parseChange);
            return fields.end(() -> new Delta(to, amount));
        }

        JsonObject encode() {
            return JsonObject.builder()
                    .put("to", to.encode())
                    .put("amount", amount.toString())
                    .build();
        }
    }
}
