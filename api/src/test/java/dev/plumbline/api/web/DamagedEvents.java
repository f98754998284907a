package dev.plumbline.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.SignatureStatus;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Events of every kind and algorithm in which each value is replaced, taken away or joined by another. */
final class DamagedEvents {
    private static final String MEMBER = "entry";
    /** Every byte would be better, and cost minutes: those between are left to the receipts. */
    private static final int BYTE_STEP = 5;

    private static final String ZEROS = "0".repeat(64);
    /** Put in place of every value in turn, as JSON. */
    private static final List<String> REPLACEMENTS = List.of(
            "0",
            "1",
            "-1",
            "2",
            "9007199254740991",
            "9007199254740992",
            "1.5",
            "null",
            "true",
            "{}",
            "[]",
            "\"\"",
            "\"x\"",
            "\"0\"",
            "\"01\"",
            "\"1000000000000000000\"",
            "\"1000000000000000001\"",
            "\"\\u00e9\"",
            "\"a b\"",
            "\"../a\"",
            "\"a/b\"",
            "\"eip155:1/slip44:60\"",
            "\"eip155:1/erc20:0xAb\"",
            "\"-1\"",
            "\"-0\"",
            "\"0x" + ZEROS + "\"",
            "\"0x" + "A".repeat(64) + "\"",
            "\"0x" + "0".repeat(130) + "\"",
            "\"upheld\"",
            "\"approximate\"",
            "\"final\"",
            "\"served\"",
            "\"refused\"",
            "\"sha256:" + ZEROS + "\"",
            "\"sha256:" + "A".repeat(64) + "\"",
            "\"sha256:" + "0".repeat(63) + "\"",
            "\"" + "a".repeat(129) + "\"",
            "\"" + "9".repeat(79) + "\"",
            "\"did:web:example.org\"",
            "\"did:key:z6Mk\"",
            "\"did:key:z" + "1".repeat(30) + "\"",
            "\"did:pkh:eip155:1:0x" + "0".repeat(40) + "\"",
            "\"did:pkh:eip155:01:0x" + "0".repeat(40) + "\"",
            "\"did:pkh:eip155:9007199254740992:0x" + "0".repeat(40) + "\"",
            "[1]",
            "[\"x\"]",
            "[{}]");

    private final DifferentialCases cases;
    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private DamagedEvents(DifferentialCases cases) {
        this.cases = cases;
    }

    static void addTo(DifferentialCases cases) throws IOException {
        var damaged = new DamagedEvents(cases);
        for (Map.Entry<String, Event> event : events().entrySet()) {
            damaged.add(event.getKey(), event.getValue());
        }
    }

    private static Map<String, Event> events() {
        EventSigner p256 = EventSigner.p256(SampleEvents.hash("p256").bytes());
        EventSigner secp256k1 =
                EventSigner.secp256k1(SampleEvents.hash("secp256k1").bytes());
        EventSigner account =
                EventSigner.ethereumAccount(1_612, SampleEvents.hash("wallet").bytes());
        EventSigner ed25519 = SampleEvents.signer(3);
        EventDraft first = draft(SampleEvents.fullUpload(), ed25519);
        Event follower = EventDraft.after(SampleEvents.first(), SampleEvents.smallUpload(2), SampleEvents.ISSUED_AT)
                .sign(SampleEvents.signer(0));
        List<Event> batch = EventDraft.signBatch(
                List.of(first, draft(SampleEvents.model(), ed25519), draft(SampleEvents.split(), ed25519)), ed25519);
        var events = new TreeMap<>(Map.of(
                "upload", first.sign(ed25519),
                "second and cosigned", follower.cosign(ed25519).cosign(account).cosign(p256),
                "model by p256", draft(SampleEvents.model(), p256).sign(p256),
                "split by secp256k1", draft(SampleEvents.split(), secp256k1).sign(secp256k1),
                "inference by an account",
                        draft(SampleEvents.inference(2), account).sign(account),
                "accrual", draft(SampleEvents.accrual(), ed25519).sign(ed25519),
                "conflict", draft(SampleEvents.conflict(), ed25519).sign(ed25519),
                "batch", batch.get(2)));
        SampleEvents.everyKind().forEach((kind, body) -> {
            if (events.values().stream().noneMatch(event -> event.kind() == kind)) {
                events.put(kind.wireName(), SampleEvents.firstOf(body));
            }
        });
        return events;
    }

    private static EventDraft draft(Body body, EventSigner signer) {
        return EventDraft.first(body, SampleEvents.NAMESPACE, signer.issuer(), SampleEvents.ISSUED_AT);
    }

    private void add(String name, Event event) throws IOException {
        byte[] entry = event.entry();
        cases.base(name, "verify-event", Map.of(MEMBER + "_base64", DifferentialCases.base64(entry)));
        cases.whole(name, MEMBER, expected(entry));
        for (int at = 0; at < entry.length; at += BYTE_STEP) {
            byte[] damaged = entry.clone();
            damaged[at] ^= (byte) (1 << at % 8);
            cases.changed(name, MEMBER, at, damaged[at] & 0xff, expected(damaged));
        }
        JsonNode tree = mapper.readTree(entry);
        var places = new ArrayList<JsonPointer>();
        collect(tree, JsonPointer.empty(), places);
        for (JsonPointer place : places) {
            for (String replacement : REPLACEMENTS) {
                addEdited(name, place + " is " + replacement, with(tree, place, replacement));
            }
            addEdited(name, place + " is missing", without(tree, place));
            addEdited(name, place + " is there twice", doubled(tree, place));
        }
        addEdited(name, "has another key", with(tree, JsonPointer.compile("/zeta"), "1"));
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(key -> {
                places.add(at.appendProperty(key));
                collect(object.get(key), at.appendProperty(key), places);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                places.add(at.appendIndex(i));
                collect(array.get(i), at.appendIndex(i), places);
            }
        }
    }

    private JsonNode with(JsonNode tree, JsonPointer place, String json) throws IOException {
        JsonNode edited = tree.deepCopy();
        JsonNode parent = edited.at(place.head());
        if (parent instanceof ArrayNode array) {
            array.set(place.last().getMatchingIndex(), mapper.readTree(json));
        } else {
            ((ObjectNode) parent).set(place.last().getMatchingProperty(), mapper.readTree(json));
        }
        return edited;
    }

    private static JsonNode without(JsonNode tree, JsonPointer place) {
        JsonNode edited = tree.deepCopy();
        JsonNode parent = edited.at(place.head());
        if (parent instanceof ArrayNode array) {
            array.remove(place.last().getMatchingIndex());
        } else {
            ((ObjectNode) parent).remove(place.last().getMatchingProperty());
        }
        return edited;
    }

    /** An item of an array stands there twice; a member stands under a second key as well. */
    private static JsonNode doubled(JsonNode tree, JsonPointer place) {
        JsonNode edited = tree.deepCopy();
        JsonNode parent = edited.at(place.head());
        if (parent instanceof ArrayNode array) {
            array.insert(place.last().getMatchingIndex(), tree.at(place));
        } else {
            ((ObjectNode) parent).set(place.last().getMatchingProperty() + "_", tree.at(place));
        }
        return edited;
    }

    private void addEdited(String name, String what, JsonNode edited) throws IOException {
        String text = mapper.writeValueAsString(mapper.treeToValue(edited, Object.class));
        cases.replaced(name, what, MEMBER, text, expected(text.getBytes(UTF_8)));
    }

    private ObjectNode expected(byte[] entry) {
        try {
            SignatureStatus status = Event.parse(entry).checkSignatures();
            return status == SignatureStatus.VALID
                    ? cases.accepted()
                    : cases.refused("EVENT_SIGNATURE_BAD").put("code", status.name());
        } catch (MalformedException e) {
            boolean isUnsupported = e.code() == Malformed.UNSUPPORTED;
            return cases.refused(isUnsupported ? "FORMAT_UNSUPPORTED" : "ENTRY_NOT_CANONICAL")
                    .put("code", e.code().name());
        }
    }
}
