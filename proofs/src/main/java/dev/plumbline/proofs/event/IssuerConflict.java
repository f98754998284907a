package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An issuer signed two events under one number of one namespace. The ledger logs this itself, in that namespace, so that
 * the second event, which gets no entry of its own, is not lost.
 *
 * <p>The embedded event is checked for its form and for being in conflict. It accuses the issuer only if its signature
 * holds: ask {@link Event#checkSignatures} of it, and of the first.
 *
 * @param subject the issuer who did so
 * @param subjectIseq the number that he used twice
 * @param first the event that has the number in the log
 * @param second the other event, whole; null exactly if {@code omitted} is there
 * @param omitted stands for the other event if that is too large to embed
 */
public record IssuerConflict(
        Issuer subject,
        long subjectIseq,
        EventId first,
        @Nullable Event second,
        @Nullable Omitted omitted) implements Body {
    /** Bytes that an event around an embedded one is given room for: its own ids, keys and signature. */
    private static final int ENVELOPE_BYTES_MAX = 2_048;

    /** Bytes of the largest entry that is embedded and not named by its digest. */
    public static final int EMBEDDED_BYTES_MAX = Limits.ENTRY_BYTES_MAX - ENVELOPE_BYTES_MAX;

    /**
     * Checks that the two conflict.
     *
     * @throws IllegalArgumentException if the second event is of another issuer or number, is the first one, is itself
     *     such a proof, or not exactly one of {@code second} and {@code omitted} is there
     */
    public IssuerConflict {
        Bounds.checkAtLeast("/subject_iseq", subjectIseq, 1);
        if ((second == null) == (omitted == null)) {
            throw new BrokenRuleException(Malformed.RULE, "", "wants either second or second_digest and second_id");
        }
        if (second != null) {
            checkConflict(second, subject, subjectIseq);
        }
        if (idOf(second, omitted).equals(first)) {
            throw new BrokenRuleException(Malformed.RULE, "/first", "is the second event, want another");
        }
    }

    private static void checkConflict(Event second, Issuer subject, long subjectIseq) {
        if (second.kind() == EventKind.ISSUER_CONFLICT) {
            throw new BrokenRuleException(Malformed.RULE, "/second/kind", "is a conflict, which embeds no other");
        }
        if (!second.issuer().equals(subject)) {
            throw new BrokenRuleException(Malformed.RULE, "/second/issuer", "is not the subject");
        }
        if (second.iseq() != subjectIseq) {
            throw new BrokenRuleException(
                    Malformed.RULE, "/second/iseq", "is " + second.iseq() + ", want " + subjectIseq);
        }
    }

    /** The id of the one that is there; the constructor has seen to it that one is. */
    private static EventId idOf(@Nullable Event second, @Nullable Omitted omitted) {
        return second != null ? second.id() : Objects.requireNonNull(omitted).id();
    }

    /** The proof that the issuer of {@code second} had used its number before, for {@code first}. */
    public static IssuerConflict of(EventId first, Event second) {
        boolean fits = second.entrySize() <= EMBEDDED_BYTES_MAX;
        var omitted = fits ? null : new Omitted(second.id(), TreeHasher.sha256(second.entry()));
        return new IssuerConflict(second.issuer(), second.iseq(), first, fits ? second : null, omitted);
    }

    static IssuerConflict parse(Fields fields) throws MalformedException {
        Issuer subject = fields.parsed("subject", Issuer::parse);
        long subjectIseq = fields.integer("subject_iseq");
        EventId first = fields.parsed("first", EventId::parse);
        Event second = fields.has("second") ? embedded(fields) : null;
        EventId secondId = fields.parsedIfPresent("second_id", EventId::parse);
        Hash secondDigest = fields.parsedIfPresent("second_digest", Digest::parse);
        return fields.end(() -> {
            if ((secondId == null) != (secondDigest == null)) {
                throw new BrokenRuleException(Malformed.RULE, "", "wants second_digest and second_id together");
            }
            var omitted = secondId == null || secondDigest == null ? null : new Omitted(secondId, secondDigest);
            return new IssuerConflict(subject, subjectIseq, first, second, omitted);
        });
    }

    private static Event embedded(Fields fields) throws MalformedException {
        try {
            return Event.parse(CanonicalJson.encode(fields.fields("second").object()));
        } catch (MalformedException e) {
            throw Fields.refusal(e, fields.at("second"));
        }
    }

    /** The id of the event that came second, embedded or not. */
    public EventId secondId() {
        return idOf(second, omitted);
    }

    @Override
    public EventKind kind() {
        return EventKind.ISSUER_CONFLICT;
    }

    @Override
    public JsonObject encode() {
        JsonObject.Builder body = JsonObject.builder()
                .put("subject", subject.encode())
                .put("subject_iseq", subjectIseq)
                .put("first", first.encode());
        if (second != null) {
            body.put("second", second.envelope());
        }
        if (omitted != null) {
            body.put("second_id", omitted.id().encode()).put("second_digest", Digest.encode(omitted.entryDigest()));
        }
        return body.build();
    }

    @Override
    public List<Reference> references() {
        return List.of(
                new Reference(Reference.Relation.CONFLICT_FIRST, first),
                new Reference(Reference.Relation.CONFLICT_SECOND, secondId()));
    }

    @Override
    public List<Mention> mentions() {
        return List.of(new Mention(Mention.Role.SUBJECT, subject));
    }

    /**
     * An event that is named and not embedded.
     *
     * @param id its event id
     * @param entryDigest SHA-256 of its entry, signatures included
     */
    public record Omitted(EventId id, Hash entryDigest) {}
}
