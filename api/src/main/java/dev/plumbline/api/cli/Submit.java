package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.publish.KeyFile;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.verify.ReceiptVerifier;
import dev.plumbline.proofs.verify.Verdict;
import dev.plumbline.proofs.verify.VerificationPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
    private static final int BATCH_EVENTS_MAX = 1_000;
    private static final int BATCH_BYTES_MAX = 8 << 20;

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
        if (out != null) {
            Files.createDirectories(out);
        }
        var verifier = new ReceiptVerifier(VerificationPolicy.of(trust.statedOrAsked(client, console)));
        int exitCode = ExitCode.OK;
        int from = 0;
        while (from < entries.size()) {
            int to = batchEnd(entries, from);
            List<JsonNode> answers = send(client, entries.subList(from, to));
            for (JsonNode answer : answers) {
                exitCode = ExitCode.worse(exitCode, report(answer, verifier));
            }
            from = to;
        }
        return exitCode;
    }

    private List<byte[]> sign(LogClient client) throws FailedException {
        var entries = new ArrayList<byte[]>();
        @Nullable
        IssuerChain chain = signerFile == null
                ? null
                : new IssuerChain(
                        client, EventSigner.ed25519(readKey(signerFile).seed()), console.clock());
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

    private static SignerKey readKey(Path file) throws FailedException {
        try {
            SignerKey key = KeyFile.read(file);
            if (!EventSigner.ed25519(key.seed())
                    .issuer()
                    .encode()
                    .equals(key.verifierKey().name())) {
                throw FailedException.usage(file + " is a log's key, want one made by 'plumb keygen --issuer'");
            }
            return key;
        } catch (IOException e) {
            throw FailedException.notChecked(InputFiles.describe(e), e);
        } catch (MalformedException e) {
            throw FailedException.usage(file + ": " + e.getMessage());
        }
    }

    private static int batchEnd(List<byte[]> entries, int from) {
        long bytes = 0;
        int to = from;
        while (to < entries.size() && to - from < BATCH_EVENTS_MAX && bytes <= BATCH_BYTES_MAX) {
            bytes += entries.get(to).length;
            to++;
        }
        return to;
    }

    private static List<JsonNode> send(LogClient client, List<byte[]> entries) throws FailedException {
        String path = "/v1/events";
        if (entries.size() == 1) {
            LogClient.Answer answer = client.post(path, "application/json", entries.get(0));
            if (answer.status() >= 500 || answer.status() == 429) {
                throw FailedException.notChecked(client.at(path) + ": " + answer.problem(), null);
            }
            if (!answer.isOk()) {
                throw new FailedException(ExitCode.FALSE, "the log refuses the event: " + answer.problem());
            }
            return List.of(client.json(path, answer.body()));
        }
        var body = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            body.writeBytes(entry);
            body.write('\n');
        }
        LogClient.Answer answer = client.post(path, "application/x-ndjson", body.toByteArray());
        if (!answer.isOk()) {
            throw FailedException.notChecked(client.at(path) + ": " + answer.problem(), null);
        }
        var answers = new ArrayList<JsonNode>();
        for (String line : new String(answer.body(), StandardCharsets.UTF_8).split("\n", -1)) {
            if (!line.isEmpty()) {
                answers.add(client.json(path, line.getBytes(StandardCharsets.UTF_8)));
            }
        }
        if (answers.size() != entries.size()) {
            throw FailedException.notChecked(
                    client.at(path) + ": " + answers.size() + " answers to " + entries.size() + " events", null);
        }
        return answers;
    }

    private int report(JsonNode answer, ReceiptVerifier verifier) throws FailedException, IOException {
        String status = answer.path("status").asText();
        if (!status.equals("new") && !status.equals("known")) {
            String detail = answer.path("problem").path("detail").asText("no detail");
            if (options.isJson()) {
                console.line(Json.encode(answer));
            }
            console.say("plumb: " + status + ": " + detail.lines().findFirst().orElse(""));
            return ExitCode.FALSE;
        }
        byte[] receipt = Json.encode(answer.path("receipt")).getBytes(StandardCharsets.UTF_8);
        Verdict verdict = verifier.verify(receipt);
        if (verdict instanceof Verdict.Rejected rejected) {
            console.say("plumb: the receipt that came back does not verify: " + rejected.reason() + ": "
                    + rejected.detail());
            return rejected.reason().outcome().exitCode();
        }
        print(answer, receipt);
        return ExitCode.OK;
    }

    private void print(JsonNode answer, byte[] receipt) throws IOException {
        if (receipt.length > Limits.RECEIPT_BYTES_MAX) {
            throw new IOException("a receipt of " + receipt.length + " bytes came back");
        }
        String id = answer.path("event_id").asText();
        String status = answer.path("status").asText();
        long index = answer.path("index").asLong();
        if (out == null) {
            console.line(options.isJson() ? Json.encode(answer) : new String(receipt, StandardCharsets.UTF_8));
            return;
        }
        Path file = out.resolve(id.substring(id.indexOf(':') + 1) + ".receipt.json");
        Files.write(file, receipt);
        if (options.isJson()) {
            ObjectNode json = Json.object()
                    .put("event_id", id)
                    .put("index", index)
                    .put("status", status)
                    .put("file", file.toString());
            console.line(Json.encode(json));
        } else {
            console.line("%-5s  %8d  %s  %s", status, index, id, file);
        }
    }
}
