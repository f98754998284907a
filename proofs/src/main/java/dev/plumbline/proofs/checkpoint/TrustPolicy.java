package dev.plumbline.proofs.checkpoint;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.NoteStatus;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.VerifierKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom to believe: the keys of the logs, the keys of the witnesses, and which of the witnesses must have cosigned. C2SP
 * tlog-policy.
 *
 * <p>A log may stand here with several keys: one signature by any of them is enough, and none may be wrong.
 *
 * @param logs keys of type {@link KeyType#ED25519} or {@link KeyType#COSIGNATURE_ML_DSA_44}; a log's origin is the name of
 *     its key
 * @param witnesses keys of type {@link KeyType#COSIGNATURE_ED25519} or {@link KeyType#COSIGNATURE_ML_DSA_44} by their
 *     names in the policy; an octet of such a name that is not UTF-8 is the character U+DC00 plus the octet
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
     * verify spoils the whole note, also if it is the key of another log. Costs one verification for each line by a named
     * key.
     */
    public CheckpointVerdict check(SignedNote note) {
        SignedCheckpoint signed;
        try {
            signed = SignedCheckpoint.of(note);
        } catch (MalformedException e) {
            return new CheckpointVerdict.Refused(CheckpointVerdict.Reason.UNREADABLE, e.getMessage());
        }
        String origin = signed.checkpoint().origin();
        if (logs.stream().noneMatch(log -> log.name().equals(origin))) {
            return new CheckpointVerdict.Refused(
                    CheckpointVerdict.Reason.UNKNOWN_LOG,
                    "no log of the policy has the origin " + MalformedException.quote(origin));
        }
        var signers = new ArrayList<VerifierKey>();
        for (VerifierKey log : logs) {
            NoteStatus status = signed.status(log);
            if (status == NoteStatus.BAD_SIGNATURE) {
                return badSignature(log);
            }
            if (status == NoteStatus.SIGNED && log.name().equals(origin)) {
                signers.add(log);
            }
        }
        if (signers.isEmpty()) {
            return new CheckpointVerdict.Refused(
                    CheckpointVerdict.Reason.SIGNATURE_BAD,
                    "no line is by a key that the policy holds for " + MalformedException.quote(origin));
        }
        return checkWitnesses(signed, signers);
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

    private CheckpointVerdict checkWitnesses(SignedCheckpoint signed, List<VerifierKey> signers) {
        var cosignatures = new ArrayList<Cosignature>();
        var names = new HashSet<String>();
        for (Map.Entry<String, VerifierKey> witness : witnesses.entrySet()) {
            List<Cosignature> byWitness = signed.cosignatures(witness.getValue());
            if (byWitness == null) {
                return badSignature(witness.getValue());
            }
            cosignatures.addAll(byWitness);
            if (!byWitness.isEmpty()) {
                names.add(witness.getKey());
            }
        }
        if (!quorum.isMetBy(names)) {
            return new CheckpointVerdict.Refused(CheckpointVerdict.Reason.QUORUM_MISSING, tooFew(names));
        }
        return new CheckpointVerdict.Trusted(new VerifiedCheckpoint(signed.checkpoint(), signers, cosignatures));
    }

    private String tooFew(Set<String> names) {
        String cosigners = names.isEmpty()
                ? "none"
                : names.stream().sorted().map(MalformedException::quote).collect(Collectors.joining(", "));
        return "cosigned by " + cosigners + " of the policy's " + witnesses.size()
                + " witnesses, which is not its quorum";
    }

    private static CheckpointVerdict badSignature(VerifierKey key) {
        return new CheckpointVerdict.Refused(
                CheckpointVerdict.Reason.SIGNATURE_BAD,
                "a line claims the key " + MalformedException.quote(key.name()) + " " + String.format("%08x", key.id())
                        + " and does not verify");
    }

    /**
     * A checkpoint that met a policy. Only {@link TrustPolicy#check} makes one.
     *
     * <p>It gives what every signature covers, origin, size and root, and not the extension lines: a signature of type 0x06
     * leaves them out, so under a log or a quorum of such keys anybody may have written them.
     */
    public static final class VerifiedCheckpoint {
        private final String origin;
        private final TreeHead head;
        private final List<VerifierKey> logKeys;
        private final List<Cosignature> cosignatures;

        private VerifiedCheckpoint(Checkpoint checkpoint, List<VerifierKey> logKeys, List<Cosignature> cosignatures) {
            this.origin = checkpoint.origin();
            this.head = checkpoint.head();
            this.logKeys = List.copyOf(logKeys);
            this.cosignatures = List.copyOf(cosignatures);
        }

        /** The log's origin. */
        public String origin() {
            return origin;
        }

        /** Size and root that the log signed. */
        public TreeHead head() {
            return head;
        }

        /** The first key of the log, in the order of the policy, that signed. */
        public VerifierKey log() {
            return logKeys.get(0);
        }

        /** The keys of the log that signed, at least one, in the order of the policy. */
        public List<VerifierKey> logKeys() {
            return logKeys;
        }

        /** The cosignatures by witnesses of the policy. */
        public List<Cosignature> cosignatures() {
            return cosignatures;
        }
    }
}
