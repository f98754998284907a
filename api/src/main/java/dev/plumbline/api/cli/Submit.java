package dev.plumbline.api.cli;

import dev.plumbline.proofs.MalformedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb submit}. */
@Command(
        name = "submit",
        description = {
            "Sign events and hand them to a log; each is durable and in the tree when its receipt comes back.",
            "A FILE holds a draft {\"kind\": …, \"ns\": …, \"body\": …} in any spelling, an array of drafts, or one on",
            "each line; numbers, links and signatures are filled in. A signed event is sent as it stands."
        },
        footer = {
            "",
            "Example:",
            "  plumb submit --url http://127.0.0.1:8080 --signer issuer.key --out receipts upload.json"
        })
final class Submit implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(names = "--url", required = true, paramLabel = "URL", description = "where the log answers")
    private String url = "";

    @Option(names = "--signer", paramLabel = "FILE", description = "the issuer's key, from 'plumb keygen --issuer'")
    private @Nullable Path signerFile;

    @Option(names = "--out", paramLabel = "DIR", description = "where the receipts go (default: stdout)")
    private @Nullable Path out;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "what to submit; - is stdin")
    private List<String> files = new ArrayList<>();

    Submit(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        LogClient client = LogClient.of(url);
        List<byte[]> entries = sign(client);
        return new Sending(client, console, options.isJson(), out).send(entries, trust);
    }

    private List<byte[]> sign(LogClient client) throws FailedException {
        var entries = new ArrayList<byte[]>();
        @Nullable
        IssuerChain chain =
                signerFile == null ? null : new IssuerChain(client, IssuerKey.read(signerFile), console.clock());
        for (String file : files) {
            byte[] bytes = InputFiles.read(file, console);
            try {
                for (Drafts.Item item : Drafts.read(bytes)) {
                    entries.add(entry(item, chain));
                }
            } catch (MalformedException e) {
                throw new FailedException(ExitCode.FALSE, file + ": " + e.getMessage() + "; nothing was sent", e);
            }
        }
        if (entries.isEmpty()) {
            throw FailedException.usage(String.join(", ", files) + ": nothing to submit is in there");
        }
        return entries;
    }

    private static byte[] entry(Drafts.Item item, @Nullable IssuerChain chain)
            throws FailedException, MalformedException {
        if (item instanceof Drafts.Item.Signed signed) {
            return signed.entry();
        }
        if (chain == null) {
            throw FailedException.usage("a draft has to be signed: pass the issuer's key with --signer");
        }
        return chain.sign(((Drafts.Item.Draft) item).json()).entry();
    }
}
