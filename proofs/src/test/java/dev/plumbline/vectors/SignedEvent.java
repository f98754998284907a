package dev.plumbline.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.proofs.event.Body;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * An event that can be changed in one place and is then signed anew, so that nothing but the change can be wrong with it.
 *
 * <p>A JSON library that knows nothing of our rules holds it; its canonical form, its id and what is signed are put
 * together here from the words of the format.
 */
final class SignedEvent {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final byte[] ID_PREFIX = Bytes.of("plumbline/event/v1\0");
    private static final byte[] SIGNED_PREFIX = Bytes.of("plumbline/sig/v1\0");

    private final ObjectNode envelope;

    private SignedEvent(ObjectNode envelope) {
        this.envelope = envelope;
    }

    /** Signer 0's first event, with this body. */
    static SignedEvent first(Body body) {
        return new SignedEvent(
                (ObjectNode) read(new String(SampleEvents.firstOf(body).entry(), UTF_8)));
    }

    /** Signer 0's second event, cosigned by signer 1. */
    static SignedEvent second(Body body) {
        return first(body)
                .with("/iseq", "2")
                .with("/iprev", "\"sha256:" + SampleEvents.hash("first").hex() + "\"")
                .with("/cosig", "[" + cosignature(1) + "]")
                .signed();
    }

    /** A place for the cosignature of another signer, still to be signed. */
    static String cosignature(int signer) {
        return "{\"alg\":\"ed25519\",\"by\":\""
                + SampleEvents.signer(signer).issuer().encode() + "\",\"value\":\"0x\"}";
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a value, given as JSON, at a pointer; takes away what is there if the value is a dash. Signs nothing anew. */
    SignedEvent with(String pointer, String json) {
        ObjectNode edited = envelope.deepCopy();
        JsonPointer place = JsonPointer.compile(pointer);
        JsonNode parent = edited.at(place.head());
        String last = place.last().getMatchingProperty();
        if (parent instanceof ArrayNode array) {
            int index = Integer.parseInt(last);
            if (json.equals("-")) {
                array.remove(index);
            } else {
                array.insert(index, read(json));
            }
        } else if (!json.equals("-")) {
            ((ObjectNode) parent).set(last, read(json));
        } else if (((ObjectNode) parent).remove(last) == null) {
            throw new IllegalArgumentException("nothing at " + pointer);
        }
        return new SignedEvent(edited);
    }

    /** The same event with the Ed25519 signatures of signer 0 as issuer and of signers 1, 2 … as cosigners. */
    SignedEvent signed() {
        ObjectNode copy = envelope.deepCopy();
        ((ObjectNode) copy.get("sig")).put("value", signature(0));
        JsonNode cosignatures = copy.path("cosig");
        for (int i = 0; i < cosignatures.size(); i++) {
            ((ObjectNode) cosignatures.get(i)).put("value", signature(i + 1));
        }
        return new SignedEvent(copy);
    }

    private String signature(int signer) {
        TestKey key = new TestKey("", 0, SampleEvents.hash("signer " + signer).bytes());
        return "0x" + java.util.HexFormat.of().formatHex(key.sign(signedBytes()));
    }

    /** What all algorithms but eip712 sign. */
    byte[] signedBytes() {
        return Bytes.concat(SIGNED_PREFIX, id());
    }

    /** The 32 bytes of the event id. */
    byte[] id() {
        ObjectNode unsigned = envelope.deepCopy();
        unsigned.remove("sig");
        unsigned.remove("cosig");
        return Bytes.sha256(ID_PREFIX, canonical(unsigned));
    }

    String at(String pointer) {
        return envelope.at(pointer).asText();
    }

    boolean has(String pointer) {
        return !envelope.at(pointer).isMissingNode();
    }

    byte[] entry() {
        return canonical(envelope);
    }

    String text() {
        return new String(entry(), UTF_8);
    }

    private static byte[] canonical(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(JSON.treeToValue(node, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The vector of an event that holds. */
    static Vector accept(String name, SignedEvent event) {
        return Vector.accept("event", name, "verify-event")
                .with("entry", event.text())
                .proves("event_id", "sha256:" + java.util.HexFormat.of().formatHex(event.id()))
                .proves("leaf_hash", SlowTree.leaf(event.entry()))
                .proves("kind", event.at("/kind"))
                .proves("issuer", event.at("/issuer"));
    }

    /** The vector of an event that does not; UNSUPPORTED has a reason of its own. */
    static Vector reject(String name, String entry, String code) {
        String reason = code.equals("UNSUPPORTED") ? "FORMAT_UNSUPPORTED" : "ENTRY_NOT_CANONICAL";
        return Vector.reject("event", name, "verify-event", reason).code(code).with("entry", entry);
    }
}
