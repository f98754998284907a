package dev.plumbline.samples;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.trace.TraceStep;
import dev.plumbline.proofs.trace.TraceVerdict;
import dev.plumbline.proofs.trace.TraceVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says why an amount is what it is, offline: every entry that led to it is checked, and every sum made again. */
public final class ExplainPayment {
    // The log that you trust. Take its key from its operator, never from a trace; this is that of the example.
    private static final String LOG_KEY =
            "ledger.example.org/attribution+ac690ab9+Af9l2stD+oTn7Ok0Uy0vGkUdIYmoQqeRpHKnYZr+I0c1";

    private ExplainPayment() {}

    /**
     * Prints the explanation step by step, and ends with the exit code that goes with the verdict.
     *
     * @param args a trace; then, if you like, another log's key
     */
    public static void main(String[] args) throws IOException, MalformedException {
        VerifierKey log = VerifierKey.parse(args.length > 1 ? args[1] : LOG_KEY);
        TraceVerdict verdict = new TraceVerifier(TrustPolicy.ofLog(log)).verify(Files.readAllBytes(Path.of(args[0])));
        for (TraceStep step : verdict.steps()) {
            System.out.println(step.text());
        }
        if (verdict instanceof TraceVerdict.Rejected rejected) {
            System.out.println(rejected.reason() + ": " + rejected.reason().sentence());
            System.exit(rejected.reason().outcome().exitCode());
        }
        var verified = (TraceVerdict.Verified) verdict;
        System.out.println("VERIFIED: entry " + verified.trace().subject().index() + " of " + log.name());
    }
}
