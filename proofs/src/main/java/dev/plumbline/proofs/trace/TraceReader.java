package dev.plumbline.proofs.trace;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.JsonArray;
import dev.plumbline.proofs.event.JsonInteger;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.event.JsonValue;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.MultiInclusionProof;
import dev.plumbline.proofs.note.SignedNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the file form of a {@link TraceBundle}: each member of its type, none missing, none left over. */
final class TraceReader {
    private static final String SUBJECT = "trace";
    private static final Set<String> MEMBERS =
            Set.of("v", "kind", "subject", "line", "checkpoint", "indexes", "entries", "proof");

    private final JsonObject file;

    private TraceReader(JsonObject file) {
        this.file = file;
    }

    static TraceBundle read(byte[] json) throws MalformedException {
        JsonValue value =
                CanonicalJson.parseAnySpelling(json, SUBJECT, Limits.TRACE_BYTES_MAX, Limits.TRACE_TOKENS_MAX);
        if (!(value instanceof JsonObject file)) {
            throw new MalformedException(Malformed.VALUE, SUBJECT, "want an object");
        }
        return new TraceReader(file).read();
    }

    private TraceBundle read() throws MalformedException {
        long version = number(required("v"), "v");
        if (version != TraceBundle.VERSION) {
            throw malformed(Malformed.UNSUPPORTED, "v", "is " + version + ", want 1");
        }
        JsonString kind = text(required("kind"), "kind");
        if (!kind.text().equals(TraceBundle.KIND)) {
            throw malformed(
                    Malformed.UNSUPPORTED,
                    "kind",
                    "is " + MalformedException.quote(kind.text()) + ", want " + TraceBundle.KIND);
        }
        EventId subject = EventId.parse(text(required("subject"), "subject").text());
        JsonValue line = file.get("line");
        Long lineNumber = line == null ? null : number(line, "line");
        SignedNote checkpoint =
                SignedNote.parse(text(required("checkpoint"), "checkpoint").text());
        List<String> entries = entries();
        MultiInclusionProof proof = proof();
        for (int i = 0; i < file.size(); i++) {
            if (!MEMBERS.contains(file.key(i))) {
                throw malformed(Malformed.UNKNOWN_KEY, file.key(i), "is no key of this format");
            }
        }
        if (entries.size() != proof.leafIndexes().size()) {
            throw malformed(
                    Malformed.RULE,
                    "indexes",
                    "has " + proof.leafIndexes().size() + " items for " + entries.size() + " entries");
        }
        return new TraceBundle(subject, lineNumber, checkpoint, proof, entries);
    }

    private List<String> entries() throws MalformedException {
        var entries = new ArrayList<String>();
        for (JsonValue item : array("entries", Limits.TRACE_ENTRIES_MAX)) {
            entries.add(text(item, "entries").text());
        }
        return entries;
    }

    private MultiInclusionProof proof() throws MalformedException {
        var indexes = new ArrayList<Long>();
        for (JsonValue item : array("indexes", Limits.TRACE_ENTRIES_MAX)) {
            indexes.add(number(item, "indexes"));
        }
        var hashes = new ArrayList<Hash>();
        for (JsonValue item : array("proof", Limits.TRACE_TOKENS_MAX)) {
            hashes.add(Hash.parseBase64(text(item, "proof").text()));
        }
        return new MultiInclusionProof(indexes, hashes);
    }

    private List<JsonValue> array(String key, int countMax) throws MalformedException {
        if (!(required(key) instanceof JsonArray array)) {
            throw malformed(Malformed.VALUE, key, "want an array");
        }
        if (array.items().size() > countMax) {
            throw malformed(
                    Malformed.LIMIT_EXCEEDED, key, "has " + array.items().size() + " items, want at most " + countMax);
        }
        return array.items();
    }

    private static long number(JsonValue value, String key) throws MalformedException {
        if (value instanceof JsonInteger integer && integer.value() >= 0) {
            return integer.value();
        }
        throw malformed(Malformed.VALUE, key, "want a whole number, 0 or more");
    }

    private static JsonString text(JsonValue value, String key) throws MalformedException {
        if (value instanceof JsonString string) {
            return string;
        }
        throw malformed(Malformed.VALUE, key, "want a string");
    }

    private JsonValue required(String key) throws MalformedException {
        JsonValue value = file.get(key);
        if (value == null) {
            throw malformed(Malformed.MISSING_KEY, key, "is missing");
        }
        return value;
    }

    private static MalformedException malformed(Malformed code, String key, String detail) {
        return new MalformedException(code, SUBJECT + " at /" + key, detail);
    }
}
