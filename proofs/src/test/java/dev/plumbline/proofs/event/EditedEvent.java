package dev.plumbline.proofs.event;

import static dev.plumbline.testkit.SampleEvents.ISSUED_AT;
import static dev.plumbline.testkit.SampleEvents.NAMESPACE;
import static dev.plumbline.testkit.SampleEvents.id;
import static dev.plumbline.testkit.SampleEvents.signer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A valid event, changed in one place by a JSON library that knows nothing of our rules, and put in canonical form. */
final class EditedEvent {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private final JsonNode envelope;

    private EditedEvent(JsonNode envelope) {
        this.envelope = envelope;
    }

    /** The second event of an issuer, with this body, cosigned by another. */
    static EditedEvent of(Body body) {
        var draft = new EventDraft(body, NAMESPACE, signer(0).issuer(), 2, id("first"), ISSUED_AT);
        try {
            return new EditedEvent(
                    JSON.readTree(draft.sign(signer(0), signer(1)).entry()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a value, given as JSON, at a pointer; takes away what is there if the value is a dash. */
    EditedEvent with(String pointer, String json) {
        try {
            JsonNode edited = envelope.deepCopy();
            JsonPointer place = JsonPointer.compile(pointer);
            JsonNode parent = edited.at(place.head());
            String last = place.last().getMatchingProperty();
            if (parent instanceof ObjectNode object) {
                if (json.equals("-")) {
                    assertThat(object.remove(last))
                            .as("removed from " + pointer)
                            .isNotNull();
                } else {
                    object.set(last, JSON.readTree(json));
                }
            } else if (json.equals("-")) {
                ((ArrayNode) parent).remove(Integer.parseInt(last));
            } else {
                ((ArrayNode) parent).insert(Integer.parseInt(last), JSON.readTree(json));
            }
            return new EditedEvent(edited);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] entry() {
        try {
            return JSON.writeValueAsBytes(JSON.treeToValue(envelope, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void assertAccepted() throws MalformedException {
        assertThat(Event.parse(entry()).entry()).isEqualTo(entry());
    }

    void assertRefused(Malformed code, String pointer) {
        assertThatThrownBy(() -> Event.parse(entry())).isInstanceOfSatisfying(MalformedException.class, refusal -> {
            assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
            assertThat(refusal.subject()).isEqualTo(CanonicalJson.subject(pointer));
        });
    }
}
