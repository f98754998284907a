package dev.plumbline.proofs.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signed event: the entry that the log holds, and what it says (formats section 3).
 *
 * <p>An event that exists is canonical and obeys the envelope's rules and those of its kind. That its signatures hold is
 * a separate question: {@link #checkSignatures}. Immutable.
 */
public final class Event {
    /**
     * Levels of JSON in an event, so that any event can be embedded two levels down in the proof of a conflict without
     * exceeding {@link Limits#JSON_DEPTH_MAX}. Only that proof itself may be deeper.
     */
    public static final int DEPTH_MAX = Limits.JSON_DEPTH_MAX - 2;

    private static final byte[] BEFORE_SIGNATURE = ",\"sig\":".getBytes(US_ASCII);
    private static final byte[] AFTER_SIGNATURE = (",\"v\":" + EventDraft.VERSION + "}").getBytes(US_ASCII);

    private final byte[] entry;
    private final EventId id;
    private final EventDraft content;
    private final EventSignature signature;
    private final List<EventCosignature> cosignatures;

    private Event(
            byte[] owned,
            EventId id,
            EventDraft content,
            EventSignature signature,
            List<EventCosignature> cosignatures) {
        this.entry = owned;
        this.id = id;
        this.content = content;
        this.signature = signature;
        this.cosignatures = List.copyOf(cosignatures);
    }

    /**
     * Reads an entry of at most 65,535 bytes. Accepts exactly the canonical bytes of an event of version 1 and of a
     * kind that this build knows; signatures are read and not checked.
     *
     * @throws MalformedException for anything else; its subject ends in the JSON pointer of what is wrong
     */
    public static Event parse(byte[] entry) throws MalformedException {
        if (entry.length > Limits.ENTRY_BYTES_MAX) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED,
                    "event",
                    "has " + entry.length + " bytes, want at most ENTRY_BYTES_MAX = " + Limits.ENTRY_BYTES_MAX);
        }
        byte[] owned = entry.clone();
        Fields fields = Fields.of(CanonicalJson.parse(owned), "");
        checkVersion(fields.integer("v"));
        EventKind kind = fields.parsed("kind", EventKind::parse);
        if (kind != EventKind.ISSUER_CONFLICT && depth(fields.object()) > DEPTH_MAX) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED, "event", "is nested more than " + DEPTH_MAX + " deep");
        }
        Body body = kind.parseBody(fields.fields("body"));
        Namespace namespace = fields.parsed("ns", Namespace::parse);
        Issuer issuer = fields.parsed("issuer", Issuer::parse);
        long iseq = fields.integer("iseq");
        EventId iprev = fields.parsedIfPresent("iprev", EventId::parse);
        long issuedAt = fields.integer("issued_at");
        Fields signatureFields = fields.fields("sig");
        EventSignature parsedSignature = SignatureFields.parse(signatureFields);
        EventSignature signature = signatureFields.end(() -> parsedSignature);
        List<EventCosignature> cosignatures = parseCosignatures(fields);
        return fields.end(() -> {
            var content = new EventDraft(body, namespace, issuer, iseq, iprev, issuedAt);
            checkCounterpart(content, cosignatures);
            return new Event(owned, idOf(fields.object(), owned), content, signature, cosignatures);
        });
    }

    /** A change of keys counts only if both parties sign it. */
    private static void checkCounterpart(EventDraft content, List<EventCosignature> cosignatures) {
        if (!(content.body() instanceof KeyRotate rotation)) {
            return;
        }
        Issuer counterpart = rotation.counterpart(content.issuer());
        if (cosignatures.isEmpty()) {
            throw new BrokenRuleException(Malformed.MISSING_KEY, "/cosig", "is missing, both parties sign");
        }
        if (cosignatures.stream().noneMatch(cosignature -> cosignature.by().equals(counterpart))) {
            throw new BrokenRuleException(Malformed.RULE, "/cosig", "is without " + counterpart);
        }
    }

    /**
     * The id of the envelope whose canonical bytes are {@code entry}. In these {@code sig} and {@code v} come last, so
     * cutting {@code sig} out leaves what is hashed; only a cosignature stands further in.
     */
    private static EventId idOf(JsonObject envelope, byte[] entry) {
        if (envelope.get("cosig") != null) {
            return EventId.of(CanonicalJson.encode(envelope.without("cosig", "sig")));
        }
        int cutStart = signatureStart(entry);
        byte[] kept = Arrays.copyOf(entry, cutStart + AFTER_SIGNATURE.length);
        System.arraycopy(AFTER_SIGNATURE, 0, kept, cutStart, AFTER_SIGNATURE.length);
        return EventId.of(kept);
    }

    /**
     * Where the comma before {@code sig} stands: at the last place that looks like it, since a signature that was parsed
     * holds no other keys than its own, and no text in it has a quote.
     */
    private static int signatureStart(byte[] entry) {
        int start = entry.length - AFTER_SIGNATURE.length - BEFORE_SIGNATURE.length;
        while (!Arrays.equals(
                entry, start, start + BEFORE_SIGNATURE.length, BEFORE_SIGNATURE, 0, BEFORE_SIGNATURE.length)) {
            start--;
        }
        return start;
    }

    private static void checkVersion(long version) throws MalformedException {
        if (version != EventDraft.VERSION) {
            throw new MalformedException(
                    Malformed.UNSUPPORTED, "event at /v", "is " + version + ", want " + EventDraft.VERSION);
        }
    }

    private static List<EventCosignature> parseCosignatures(Fields fields) throws MalformedException {
        if (!fields.has("cosig")) {
            return List.of();
        }
        List<EventCosignature> cosignatures = fields.list("cosig", EventCosignature::parse);
        if (cosignatures.isEmpty()) {
            throw new MalformedException(Malformed.VALUE, "event at /cosig", "is empty, want it left out");
        }
        if (cosignatures.size() > Limits.EVENT_COSIGNATURES_MAX) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED,
                    "event at /cosig",
                    "has " + cosignatures.size() + " items, want at most " + Limits.EVENT_COSIGNATURES_MAX);
        }
        var parties = new HashSet<Issuer>();
        for (int i = 0; i < cosignatures.size(); i++) {
            if (!parties.add(cosignatures.get(i).by())) {
                throw new MalformedException(Malformed.RULE, "event at /cosig/" + i + "/by", "has cosigned before");
            }
        }
        return cosignatures;
    }

    /** Nesting of a value, itself counting as 1 if it can hold others. At most {@link Limits#JSON_DEPTH_MAX} here. */
    private static int depth(JsonValue value) {
        int deepest = 0;
        if (value instanceof JsonObject object) {
            for (int i = 0; i < object.size(); i++) {
                deepest = Math.max(deepest, depth(object.value(i)));
            }
        } else if (value instanceof JsonArray array) {
            for (JsonValue item : array.items()) {
                deepest = Math.max(deepest, depth(item));
            }
        } else {
            return 0;
        }
        return deepest + 1;
    }

    /** The event that our own code has put together; what could still be wrong is its size, or who cosigned. */
    static Event built(JsonObject envelope) {
        try {
            return parse(CanonicalJson.encode(envelope));
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The same event with one more cosignature, whose maker must not have cosigned before. */
    public Event cosign(EventSigner cosigner) {
        EventSignature added = cosigner.sign(id, kind().wireName(), namespace().encode(), issuedAtMillis());
        var all = new ArrayList<>(cosignatures);
        all.add(new EventCosignature(cosigner.issuer(), added));
        var items = new JsonArray(
                all.stream().<JsonValue>map(EventCosignature::encode).toList());
        return built(envelope().without("cosig").toBuilder().put("cosig", items).build());
    }

    /** The envelope, signatures included. Parses the entry once more. */
    JsonObject envelope() {
        try {
            return Fields.of(CanonicalJson.parse(entry), "").object();
        } catch (MalformedException e) {
            throw new AssertionError("the entry was parsed before", e);
        }
    }

    /** SHA-256 of the canonical envelope without signatures, behind its domain prefix. */
    public EventId id() {
        return id;
    }

    /** The kind of the body. */
    public EventKind kind() {
        return content.body().kind();
    }

    /** The datanet that the event belongs to. */
    public Namespace namespace() {
        return content.namespace();
    }

    /** Who issued it. */
    public Issuer issuer() {
        return content.issuer();
    }

    /** Its number among the issuer's events of this namespace, from 1. */
    public long iseq() {
        return content.iseq();
    }

    /** The event numbered one lower; null exactly for number 1. */
    public @Nullable EventId iprev() {
        return content.iprev();
    }

    /** The issuer's clock, in milliseconds since the epoch. A claim; never used for ordering. */
    public long issuedAtMillis() {
        return content.issuedAtMillis();
    }

    /** What the event says. Encoding it again may leave out an optional list that the issuer wrote empty. */
    public Body body() {
        return content.body();
    }

    /** The issuer's signature, unchecked. */
    public EventSignature signature() {
        return signature;
    }

    /** The signatures of others, unchecked, each party once. */
    public List<EventCosignature> cosignatures() {
        return cosignatures;
    }

    /** The bytes that are logged and hashed. A fresh copy. */
    public byte[] entry() {
        return entry.clone();
    }

    /** Number of bytes of the entry. */
    public int entrySize() {
        return entry.length;
    }

    /** The hash of the entry as a leaf of the log. Hashes the entry each time. */
    public Hash leafHash() {
        return TreeHasher.leaf(entry);
    }

    /** Every event that the body names, once for each relation. */
    public List<Reference> references() {
        return body().references();
    }

    /** Every party that the body names, once for each role. */
    public List<Mention> mentions() {
        return body().mentions();
    }

    /**
     * Whether the issuer and every cosigner signed this event: the first status that is not valid, or valid.
     *
     * <p>Total. Costs one signature check each, and up to 13 hashes for a batch.
     */
    public SignatureStatus checkSignatures() {
        return checkSignatures(new BatchVerifier());
    }

    /** As {@link #checkSignatures()}, but pays for a batch signature once for all events that share the verifier. */
    public SignatureStatus checkSignatures(BatchVerifier verifier) {
        SignatureStatus status = check(verifier, issuer(), signature);
        for (int i = 0; i < cosignatures.size() && status == SignatureStatus.VALID; i++) {
            EventCosignature cosignature = cosignatures.get(i);
            status = check(verifier, cosignature.by(), cosignature.signature());
        }
        return status;
    }

    private SignatureStatus check(BatchVerifier verifier, Issuer signer, EventSignature signed) {
        return verifier.check(signed, signer, id, kind().wireName(), namespace().encode(), issuedAtMillis());
    }

    /** Whether the other is the same entry, byte for byte; two signings of one event are two entries. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Event event && Arrays.equals(entry, event.entry);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return kind().wireName() + " " + id;
    }
}
