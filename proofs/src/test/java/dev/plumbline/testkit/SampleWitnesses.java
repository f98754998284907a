package dev.plumbline.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.checkpoint.Cosignature;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.note.VerifierKey;

/**
 * Witnesses that believe everything: they cosign whatever checkpoint they are shown, at the second they are told. Each
 * number has its own key, always the same; the same number is another witness in each of the two types.
 */
public final class SampleWitnesses {
    private SampleWitnesses() {}

    /** A witness whose cosignatures are of type 0x04. */
    public static SignerKey ed25519(int number) {
        return key("ed25519-" + number + ".witness.example", KeyType.COSIGNATURE_ED25519);
    }

    /** A witness whose cosignatures are of type 0x06. */
    public static SignerKey mlDsa44(int number) {
        return key("mldsa44-" + number + ".witness.example", KeyType.COSIGNATURE_ML_DSA_44);
    }

    /** The note with a cosignature by each of the witnesses, in their order, behind the lines that it has. */
    public static SignedNote cosigned(SignedNote checkpoint, long unixSeconds, SignerKey... witnesses) {
        try {
            Checkpoint seen = Checkpoint.parse(checkpoint.text());
            SignedNote note = checkpoint;
            for (SignerKey witness : witnesses) {
                note = note.with(Cosignature.sign(witness, seen, unixSeconds));
            }
            return note;
        } catch (MalformedException e) {
            throw new AssertionError("a sample witness was shown no checkpoint", e);
        }
    }

    /** The policy that believes one log and asks for so many of the witnesses, which it calls w0, w1 and so on. */
    public static TrustPolicy policy(VerifierKey log, int required, SignerKey... witnesses) {
        var lines = new StringBuilder("log " + log + "\n");
        var members = new StringBuilder();
        for (int i = 0; i < witnesses.length; i++) {
            lines.append("witness w" + i + " " + witnesses[i].verifierKey() + "\n");
            members.append(" w" + i);
        }
        lines.append("group all-of-them " + required + members + "\nquorum all-of-them\n");
        try {
            return TrustPolicy.parse(lines.toString().getBytes(UTF_8));
        } catch (MalformedException e) {
            throw new AssertionError("no such policy", e);
        }
    }

    private static SignerKey key(String name, KeyType type) {
        try {
            return new SignerKey(name, type, SampleEvents.hash(name).bytes());
        } catch (MalformedException e) {
            throw new AssertionError("a sample key is sound", e);
        }
    }
}
