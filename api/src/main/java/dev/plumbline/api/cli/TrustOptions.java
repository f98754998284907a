package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Quorum;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.note.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom the caller believes: a policy file, or the verifier keys of logs. */
final class TrustOptions {
    @Option(names = "--policy", paramLabel = "FILE", description = "whom to believe: a C2SP tlog-policy file")
    private @Nullable String policyFile;

    @Option(
            names = "--vkey",
            paramLabel = "VKEY",
            description = "verifier key of a log to believe, as 'plumb keygen' printed it; may be given several times")
    private List<String> vkeys = new ArrayList<>();

    TrustOptions() {}

    /** What the caller said, or null if he said nothing. */
    @Nullable
    TrustPolicy stated(Console console) throws FailedException {
        if (policyFile != null && !vkeys.isEmpty()) {
            throw FailedException.usage("both --policy and --vkey are given; put the key into the policy");
        }
        if (policyFile != null) {
            byte[] bytes = InputFiles.read(policyFile, console);
            try {
                return TrustPolicy.parse(bytes);
            } catch (MalformedException e) {
                throw FailedException.usage(policyFile + ": " + e.getMessage());
            }
        }
        return vkeys.isEmpty() ? null : ofKeys(vkeys);
    }

    private static TrustPolicy ofKeys(List<String> texts) throws FailedException {
        var keys = new ArrayList<VerifierKey>();
        for (String text : texts) {
            try {
                keys.add(VerifierKey.parse(text));
            } catch (MalformedException e) {
                throw FailedException.usage("--vkey: " + e.getMessage());
            }
        }
        return new TrustPolicy(keys, Map.of(), new Quorum.None());
    }

    /** What the caller said, or else the keys that the log itself names, which shows agreement and not identity. */
    TrustPolicy statedOrAsked(LogClient client, Console console) throws FailedException {
        TrustPolicy stated = stated(console);
        if (stated != null) {
            return stated;
        }
        var texts = new ArrayList<String>();
        for (JsonNode vkey : client.requireJson("/v1/log").path("vkeys")) {
            texts.add(vkey.asText());
        }
        if (texts.isEmpty()) {
            throw FailedException.notChecked(
                    client.at("/v1/log") + ": names no key; pass the log's key with --vkey", null);
        }
        console.say("The log's key is taken from the log itself; pass --vkey to hold it to the one you know.");
        try {
            return ofKeys(texts);
        } catch (FailedException e) {
            throw FailedException.notChecked(client.at("/v1/log") + ": " + e.getMessage(), e);
        }
    }
}
