package dev.plumbline.proofs.view;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.JsonArray;
import dev.plumbline.proofs.event.JsonInteger;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.event.JsonValue;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.VerifierKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the file form of an {@link Equivocation}: each member of its type, none missing, none left over. */
final class EquivocationReader {
    private static final String SUBJECT = "equivocation";
    private static final Set<String> MEMBERS = Set.of("v", "kind", "older", "newer", "keys", "prefix_root", "path");

    private final JsonObject file;

    private EquivocationReader(JsonObject file) {
        this.file = file;
    }

    static Equivocation read(byte[] json) throws MalformedException {
        JsonValue value = CanonicalJson.parseAnySpelling(json, SUBJECT, Limits.EVIDENCE_BYTES_MAX);
        if (!(value instanceof JsonObject file)) {
            throw new MalformedException(Malformed.VALUE, SUBJECT, "want an object");
        }
        return new EquivocationReader(file).read();
    }

    private Equivocation read() throws MalformedException {
        if (!(required("v") instanceof JsonInteger version)) {
            throw malformed(Malformed.VALUE, "v", "want a whole number");
        }
        if (version.value() != Equivocation.VERSION) {
            throw malformed(Malformed.UNSUPPORTED, "v", "is " + version.value() + ", want 1");
        }
        if (!text("kind").equals(Equivocation.KIND)) {
            throw malformed(
                    Malformed.UNSUPPORTED,
                    "kind",
                    "is " + MalformedException.quote(text("kind")) + ", want " + Equivocation.KIND);
        }
        SignedNote older = note("older");
        SignedNote newer = note("newer");
        List<VerifierKey> keys = keys();
        Hash prefixRoot = Hash.parseBase64(text("prefix_root"));
        var path = new ArrayList<Hash>();
        for (String hash : texts("path", Limits.PROOF_HASHES_MAX)) {
            path.add(Hash.parseBase64(hash));
        }
        for (int i = 0; i < file.size(); i++) {
            if (!MEMBERS.contains(file.key(i))) {
                throw malformed(Malformed.UNKNOWN_KEY, file.key(i), "is no key of this format");
            }
        }
        return new Equivocation(older, newer, keys, prefixRoot, new ConsistencyProof(path));
    }

    private SignedNote note(String key) throws MalformedException {
        SignedNote note = SignedNote.parse(text(key));
        if (note.text().length() > Limits.EVIDENCE_TEXT_CHARS_MAX) {
            throw malformed(
                    Malformed.LIMIT_EXCEEDED,
                    key,
                    "has a text of " + note.text().length() + " characters, want at most EVIDENCE_TEXT_CHARS_MAX = "
                            + Limits.EVIDENCE_TEXT_CHARS_MAX);
        }
        return note;
    }

    private List<VerifierKey> keys() throws MalformedException {
        var keys = new ArrayList<VerifierKey>();
        for (String vkey : texts("keys", Limits.EVIDENCE_KEYS_MAX)) {
            keys.add(VerifierKey.parse(vkey));
        }
        if (keys.isEmpty() || new HashSet<>(keys).size() < keys.size()) {
            throw malformed(Malformed.RULE, "keys", "names no key, or one twice");
        }
        return keys;
    }

    private List<String> texts(String key, int countMax) throws MalformedException {
        if (!(required(key) instanceof JsonArray array)) {
            throw malformed(Malformed.VALUE, key, "want an array");
        }
        if (array.items().size() > countMax) {
            throw malformed(
                    Malformed.LIMIT_EXCEEDED, key, "has " + array.items().size() + " items, want at most " + countMax);
        }
        var texts = new ArrayList<String>();
        for (JsonValue item : array.items()) {
            texts.add(text(item, key));
        }
        return texts;
    }

    private String text(String key) throws MalformedException {
        return text(required(key), key);
    }

    private static String text(JsonValue value, String key) throws MalformedException {
        if (value instanceof JsonString string) {
            return string.text();
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
