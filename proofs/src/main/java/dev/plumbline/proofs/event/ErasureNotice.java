package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.util.List;

/**
 * What an event commits to was destroyed, and the salts with it. The event stays, and nobody can open it any more.
 *
 * @param target the event
 * @param fields which of its fields, each once and at least one; all of {@link #COMMITTABLE}
 * @param authority on whose word
 * @param atMillis when, in milliseconds since the epoch, the issuer's claim
 */
public record ErasureNotice(EventId target, List<String> fields, Authority authority, long atMillis) implements Body {
    /** The paths of fields that hold a commitment, in the bodies of uploads and inferences. */
    public static final List<String> COMMITTABLE = List.of("content", "prompt", "response", "params", "rows");

    /**
     * Copies the fields and checks the rules.
     *
     * @throws IllegalArgumentException if no field is named, one is named twice, or one holds no commitment
     */
    public ErasureNotice {
        fields = List.copyOf(fields);
        if (fields.isEmpty()) {
            throw new BrokenRuleException(Malformed.RULE, "/fields", "is empty, want what was erased");
        }
        Bounds.checkEachOnce("/fields", fields);
        for (int i = 0; i < fields.size(); i++) {
            if (!COMMITTABLE.contains(fields.get(i))) {
                throw new BrokenRuleException(
                        Malformed.VALUE,
                        "/fields/" + i,
                        "is " + MalformedException.quote(fields.get(i)) + ", want one of "
                                + String.join(", ", COMMITTABLE));
            }
        }
        Bounds.checkAtLeast("/at", atMillis, 0);
    }

    static ErasureNotice parse(Fields fields) throws MalformedException {
        EventId target = fields.parsed("target", EventId::parse);
        List<String> erased = fields.parsedList("fields", text -> text);
        Authority authority = fields.choice("authority", Authority.class);
        long at = fields.integer("at");
        return fields.end(() -> new ErasureNotice(target, erased, authority, at));
    }

    @Override
    public EventKind kind() {
        return EventKind.ERASURE_NOTICE;
    }

    @Override
    public JsonObject encode() {
        return JsonObject.builder()
                .put("target", target.encode())
                .put("fields", fields.stream().map(JsonString::of).toList())
                .put("authority", authority.wireName())
                .put("at", atMillis)
                .build();
    }

    @Override
    public List<Reference> references() {
        return List.of(new Reference(Reference.Relation.TARGET, target));
    }

    @Override
    public List<Mention> mentions() {
        return List.of();
    }
}
