import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.verify.ReceiptVerifier;
import dev.plumbline.proofs.verify.Verdict;
import dev.plumbline.proofs.verify.VerificationPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/** What must hold with a standalone or core jar and nothing else; .ci/run compiles and runs it against each. */
public final class VerifierAlone {
    private VerifierAlone() {}

    /** Takes a receipt, its log's key, the hash of its L1 block, and whether keys of ML-DSA-44 are "read" or "refused". */
    public static void main(String[] args) throws Exception {
        byte[] receipt = Files.readAllBytes(Path.of(args[0]));
        var policy = VerificationPolicy.of(TrustPolicy.ofLog(VerifierKey.parse(args[1])))
                .demandingAnchorIn(Set.of(Word.parseHex(args[2], "block hash")));
        var verifier = new ReceiptVerifier(policy);
        require(verifier.verify(receipt) instanceof Verdict.Verified, "the receipt is verified, to its L1 block");
        for (int at = 0; at < receipt.length; at += 97) {
            byte[] changed = receipt.clone();
            changed[at] ^= 1;
            require(verifier.verify(changed) instanceof Verdict.Rejected, "a changed bit is refused, at byte " + at);
        }
        require(keyOfMlDsa().equals(args[3]), "a key of ML-DSA-44 is " + args[3]);
        if (VerifierAlone.class.getModule().isNamed()) {
            require(ReceiptVerifier.class.getModule().isNamed(), "the jar is a module of its own");
        }
        System.out.println("verified " + args[0] + " with " + ReceiptVerifier.class.getModule() + ", Java "
                + Runtime.version().feature());
    }

    private static String keyOfMlDsa() throws Exception {
        byte[] key = new byte[1 + 1312];
        key[0] = 6;
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update("witness.example\n".getBytes("UTF-8"));
        String id = HexFormat.of().formatHex(Arrays.copyOf(sha256.digest(key), 4));
        try {
            VerifierKey.parse("witness.example+" + id + "+" + Base64.getEncoder().encodeToString(key));
            return "read";
        } catch (MalformedException e) {
            return e.code().name().equals("UNSUPPORTED") ? "refused" : e.getMessage();
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("not so: " + what);
        }
    }
}
