package dev.plumbline.proofs.view;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.SignedCheckpoint;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.NodeSource;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.NoteStatus;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.VerifierKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that a log has shown two histories, which anybody can check offline:
 * {@code application/vnd.plumbline.equivocation+json}, suffix {@code .equivocation.json} (docs/format/equivocation.md).
 * Parsed, not verified: ask {@link #check}.
 *
 * <p>The newer tree is shown to start with other leaves than those that the log signed for as the older tree. Two trees of
 * one size are the case in which the prefix is the whole tree.
 *
 * @param older signed checkpoint with at least one leaf
 * @param newer signed checkpoint of the same log, of the same size or larger
 * @param keys 1 to 8 different keys of the log, which signed
 * @param prefixRoot root of the first leaves of the newer tree, as many as the older one has
 * @param proof that it is; empty for trees of one size
 */
public record Equivocation(
        SignedNote older, SignedNote newer, List<VerifierKey> keys, Hash prefixRoot, ConsistencyProof proof) {
    /** The media type of the file. */
    public static final String MEDIA_TYPE = "application/vnd.plumbline.equivocation+json";
    /** How the name of such a file ends. */
    public static final String FILE_SUFFIX = ".equivocation.json";

    static final String KIND = "equivocation";
    static final long VERSION = 1;

    /** @throws IllegalArgumentException if a part has no place in the file: see {@link #canCarry} and the limits */
    public Equivocation {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.size() > Limits.EVIDENCE_KEYS_MAX || new HashSet<>(keys).size() < keys.size()) {
            throw new IllegalArgumentException("evidence with " + keys.size() + " keys, want 1 to 8 different ones");
        }
        if (proof.path().size() > Limits.PROOF_HASHES_MAX) {
            throw new IllegalArgumentException(
                    "evidence with a path of " + proof.path().size() + " hashes");
        }
        for (SignedNote note : List.of(older, newer)) {
            // The names of keys stand behind the text, and may be anybody's.
            if (!canCarry(note.text()) || !isJsonText(note.encode())) {
                throw new IllegalArgumentException("evidence with a note that JSON cannot carry");
            }
        }
    }

    /**
     * Whether a checkpoint's text can stand in evidence: it has at most {@link Limits#EVIDENCE_TEXT_CHARS_MAX} characters and
     * is what a JSON string of ours may hold.
     *
     * <p>A log chooses what it signs. A reader who asks this before he believes a checkpoint cannot be shown one that he
     * could never hold against the log.
     */
    public static boolean canCarry(String checkpointText) {
        return checkpointText.length() <= Limits.EVIDENCE_TEXT_CHARS_MAX && isJsonText(checkpointText);
    }

    private static boolean isJsonText(String text) {
        try {
            JsonString.of(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Reads evidence in any spelling that JSON allows. */
    public static Equivocation parse(byte[] json) throws MalformedException {
        return EquivocationReader.read(json);
    }

    /** The canonical bytes of the file. */
    public byte[] encode() {
        return CanonicalJson.encode(JsonObject.builder()
                .put("v", VERSION)
                .put("kind", KIND)
                .put("older", older.encode())
                .put("newer", newer.encode())
                .put(
                        "keys",
                        keys.stream().map(key -> JsonString.of(key.encode())).toList())
                .put("prefix_root", prefixRoot.base64())
                .put(
                        "path",
                        proof.path().stream()
                                .map(hash -> JsonString.of(hash.base64()))
                                .toList())
                .build());
    }

    /**
     * Whether the log has misbehaved, by the keys that the reader knows. Total. Costs one signature check for each line by
     * a key of the file or of the policy, and at most 128 hashes.
     *
     * <p>Asks for no witnesses: what a log signed it signed, whoever else has seen it.
     */
    public EquivocationVerdict check(TrustPolicy policy) {
        return new EquivocationCheck(this, policy).verdict();
    }

    /**
     * The evidence that two signed checkpoints give, or null if they give none: if they agree, if the log did not sign both
     * of them by keys of the policy, or if the hashes are not those of the newer tree.
     *
     * <p>Holds only the lines by the log's keys: others are no part of the accusation. Never returns what {@link #check}
     * under the same policy would not call proven. At most 126 reads.
     *
     * @param nodes hashes of the tree under {@code newer}; they may come from anybody, and are not read for two trees of
     *     one size
     */
    @CheckReturnValue
    public static <X extends Exception> @Nullable Equivocation between(
            SignedNote older, SignedNote newer, TrustPolicy policy, NodeSource<X> nodes) throws X {
        TreeHead olderHead;
        TreeHead newerHead;
        List<VerifierKey> keys;
        try {
            SignedCheckpoint first = SignedCheckpoint.of(older);
            SignedCheckpoint second = SignedCheckpoint.of(newer);
            olderHead = first.checkpoint().head();
            newerHead = second.checkpoint().head();
            keys = signers(first, second, policy);
        } catch (MalformedException e) {
            return null;
        }
        SignedNote olderByLog = linesBy(keys, older);
        SignedNote newerByLog = linesBy(keys, newer);
        boolean isOrdered = olderHead.size() > 0 && olderHead.size() <= newerHead.size();
        if (olderByLog == null
                || newerByLog == null
                || !isOrdered
                || !canCarry(older.text())
                || !canCarry(newer.text())) {
            return null;
        }
        boolean isOneSize = olderHead.size() == newerHead.size();
        Hash prefixRoot = isOneSize
                ? newerHead.root()
                : Frontier.of(olderHead.size(), nodes).head().root();
        ConsistencyProof proof = ConsistencyProof.prove(olderHead.size(), newerHead.size(), nodes);
        var evidence = new Equivocation(olderByLog, newerByLog, keys, prefixRoot, proof);
        return evidence.check(policy) instanceof EquivocationVerdict.Proven ? evidence : null;
    }

    /** The log's keys that signed one of the notes, in the order of the policy; of too many, one for each note. */
    private static List<VerifierKey> signers(SignedCheckpoint older, SignedCheckpoint newer, TrustPolicy policy) {
        List<VerifierKey> ofOlder = signers(older, policy);
        List<VerifierKey> ofNewer = signers(newer, policy);
        var signers = new LinkedHashSet<>(ofOlder);
        signers.addAll(ofNewer);
        return signers.size() <= Limits.EVIDENCE_KEYS_MAX
                ? List.copyOf(signers)
                : Stream.of(ofOlder, ofNewer)
                        .flatMap(keys -> keys.stream().limit(1))
                        .distinct()
                        .toList();
    }

    private static List<VerifierKey> signers(SignedCheckpoint signed, TrustPolicy policy) {
        return policy.logs().stream()
                .filter(key -> key.name().equals(signed.checkpoint().origin()))
                .filter(key -> signed.status(key) == NoteStatus.SIGNED)
                .toList();
    }

    /** The note with no other lines than these keys', or null if they have none. */
    private static @Nullable SignedNote linesBy(List<VerifierKey> keys, SignedNote note) {
        var lines = new ArrayList<NoteSignature>();
        for (NoteSignature line : note.signatures()) {
            if (keys.stream().anyMatch(key -> key.claims(line))) {
                lines.add(line);
            }
        }
        return lines.isEmpty() ? null : new SignedNote(note.text(), lines);
    }
}
