package dev.plumbline.api.explain;

import dev.plumbline.api.explain.Explanation.Fact;
import dev.plumbline.api.explain.Explanation.Section;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.SignedNote;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Signed notes and checkpoints in plain words. */
final class NoteWords {
    private static final int ED25519_BYTES = 64;
    private static final int TIME_BYTES = 8;
    private static final int ML_DSA_44_BYTES = 2_420;
    private static final long SECONDS_MAX = Instant.MAX.getEpochSecond();

    private NoteWords() {}

    /** The checkpoint in a note, and who has put a signature line under it. */
    static List<Section> sections(SignedNote note) {
        var sections = new ArrayList<Section>();
        try {
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            var facts = new ArrayList<Fact>();
            facts.add(new Fact("log", checkpoint.origin()));
            facts.add(new Fact("size", checkpoint.head().size() + " entries"));
            facts.add(new Fact("root", checkpoint.head().root().base64()));
            checkpoint.extensions().forEach(line -> facts.add(new Fact("extension", line)));
            sections.add(new Section("The checkpoint", facts));
        } catch (MalformedException e) {
            sections.add(new Section(
                    "The text",
                    List.of(new Fact("length", note.text().length() + " characters; it is no checkpoint"))));
        }
        sections.add(new Section(
                "Signature lines, none of them checked",
                note.signatures().stream().map(NoteWords::line).toList()));
        return sections;
    }

    /** A line names its key by a hash, so what kind of signature it holds can only be told from its length. */
    private static Fact line(NoteSignature line) {
        byte[] blob = line.signature();
        String key = String.format("key %08x, ", line.keyId());
        return new Fact(
                line.name(),
                key
                        + switch (blob.length) {
                            case ED25519_BYTES -> "looks like an Ed25519 signature";
                            case TIME_BYTES + ED25519_BYTES -> "looks like an Ed25519 cosignature of " + time(blob);
                            case TIME_BYTES + ML_DSA_44_BYTES -> "looks like an ML-DSA-44 cosignature of " + time(blob);
                            default -> blob.length + " bytes of another kind";
                        });
    }

    private static String time(byte[] blob) {
        long unixSeconds = ByteBuffer.wrap(blob).getLong();
        boolean isTime = unixSeconds >= 0 && unixSeconds <= SECONDS_MAX;
        return isTime ? Instant.ofEpochSecond(unixSeconds).toString() : "an impossible time";
    }
}
