package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.publish.KeyFile;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.disclosure.PairwiseSecret;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumb keygen}. */
@Command(
        name = "keygen",
        description = {
            "Make a new private key in a file that only you can read (0600), and print its public half:",
            "a log's verifier key, an issuer's DID, or an account's address. A file is never overwritten.",
            "With --pairwise the key is an issuer's that follows from the secret in MASTER and the datanet, so that your events",
            "in two datanets cannot be linked; a MASTER that is not there is begun."
        },
        footer = {
            "",
            "Examples:",
            "  plumb keygen --origin ledger.example.org/attribution --out log.key > log.vkey",
            "  plumb keygen --issuer --out issuer.key",
            "  plumb keygen --pairwise master.key --ns eip155:1612/medical-notes --out notes.key",
            "  plumb keygen --anchor --out anchor.key"
        })
final class Keygen implements Callable<Integer> {
    private static final int SEED_BYTES = 32;

    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @ArgGroup(multiplicity = "1")
    private Purpose purpose = new Purpose();

    @Option(
            names = "--alg",
            paramLabel = "ALG",
            description = "algorithm of an issuer's key; this version makes ed25519 (default)")
    private String algorithm = "ed25519";

    @Option(names = "--ns", paramLabel = "NS", description = "the datanet of a pairwise key, such as eip155:1612/notes")
    private @Nullable String namespace;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "where the private key goes")
    private Path out = Path.of("key");

    Keygen(Console console) {
        this.console = console;
    }

    /** Whose key it is to be. */
    static final class Purpose {
        @Option(names = "--origin", paramLabel = "ORIGIN", description = "a log's key; ORIGIN is its schemeless URL")
        private @Nullable String origin;

        @Option(names = "--issuer", description = "an issuer's key, with which 'plumb submit' signs events")
        private boolean isIssuer;

        @Option(names = "--anchor", description = "key of the Ethereum account that anchors a log")
        private boolean isAnchor;

        @Option(
                names = "--pairwise",
                paramLabel = "MASTER",
                description = "an issuer's key for one datanet, from the secret in this file; goes with --ns")
        private @Nullable Path master;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        if (Files.exists(out)) {
            throw FailedException.usage(out + " is there already and is not overwritten; choose another file");
        }
        if (!algorithm.equals("ed25519")) {
            throw FailedException.usage("--alg is " + algorithm + ", want ed25519");
        }
        if ((namespace != null) != (purpose.master != null)) {
            throw FailedException.usage("--pairwise and --ns go together");
        }
        String label = purpose.isAnchor ? "address" : purpose.isIssuer ? "did" : "vkey";
        String publicHalf = purpose.isAnchor ? anchorKey() : noteKey();
        if (options.isJson()) {
            ObjectNode json = Json.object().put(label, publicHalf).put("file", out.toString());
            console.line(Json.encode(json));
        } else {
            console.line(publicHalf);
        }
        return ExitCode.OK;
    }

    private String anchorKey() throws IOException {
        // All but some 2^-128 of the seeds are keys.
        AccountKey key = AccountKey.of(seed());
        key.save(out);
        return key.address().hex();
    }

    private String noteKey() throws FailedException, IOException {
        byte[] seed = purpose.master == null ? seed() : pairwiseSeed(purpose.master, String.valueOf(namespace));
        String name =
                purpose.origin == null ? EventSigner.ed25519(seed).issuer().encode() : checkOrigin(purpose.origin);
        try {
            var key = new SignerKey(name, KeyType.ED25519, seed);
            KeyFile.create(out, key);
            return purpose.origin == null ? name : key.verifierKey().encode();
        } catch (MalformedException e) {
            throw FailedException.usage("--origin: " + e.getMessage());
        }
    }

    private byte[] pairwiseSeed(Path master, String datanet) throws FailedException, IOException {
        Namespace parsed;
        try {
            parsed = Namespace.parse(datanet);
        } catch (MalformedException e) {
            throw FailedException.usage("--ns: " + e.getMessage());
        }
        PairwiseSecret secret = PairwiseFile.readOrBegin(master, seed(), console);
        byte[] seed = secret.seed(parsed);
        secret.erase();
        return seed;
    }

    private static String checkOrigin(String origin) throws FailedException {
        if (origin.contains("://") || origin.startsWith("/")) {
            throw FailedException.usage("--origin is " + MalformedException.quote(origin)
                    + ", want a URL without scheme such as ledger.example.org/attribution");
        }
        return origin;
    }

    private static byte[] seed() {
        byte[] seed = new byte[SEED_BYTES];
        new SecureRandom().nextBytes(seed);
        return seed;
    }
}
