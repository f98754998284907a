package dev.plumbline.api.cli;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of verbs that log what they do before they do it: which log, under whose key, and why it is believed. */
final class WitnessLogOptions {
    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(names = "--url", paramLabel = "URL", required = true, description = "where the log answers")
    private String url = "";

    @Option(
            names = "--signer",
            paramLabel = "FILE",
            required = true,
            description = "the key that signs the log's events, from 'plumb keygen --issuer'")
    private Path signerFile = Path.of("");

    HttpSubmissionLog open(String namespace, Console console) throws FailedException {
        return HttpSubmissionLog.open(url, namespace, signerFile, trust, console);
    }
}
