package dev.plumbline.proofs.view;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.JsonMembers;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.VerifierKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Reads the file form of an {@link Equivocation}: each member of its type, none missing, none left over. */
final class EquivocationReader {
    private static final String SUBJECT = "equivocation";

    private EquivocationReader() {}

    static Equivocation read(byte[] json) throws MalformedException {
        var file =
                new JsonMembers(CanonicalJson.parseAnySpelling(json, SUBJECT, Limits.EVIDENCE_BYTES_MAX), SUBJECT, "");
        file.version("v");
        file.kind("kind", Equivocation.KIND);
        SignedNote older = note(file, "older");
        SignedNote newer = note(file, "newer");
        List<VerifierKey> keys = keys(file);
        Hash prefixRoot = Hash.parseBase64(file.text("prefix_root", Limits.EVIDENCE_BYTES_MAX));
        var path = new ArrayList<Hash>();
        for (JsonString hash : file.strings("path", Limits.PROOF_HASHES_MAX)) {
            path.add(Hash.parseBase64(hash.text()));
        }
        file.end();
        return new Equivocation(older, newer, keys, prefixRoot, new ConsistencyProof(path));
    }

    private static SignedNote note(JsonMembers file, String key) throws MalformedException {
        SignedNote note = SignedNote.parse(file.text(key, Limits.EVIDENCE_BYTES_MAX));
        if (note.text().length() > Limits.EVIDENCE_TEXT_CHARS_MAX) {
            throw file.malformed(
                    Malformed.LIMIT_EXCEEDED,
                    key,
                    "has a text of " + note.text().length() + " characters, want at most EVIDENCE_TEXT_CHARS_MAX = "
                            + Limits.EVIDENCE_TEXT_CHARS_MAX);
        }
        return note;
    }

    private static List<VerifierKey> keys(JsonMembers file) throws MalformedException {
        var keys = new ArrayList<VerifierKey>();
        for (JsonString vkey : file.strings("keys", Limits.EVIDENCE_KEYS_MAX)) {
            keys.add(VerifierKey.parse(vkey.text()));
        }
        if (keys.isEmpty() || new HashSet<>(keys).size() < keys.size()) {
            throw file.malformed(Malformed.RULE, "keys", "names no key, or one twice");
        }
        return keys;
    }
}
