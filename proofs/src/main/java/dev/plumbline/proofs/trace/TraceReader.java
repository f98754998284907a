package dev.plumbline.proofs.trace;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.JsonMembers;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.MultiInclusionProof;
import dev.plumbline.proofs.note.SignedNote;
import java.util.ArrayList;
import java.util.List;

/** Reads the file form of a {@link TraceBundle}: each member of its type, none missing, none left over. */
final class TraceReader {
    private static final String SUBJECT = "trace";

    private TraceReader() {}

    static TraceBundle read(byte[] json) throws MalformedException {
        var file = new JsonMembers(
                CanonicalJson.parseAnySpelling(json, SUBJECT, Limits.TRACE_BYTES_MAX, Limits.TRACE_TOKENS_MAX),
                SUBJECT,
                "");
        file.version("v");
        file.kind("kind", TraceBundle.KIND);
        EventId subject = EventId.parse(file.text("subject", Limits.TRACE_BYTES_MAX));
        Long line = file.ifPresent("line") == null ? null : file.size("line");
        SignedNote checkpoint = SignedNote.parse(file.text("checkpoint", Limits.TRACE_BYTES_MAX));
        List<String> entries = file.strings("entries", Limits.TRACE_ENTRIES_MAX).stream()
                .map(JsonString::text)
                .toList();
        MultiInclusionProof proof = proof(file);
        file.end();
        if (entries.size() != proof.leafIndexes().size()) {
            throw file.malformed(
                    Malformed.RULE,
                    "indexes",
                    "has " + proof.leafIndexes().size() + " items for " + entries.size() + " entries");
        }
        return new TraceBundle(subject, line, checkpoint, proof, entries);
    }

    private static MultiInclusionProof proof(JsonMembers file) throws MalformedException {
        List<Long> indexes = file.sizes("indexes", Limits.TRACE_ENTRIES_MAX);
        var hashes = new ArrayList<Hash>();
        for (JsonString hash : file.strings("proof", Limits.TRACE_TOKENS_MAX)) {
            hashes.add(Hash.parseBase64(hash.text()));
        }
        return new MultiInclusionProof(indexes, hashes);
    }
}
