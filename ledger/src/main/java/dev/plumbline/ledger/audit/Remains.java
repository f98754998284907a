package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.JsonInteger;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.event.JsonValue;
import dev.plumbline.proofs.event.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of an entry that is no event, so that one broken entry does not make those that name it or are numbered
 * after it look broken too.
 *
 * @param envelope its JSON; null if it is not even that
 * @param numbered its id and its place among its issuer's events; null if that cannot be told
 */
record Remains(@Nullable JsonObject envelope, @Nullable Numbered numbered) {
    /**
     * The place of an event among its issuer's.
     *
     * @param iprev the event numbered one lower; null if it names none
     */
    record Numbered(
            EventId id,
            String namespace,
            String issuer,
            long iseq,
            @Nullable EventId iprev,
            long issuedAtMillis) {}

    /** Takes what is there. Total. */
    static Remains of(byte[] entry) {
        JsonObject envelope = json(entry);
        return new Remains(envelope, envelope == null ? null : numbered(envelope));
    }

    private static @Nullable JsonObject json(byte[] entry) {
        try {
            JsonValue value = CanonicalJson.parseAnySpelling(entry, "entry", Limits.ENTRY_BYTES_MAX);
            return value instanceof JsonObject object ? object : null;
        } catch (MalformedException e) {
            return null;
        }
    }

    private static @Nullable Numbered numbered(JsonObject envelope) {
        try {
            String iprev = text(envelope, "iprev");
            return new Numbered(
                    idOf(envelope),
                    Namespace.parse(wanted(text(envelope, "ns"))).encode(),
                    Issuer.parse(wanted(text(envelope, "issuer"))).encode(),
                    integer(envelope, "iseq"),
                    iprev == null ? null : EventId.parse(iprev),
                    integer(envelope, "issued_at"));
        } catch (MalformedException | IllegalArgumentException e) {
            return null;
        }
    }

    private static EventId idOf(JsonObject envelope) {
        JsonObject.Builder signed = JsonObject.builder();
        for (int i = 0; i < envelope.size(); i++) {
            String key = envelope.key(i);
            if (!key.equals("sig") && !key.equals("cosig")) {
                signed.put(key, envelope.value(i));
            }
        }
        return EventId.of(CanonicalJson.encode(signed.build()));
    }

    /** The kind that it claims to be; null if none that is known. */
    @Nullable
    EventKind kind() {
        String kind = envelope == null ? null : text(envelope, "kind");
        try {
            return kind == null ? null : EventKind.parse(kind);
        } catch (MalformedException e) {
            return null;
        }
    }

    /** A text of its body; null if there is none. */
    @Nullable
    String bodyText(String key) {
        JsonValue body = envelope == null ? null : envelope.get("body");
        return body instanceof JsonObject object ? text(object, key) : null;
    }

    private static @Nullable String text(JsonObject object, String key) {
        return object.get(key) instanceof JsonString string ? string.text() : null;
    }

    private static String wanted(@Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException("is missing");
        }
        return text;
    }

    private static long integer(JsonObject object, String key) {
        if (object.get(key) instanceof JsonInteger integer) {
            return integer.value();
        }
        throw new IllegalArgumentException("is missing");
    }
}
