package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.sequencer.Endpoint;
import dev.plumbline.ledger.sequencer.EndpointAnswer;
import dev.plumbline.ledger.sequencer.EndpointAnswer.Outcome;
import dev.plumbline.ledger.sequencer.Endpoints;
import dev.plumbline.ledger.sequencer.Submission;
import dev.plumbline.ledger.sequencer.SubmissionFile;
import dev.plumbline.ledger.sequencer.SubmissionLog;
import dev.plumbline.ledger.sequencer.SubmissionState;
import dev.plumbline.ledger.sequencer.SubmittedTransaction;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.disclosure.Salt;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumb sequencer submit}. */
@Command(
        name = "submit",
        description = {
            "Hand a transaction to a rollup's sequencer through several endpoints, with the log as witness: the log holds",
            "what is about to be sent, and its receipt has verified, before the first byte goes out; then what came back.",
            "The file that it keeps opens the commitment in the log; --resume goes on with it after a crash.",
            "Ends with 4 if no endpoint took it but one may have, with 1 if all refused."
        },
        footer = {
            "",
            "Example:",
            "  plumb sequencer submit --url http://127.0.0.1:8080 --signer issuer.key --key account.key \\",
            "      --endpoint main=https://rpc.example.org --endpoint other=https://rollup.example.net \\",
            "      --event sha256:9f86d0… --registry 0x52c4… --out upload.submission.json"
        })
final class SequencerSubmitVerb implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private WitnessLogOptions witness = new WitnessLogOptions();

    @Mixin
    private EndpointOptions through = new EndpointOptions();

    @Mixin
    private TransactionOptions what = new TransactionOptions();

    @Option(
            names = "--ns",
            paramLabel = "NAMESPACE",
            description = "namespace of the events (default: the rollup's chain and /sequencer)")
    private @Nullable String namespace;

    @Option(names = "--out", paramLabel = "FILE", description = "what to keep (default: the hash and .submission.json)")
    private @Nullable Path out;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "go on with what was kept; sends nothing twice unasked")
    private @Nullable Path resumed;

    @Option(names = "--dry-run", description = "print the signed transaction; log and send nothing")
    private boolean isDryRun;

    SequencerSubmitVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        Endpoints endpoints = through.endpoints();
        try {
            if (resumed != null) {
                SubmissionState state = read(resumed);
                return report(
                        Submission.resume(
                                state,
                                endpoints,
                                log(state.transaction()),
                                new SubmissionFile(resumed),
                                console.clock()),
                        resumed);
            }
            SubmittedTransaction transaction =
                    what.signed(L1Options.node(endpoints.all().get(0).url().toString()));
            if (isDryRun) {
                return dryRun(transaction);
            }
            Path file = out == null ? Path.of(transaction.hash().hex() + SubmissionFile.SUFFIX) : out;
            if (Files.exists(file)) {
                throw FailedException.usage(file + " is there already; go on with it by --resume, or name another");
            }
            return report(
                    Submission.prepare(
                            transaction,
                            what.about(),
                            salt(),
                            endpoints,
                            log(transaction),
                            new SubmissionFile(file),
                            console.clock()),
                    file);
        } catch (RpcException e) {
            throw FailedException.notChecked("RPC: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        }
    }

    static SubmissionState read(Path file) throws FailedException {
        try {
            return SubmissionFile.read(file);
        } catch (IOException e) {
            throw FailedException.notChecked(InputFiles.describe(e), e);
        } catch (MalformedException e) {
            throw new FailedException(ExitCode.FALSE, file + ": " + e.getMessage(), e);
        }
    }

    /** A salt that was never drawn before. */
    static Salt salt() {
        byte[] random = new byte[Salt.LENGTH];
        new SecureRandom().nextBytes(random);
        return Salt.of(random);
    }

    private SubmissionLog log(SubmittedTransaction transaction) throws FailedException {
        String where = namespace == null ? transaction.chain() + "/sequencer" : namespace;
        return witness.open(where, console);
    }

    private int dryRun(SubmittedTransaction transaction) {
        String raw = HexData.encode(transaction.signed().raw());
        console.line(
                options.isJson()
                        ? Json.encode(facts(transaction).put("dry_run", true).put("raw", raw))
                        : raw);
        return ExitCode.OK;
    }

    private static ObjectNode facts(SubmittedTransaction transaction) {
        return Json.object()
                .put("tx", transaction.hash().hex())
                .put("chain", transaction.chain())
                .put("from", transaction.from().hex())
                .put("nonce", transaction.nonce())
                .put("max_fee", transaction.maxFee().toString())
                .put("max_tip", transaction.maxTip().toString())
                .put("gas", transaction.gas());
    }

    private int report(Submission submission, Path file) throws FailedException, IOException {
        SubmissionState state;
        try {
            state = submission.send();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FailedException.notChecked("interrupted; go on with --resume " + file, e);
        } catch (IOException e) {
            throw FailedException.notChecked(
                    InputFiles.describe(e) + "; it got as far as "
                            + submission.state().stage() + ", go on with --resume " + file,
                    e);
        }
        if (options.isJson()) {
            console.line(Json.encode(json(state, submission.answers(), file)));
        } else {
            print(state, submission.answers(), file);
        }
        return exitCode(submission.answers());
    }

    private static int exitCode(List<EndpointAnswer> answers) {
        List<Outcome> outcomes = answers.stream().map(EndpointAnswer::outcome).toList();
        if (outcomes.isEmpty() || outcomes.contains(Outcome.TAKEN) || outcomes.contains(Outcome.KNOWN_BEFORE)) {
            return ExitCode.OK;
        }
        return outcomes.stream().allMatch(Outcome.REFUSED::equals) ? ExitCode.FALSE : ExitCode.PENDING;
    }

    private static ObjectNode json(SubmissionState state, List<EndpointAnswer> answers, Path file) {
        ObjectNode json = facts(state.transaction());
        json.set("intention", place(state.intention(), state.intended()));
        ArrayNode all = json.putArray("endpoints");
        for (EndpointAnswer answer : answers) {
            all.add(Json.object()
                    .put("name", answer.endpoint().name())
                    .put("endpoint", "sha256:" + answer.endpoint().identity().hex())
                    .put("outcome", answer.outcome().name())
                    .put("at", answer.atMillis())
                    .put("detail", answer.detail()));
        }
        if (state.answers() != null) {
            json.set("answers", place(state.answers(), state.answered()));
        }
        return json.put("file", file.toString());
    }

    private static ObjectNode place(Event event, SubmissionState.@Nullable Place place) {
        ObjectNode json = Json.object().put("event_id", event.id().encode());
        return place == null ? json : json.put("index", place.index());
    }

    private void print(SubmissionState state, List<EndpointAnswer> answers, Path file) {
        SubmittedTransaction transaction = state.transaction();
        console.line("transaction  " + transaction.hash() + " on " + transaction.chain() + ", nonce "
                + transaction.nonce() + " of " + transaction.from());
        console.line("logged       index " + index(state.intended()) + ", before anything was sent");
        Long sendingAt = state.sendingAtMillis();
        for (EndpointAnswer answer : answers) {
            Endpoint endpoint = answer.endpoint();
            long after = sendingAt == null ? 0 : answer.atMillis() - sendingAt;
            console.line("%-12s %s after %d ms: %s", endpoint.name(), words(answer.outcome()), after, answer.detail());
        }
        console.line("logged       index " + index(state.answered()) + ", what came back");
        console.line("kept         " + file + ", which alone opens the commitment in the log");
    }

    private static String index(SubmissionState.@Nullable Place place) {
        return place == null ? "unknown" : Long.toString(place.index());
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case TAKEN -> "took it";
            case REFUSED -> "refused it";
            case SILENT -> "did not answer";
            case NONSENSE -> "gave no answer to it";
            case KNOWN_BEFORE -> "had it";
            case NOT_ASKED -> "was not asked";
        };
    }
}
