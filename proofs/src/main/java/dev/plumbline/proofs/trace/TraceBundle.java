package dev.plumbline.proofs.trace;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.JsonInteger;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.merkle.MultiInclusionProof;
import dev.plumbline.proofs.note.SignedNote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries that explain an event, and the proof that they are in one log: {@code application/vnd.plumbline.trace+json},
 * suffix {@code .trace.json} (docs/format/trace.md). Parsed, not verified: hand it to a {@link TraceVerifier}.
 *
 * <p>It may be spelled in any way that JSON allows, since tools reformat files; the entries in it may not. It names no tree
 * size: that is the checkpoint's to say.
 *
 * @param subject the event that is explained
 * @param line which line of a {@code reward.accrue}, or which accrual of a {@code reward.pay}, from 0; null for all of it
 * @param checkpoint signed checkpoint under which the entries are
 * @param proof that they are, with their leaf indexes
 * @param entries the logged bytes as texts, in the order of the indexes
 */
public record TraceBundle(
        EventId subject, @Nullable Long line, SignedNote checkpoint, MultiInclusionProof proof, List<String> entries) {
    /** The media type of the file. */
    public static final String MEDIA_TYPE = "application/vnd.plumbline.trace+json";
    /** How the name of such a file ends. */
    public static final String FILE_SUFFIX = ".trace.json";

    static final String KIND = "trace";
    static final long VERSION = 1;

    /**
     * Copies the entries.
     *
     * @throws IllegalArgumentException if there are more than {@link Limits#TRACE_ENTRIES_MAX}, if they are not as many as
     *     the indexes, or if the line is negative
     */
    public TraceBundle {
        entries = List.copyOf(entries);
        if (entries.size() > Limits.TRACE_ENTRIES_MAX
                || entries.size() != proof.leafIndexes().size()) {
            throw new IllegalArgumentException("trace of " + entries.size() + " entries and "
                    + proof.leafIndexes().size() + " indexes");
        }
        if (line != null && line < 0) {
            throw new IllegalArgumentException("line is " + line + ", want 0 or more");
        }
    }

    /** Reads a trace in any spelling that JSON allows. */
    public static TraceBundle parse(byte[] json) throws MalformedException {
        return TraceReader.read(json);
    }

    /**
     * The canonical bytes of the file.
     *
     * @throws IllegalArgumentException if the checkpoint is a text that JSON of ours does not hold
     */
    public byte[] encode() {
        JsonObject.Builder trace = JsonObject.builder()
                .put("v", VERSION)
                .put("kind", KIND)
                .put("subject", subject.encode())
                .put("checkpoint", checkpoint.encode())
                .put(
                        "indexes",
                        proof.leafIndexes().stream().map(JsonInteger::new).toList())
                .put("entries", entries.stream().map(JsonString::of).toList())
                .put(
                        "proof",
                        proof.hashes().stream()
                                .map(hash -> JsonString.of(hash.base64()))
                                .toList());
        if (line != null) {
            trace.put("line", line);
        }
        return CanonicalJson.encode(trace.build());
    }
}
