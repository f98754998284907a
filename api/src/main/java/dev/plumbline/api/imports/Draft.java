package dev.plumbline.api.imports;

import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.Namespace;

/**
 * An event that is still to be numbered and signed, in the form that {@code plumb submit} takes. Its body obeys the rules of
 * its kind: nothing else can be constructed.
 *
 * @param namespace the datanet it belongs to
 * @param body what it says
 */
public record Draft(Namespace namespace, Body body) {
    /** The draft as JSON: {@code kind}, {@code ns} and {@code body}. */
    public JsonObject encode() {
        return JsonObject.builder()
                .put("kind", body.kind().wireName())
                .put("ns", namespace.encode())
                .put("body", body.encode())
                .build();
    }
}
