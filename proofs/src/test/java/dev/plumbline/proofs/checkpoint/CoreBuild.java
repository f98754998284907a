package dev.plumbline.proofs.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.note.VerifierKey;
import java.util.ArrayList;
import java.util.concurrent.Callable;

/** What {@link WithoutMlDsaTest} runs under a class loader of its own; answers are of the JDK's types, which both know. */
public final class CoreBuild {
    private CoreBuild() {}

    /** The simple name of the verdict. */
    public static String check(String policy, String note) throws MalformedException {
        return TrustPolicy.parse(policy.getBytes(UTF_8))
                .check(SignedNote.parse(note))
                .getClass()
                .getSimpleName();
    }

    /** For each of four ways to a key of type 0x06 the code with which it is refused, or that it is not. */
    public static String waysToMlDsa(String vkey, String signerKey) {
        var answers = new ArrayList<String>();
        answers.add(refusal(() -> VerifierKey.parse(vkey)));
        answers.add(refusal(() -> SignerKey.parse(signerKey)));
        answers.add(refusal(() -> new SignerKey("name", KeyType.COSIGNATURE_ML_DSA_44, new byte[32])));
        answers.add(refusal(() -> TrustPolicy.parse(("log " + vkey + "\nquorum none\n").getBytes(UTF_8))));
        return String.join(" ", answers);
    }

    private static String refusal(Callable<Object> parse) {
        try {
            parse.call();
            return "accepted";
        } catch (MalformedException e) {
            return e.code().name();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
