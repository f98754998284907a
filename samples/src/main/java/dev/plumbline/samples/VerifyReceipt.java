package dev.plumbline.samples;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.verify.ReceiptVerifier;
import dev.plumbline.proofs.verify.Verdict;
import dev.plumbline.proofs.verify.VerificationPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Verifies a receipt inside your own program, offline: a key that you pinned, the file, and a verdict. */
public final class VerifyReceipt {
    // The log that you trust. Take its key from its operator, never from a receipt; this is that of the example.
    private static final String LOG_KEY =
            "demo.plumbline.local/synthetic+d6283318+AfExWB/uipeS+aIWx5BVDjfyQ/Q0l19i6EV+4QHI1VvE";

    private VerifyReceipt() {}

    /**
     * Prints what was checked and what was concluded, and ends with the exit code that goes with it.
     *
     * @param args a receipt; then, if you like, another log's key; then the hash of an L1 block that you trust
     */
    public static void main(String[] args) throws IOException, MalformedException {
        VerifierKey log = VerifierKey.parse(args.length > 1 ? args[1] : LOG_KEY);
        VerificationPolicy policy = VerificationPolicy.of(TrustPolicy.ofLog(log));
        if (args.length > 2) {
            policy = policy.demandingAnchorIn(Set.of(Word.parseHex(args[2], "block hash")));
        }
        Verdict verdict = new ReceiptVerifier(policy).verify(Files.readAllBytes(Path.of(args[0])));
        verdict.checks()
                .forEach(check ->
                        System.out.println(check.result() + "  " + check.name().title()));
        if (verdict instanceof Verdict.Rejected rejected) {
            System.out.println(rejected.reason() + ": " + rejected.reason().sentence());
            System.exit(rejected.reason().outcome().exitCode());
        }
        var verified = (Verdict.Verified) verdict;
        System.out.println("VERIFIED: entry " + verified.receipt().index() + " of " + log.name());
    }
}
