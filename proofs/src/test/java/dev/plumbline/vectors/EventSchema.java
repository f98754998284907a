package dev.plumbline.vectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.plumbline.proofs.event.EventKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The published schemas, asked by a validator that is not ours. */
final class EventSchema {
    /** Where the documentation of the format lies. */
    static final Path FORMAT = Path.of(System.getProperty("plumbline.root", ".."), "docs", "format");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonSchema envelope = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(file("event").toUri());

    /** The file of a kind's schema, or of that of the envelope or the values. */
    static Path file(String name) {
        return FORMAT.resolve("schema").resolve(name + ".schema.json");
    }

    /** The schema of a kind's body, as JSON. */
    static JsonNode ofKind(EventKind kind) {
        return read(file(kind.wireName()));
    }

    static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the schema finds wrong with an event; nothing if it finds nothing, or if it is no JSON to begin with. */
    Set<ValidationMessage> refusals(String event) {
        try {
            return envelope.validate(JSON.readTree(event));
        } catch (JsonProcessingException e) {
            return Set.of();
        }
    }
}
