package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.fairness.VerdictWord;
import dev.plumbline.ledger.sequencer.Endpoint;
import dev.plumbline.ledger.sequencer.SubmissionState;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.proofs.event.SequencerObserve;
import dev.plumbline.proofs.event.SequencerSubmit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb sequencer show}. */
@Command(
        name = "show",
        description = {
            "Say what a log and a rollup's nodes know of one transaction: when it was logged and handed in, what endpoints",
            "answered, and whether a block holds it. An innocent cause is named only where a proven account shows it.",
            "Ends with 4 if no block that was shown holds it."
        },
        footer = {
            "",
            "Examples:",
            "  plumb sequencer show upload.submission.json --endpoint main=https://rpc.example.org",
            "  plumb sequencer show 0x88df01… --url http://127.0.0.1:8080"
        })
final class SequencerShowVerb implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private EndpointOptions through = new EndpointOptions();

    @Option(names = "--url", paramLabel = "URL", description = "where the log answers")
    private @Nullable String url;

    @Parameters(paramLabel = "TX|FILE", description = "a transaction's hash, or what 'plumb sequencer submit' kept")
    private String subject = "";

    SequencerShowVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        var lines = new ArrayList<Line>();
        SubmissionState state = null;
        Word tx;
        if (subject.startsWith("0x")) {
            tx = hash();
        } else {
            state = SequencerSubmitVerb.read(Path.of(subject));
            tx = state.transaction().hash();
            keptLines(state, lines);
        }
        List<Endpoint> endpoints = through.named();
        if (url == null && endpoints.isEmpty() && state == null) {
            throw FailedException.usage("want --url of a log, or --endpoint of the rollup, or both");
        }
        boolean isObserved = url != null && loggedLines(LogClient.of(url), tx, lines);
        var chain = new ShownChain(tx, console.clock());
        if (!endpoints.isEmpty()) {
            chain.ask(through.endpoints().all(), lines);
        }
        VerdictWord word = isObserved || chain.isIncluded() ? VerdictWord.INCLUDED : chain.wordFor(lines);
        print(tx, word, lines);
        return word == VerdictWord.INCLUDED ? ExitCode.OK : ExitCode.PENDING;
    }

    /**
     * One thing that is known.
     *
     * @param who says so
     * @param submit what the log says was handed in; null for other lines
     */
    record Line(String who, String words, @Nullable SequencerSubmit submit) {}

    private Word hash() throws FailedException {
        try {
            return Word.parseHex(subject, "transaction");
        } catch (MalformedException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        }
    }

    private static void keptLines(SubmissionState state, List<Line> lines) {
        lines.add(new Line("file", "got as far as " + state.stage(), (SequencerSubmit)
                (state.answers() == null ? state.intention() : state.answers()).body()));
    }

    /** Whether the log says that somebody saw it in a block. */
    private static boolean loggedLines(LogClient client, Word tx, List<Line> lines) throws FailedException {
        var found = new LoggedKind(client);
        found.each(EventKind.SEQUENCER_SUBMIT, one -> {
            var body = (SequencerSubmit) one.event().body();
            if (Word.of(body.tx().bytes()).equals(tx)) {
                boolean isIntention = body.via().stream().allMatch(via -> via.atMillis() == null);
                String what = isIntention ? "to be handed in at " : "handed in at ";
                lines.add(new Line(
                        "log " + one.index(),
                        what + Instant.ofEpochMilli(body.submittedAtMillis()) + " through "
                                + body.via().size() + " endpoints, " + answers(body) + "; says "
                                + one.event().issuer().encode(),
                        body));
            }
        });
        int before = lines.size();
        found.each(EventKind.SEQUENCER_OBSERVE, one -> {
            var body = (SequencerObserve) one.event().body();
            if (Word.of(body.tx().bytes()).equals(tx)) {
                lines.add(new Line("log " + one.index(), observed(body), null));
            }
        });
        return lines.size() > before;
    }

    private static String answers(SequencerSubmit body) {
        var words = new ArrayList<String>();
        for (SequencerSubmit.Via via : body.via()) {
            words.add(via.response() == null ? "unanswered" : via.response().wireName());
        }
        return String.join(", ", words);
    }

    private static String observed(SequencerObserve body) {
        String grade = body.finalizedAtMillis() != null ? "final" : body.safeAtMillis() != null ? "safe" : "unsafe";
        return "seen in block " + body.block() + " at place " + body.transactionIndex() + ", first at "
                + Instant.ofEpochMilli(body.firstSeenAtMillis()) + ", " + grade;
    }

    private void print(Word tx, VerdictWord word, List<Line> lines) {
        if (options.isJson()) {
            ObjectNode json = Json.object().put("tx", tx.hex()).put("verdict", word.words());
            ArrayNode all = json.putArray("lines");
            lines.forEach(line -> all.add(Json.object().put("who", line.who()).put("says", line.words())));
            console.line(Json.encode(json));
            return;
        }
        console.line(word.words() + "  " + tx);
        lines.forEach(line -> console.line("  %-12s %s", line.who(), line.words()));
        if (word != VerdictWord.INCLUDED) {
            console.line(
                    "  That no block that was shown holds it does not say who left it out: an endpoint's answer is no"
                            + " receipt of the sequencer.");
        }
    }
}
