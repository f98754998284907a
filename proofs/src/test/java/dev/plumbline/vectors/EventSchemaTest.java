package dev.plumbline.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.testkit.EventRow;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the published schemas and examples to the code: neither may know a key that the other does not. */
final class EventSchemaTest {
    /** Of these codes, what one event says is enough to tell, so a schema should tell it too. */
    private static final Set<String> TELLABLE = Set.of("UNKNOWN_KEY", "MISSING_KEY", "VALUE");

    /** What the schema of the envelope says that it leaves to a reader. */
    private static final List<String> UNTOLD = List.of(
            "event/reject/envelope-issuer-account-chain-2-53.json",
            "event/reject/envelope-sig-batch-index-is-size.json");

    private final EventSchema schema = new EventSchema();

    @ParameterizedTest
    @EnumSource(EventKind.class)
    void takesTheExampleOfEachKind(EventKind kind) throws Exception {
        Path file = EventSchema.FORMAT.resolve("examples").resolve(kind.wireName() + ".json");
        byte[] entry = SampleEvents.firstOf(SampleEvents.everyKind().get(kind)).entry();
        if (Boolean.getBoolean("examples.write")) {
            Files.createDirectories(file.getParent());
            Files.write(file, entry);
        }
        assertThat(Files.readAllBytes(file))
                .as("%s; mvn test -pl proofs -Dtest=EventSchemaTest -Dexamples.write=true writes it anew", file)
                .isEqualTo(entry);
        assertThat(Event.parse(entry).kind()).isEqualTo(kind);
        assertThat(schema.refusals(new String(entry, UTF_8))).isEmpty();
    }

    @Test
    void isThereForEachKindAndNoOther() throws IOException {
        Set<String> wanted = Stream.concat(
                        Arrays.stream(EventKind.values()).map(EventKind::wireName), Stream.of("event", "values"))
                .map(name -> name + ".schema.json")
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(EventSchema.file("event").getParent())) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrderElementsOf(wanted);
        }
        try (Stream<Path> files = Files.list(EventSchema.FORMAT.resolve("examples"))) {
            assertThat(files).hasSize(EventKind.values().length);
        }
    }

    @Test
    void takesEveryEventThatWeTake() {
        events("accept").forEach((name, vector) -> {
            String entry = vector.at("/input/entry").asText();
            assertThat(schema.refusals(entry)).as(name).isEmpty();
        });
        EventRow.all()
                .filter(EventRow::isAccepted)
                .forEach(row -> assertThat(schema.refusals(changed(row)))
                        .as(row.toString())
                        .isEmpty());
    }

    /** Everything but what each schema says that it cannot express. */
    @Test
    void refusesWhatOneValueAloneTells() {
        var missed = new ArrayList<String>();
        var refusedByKind = new TreeMap<String, Integer>();
        EventRow.all().filter(row -> !row.isAccepted()).forEach(row -> {
            boolean isRefused = !schema.refusals(changed(row)).isEmpty();
            refusedByKind.merge(row.kind().wireName(), isRefused ? 1 : 0, Integer::sum);
            if (!isRefused && TELLABLE.contains(row.code())) {
                missed.add(row.kind() + " " + row.name());
            }
        });
        events("reject").forEach((name, vector) -> {
            String entry = vector.at("/input/entry").asText();
            String code = vector.at("/expected/code").asText();
            boolean isRefused = !schema.refusals(entry).isEmpty();
            for (EventKind kind : EventKind.values()) {
                if (name.contains("/" + kind.wireName().replace('.', '-') + "-")) {
                    refusedByKind.merge(kind.wireName(), isRefused ? 1 : 0, Integer::sum);
                }
            }
            if (!isRefused && TELLABLE.contains(code)) {
                missed.add(name);
            }
        });
        assertThat(refusedByKind).hasSize(EventKind.values().length);
        assertThat(refusedByKind.values()).allMatch(count -> count >= 5);
        assertThat(missed).containsExactlyInAnyOrderElementsOf(UNTOLD);
    }

    /** A key that the schema has and the code does not would be refused as unknown; any other says what is wrong with it. */
    @ParameterizedTest
    @EnumSource(EventKind.class)
    void namesNoKeyThatTheCodeDoesNotKnow(EventKind kind) {
        SignedEvent sample = SignedEvent.first(SampleEvents.everyKind().get(kind));
        int keys = assertKnown(sample, "/body", EventSchema.ofKind(kind));
        assertThat(keys).isGreaterThan(2);
    }

    private static int assertKnown(SignedEvent sample, String pointer, JsonNode schema) {
        int count = 0;
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String place = pointer + "/" + property.getKey();
            assertThatThrownBy(() ->
                            Event.parse(sample.with(place, "true").signed().entry()))
                    .as(place)
                    .isInstanceOfSatisfying(
                            MalformedException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(Malformed.VALUE));
            count++;
            boolean isThere = sample.has(place);
            JsonNode inner = property.getValue();
            if (isThere && inner.has("properties")) {
                count += assertKnown(sample, place, inner);
            } else if (isThere && inner.path("items").has("properties") && sample.has(place + "/0")) {
                count += assertKnown(sample, place + "/0", inner.path("items"));
            }
        }
        return count;
    }

    /** Each closed choice of a schema is that of one of our enums. */
    @Test
    void namesTheChoicesOfTheCode() {
        for (EventKind kind : EventKind.values()) {
            var places = new ArrayList<String>();
            collectChoices(EventSchema.ofKind(kind), "/body", places);
            SignedEvent sample = SignedEvent.first(SampleEvents.everyKind().get(kind));
            for (String choice : places) {
                String place = choice.substring(0, choice.indexOf(' '));
                if (!sample.has(place)) {
                    continue;
                }
                String named = refusalOf(sample.with(place, "\"no such choice\""));
                Set<String> wanted = Set.of(
                        named.substring(named.indexOf("want one of ") + 12).split(", "));
                assertThat(new HashSet<>(List.of(
                                choice.substring(choice.indexOf(' ') + 1).split(","))))
                        .as(kind + " " + place)
                        .isEqualTo(wanted);
            }
        }
    }

    private static void collectChoices(JsonNode schema, String pointer, List<String> choices) {
        schema.path("properties").properties().forEach(property -> {
            String place = pointer + "/" + property.getKey();
            JsonNode inner = property.getValue();
            addChoice(inner, place, choices);
            addChoice(inner.path("items"), place + "/0", choices);
            collectChoices(inner, place, choices);
            collectChoices(inner.path("items"), place + "/0", choices);
        });
    }

    private static void addChoice(JsonNode schema, String place, List<String> choices) {
        if (schema.has("enum")) {
            var values = new ArrayList<String>();
            schema.get("enum").forEach(value -> values.add(value.asText()));
            choices.add(place + " " + String.join(",", values));
        }
    }

    private static String refusalOf(SignedEvent event) {
        try {
            Event.parse(event.signed().entry());
            throw new AssertionError("no such choice was taken");
        } catch (MalformedException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String changed(EventRow row) {
        return SignedEvent.first(SampleEvents.everyKind().get(row.kind()))
                .with(row.pointer(), row.json())
                .text();
    }

    /** The vectors of events that are JSON of the canonical form, by name. */
    private static Map<String, JsonNode> events(String side) {
        var events = new TreeMap<String, JsonNode>();
        Suite.whole().files().forEach((path, bytes) -> {
            if (path.startsWith("event/" + side + "/") && !path.contains("/spelling-")) {
                JsonNode vector = SignedEvent.read(new String(bytes, UTF_8));
                if (vector.at("/input").has("entry")) {
                    events.put(path, vector);
                }
            }
        });
        assertThat(events).hasSizeGreaterThan(20);
        return events;
    }
}
