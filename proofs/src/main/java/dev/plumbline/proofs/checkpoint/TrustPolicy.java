package dev.plumbline.proofs.checkpoint;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.NoteStatus;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.VerifierKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom to believe: the keys of the logs, the keys of the witnesses, and which of the witnesses must have cosigned. C2SP
 * tlog-policy.
 *
 * @param logs keys of type {@link KeyType#ED25519}; a log's origin is the name of its key
 * @param witnesses keys of type {@link KeyType#COSIGNATURE_ED25519} by their names in the policy
 * @param quorum what has to be met
 */
public record TrustPolicy(List<VerifierKey> logs, Map<String, VerifierKey> witnesses, Quorum quorum) {
    /** Copies the keys. */
    public TrustPolicy {
        logs = List.copyOf(logs);
        witnesses = Map.copyOf(witnesses);
    }

    /** The policy that believes one log and asks for no witness. */
    public static TrustPolicy ofLog(VerifierKey log) {
        return new TrustPolicy(List.of(log), Map.of(), new Quorum.None());
    }

    /** Reads a policy file. */
    public static TrustPolicy parse(byte[] file) throws MalformedException {
        return PolicyParser.parse(file);
    }

    /**
     * Judges a signed checkpoint. Total.
     *
     * <p>Lines by keys that the policy does not name are ignored. A line by a key that it does name and that does not
     * verify spoils the whole note. Costs one Ed25519 verification for each line by a named key.
     */
    public CheckpointVerdict check(SignedNote note) {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(note.text());
        } catch (MalformedException e) {
            return new CheckpointVerdict.Refused(CheckpointVerdict.Reason.UNREADABLE, e.getMessage());
        }
        List<VerifierKey> candidates = logs.stream()
                .filter(log -> log.name().equals(checkpoint.origin()))
                .toList();
        if (candidates.isEmpty()) {
            return new CheckpointVerdict.Refused(
                    CheckpointVerdict.Reason.UNKNOWN_LOG,
                    "no log of the policy has the origin " + MalformedException.quote(checkpoint.origin()));
        }
        VerifierKey signer = null;
        for (VerifierKey log : candidates) {
            NoteStatus status = log.check(note);
            if (status == NoteStatus.BAD_SIGNATURE) {
                return badSignature(log);
            }
            if (status == NoteStatus.SIGNED) {
                signer = log;
            }
        }
        if (signer == null) {
            return new CheckpointVerdict.Refused(
                    CheckpointVerdict.Reason.SIGNATURE_BAD,
                    "no line is by a key that the policy holds for " + checkpoint.origin());
        }
        return checkWitnesses(note, checkpoint, signer);
    }

    /** Whether these cosignatures, some of those of a checkpoint that met the policy, meet its quorum by themselves. */
    public boolean isQuorum(Collection<Cosignature> some) {
        var names = new HashSet<String>();
        for (Map.Entry<String, VerifierKey> witness : witnesses.entrySet()) {
            if (some.stream().anyMatch(cosignature -> cosignature.witness().equals(witness.getValue()))) {
                names.add(witness.getKey());
            }
        }
        return quorum.isMetBy(names);
    }

    private CheckpointVerdict checkWitnesses(SignedNote note, Checkpoint checkpoint, VerifierKey signer) {
        var cosignatures = new ArrayList<Cosignature>();
        var names = new HashSet<String>();
        for (Map.Entry<String, VerifierKey> witness : witnesses.entrySet()) {
            for (NoteSignature line : note.signatures()) {
                if (!witness.getValue().claims(line)) {
                    continue;
                }
                @Nullable Cosignature cosignature = Cosignature.verified(witness.getValue(), line, note.text());
                if (cosignature == null) {
                    return badSignature(witness.getValue());
                }
                cosignatures.add(cosignature);
                names.add(witness.getKey());
            }
        }
        if (!quorum.isMetBy(names)) {
            return new CheckpointVerdict.Refused(
                    CheckpointVerdict.Reason.QUORUM_MISSING,
                    "cosigned by "
                            + (names.isEmpty()
                                    ? "none"
                                    : String.join(", ", names.stream().sorted().toList())) + " of the policy's "
                            + witnesses.size() + " witnesses, which is not its quorum");
        }
        return new CheckpointVerdict.Trusted(new VerifiedCheckpoint(checkpoint, signer, cosignatures));
    }

    private static CheckpointVerdict badSignature(VerifierKey key) {
        return new CheckpointVerdict.Refused(
                CheckpointVerdict.Reason.SIGNATURE_BAD,
                "a line claims the key " + key.encode() + " and does not verify");
    }

    /** A checkpoint that met a policy. Only {@link TrustPolicy#check} makes one. */
    public static final class VerifiedCheckpoint {
        private final Checkpoint checkpoint;
        private final VerifierKey log;
        private final List<Cosignature> cosignatures;

        private VerifiedCheckpoint(Checkpoint checkpoint, VerifierKey log, List<Cosignature> cosignatures) {
            this.checkpoint = checkpoint;
            this.log = log;
            this.cosignatures = List.copyOf(cosignatures);
        }

        /** The log's origin. */
        public String origin() {
            return checkpoint.origin();
        }

        /** Size and root that the log signed. */
        public TreeHead head() {
            return checkpoint.head();
        }

        /** The key that signed. */
        public VerifierKey log() {
            return log;
        }

        /** The cosignatures by witnesses of the policy. */
        public List<Cosignature> cosignatures() {
            return cosignatures;
        }
    }
}
