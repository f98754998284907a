package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.api.report.TakeoverPage;
import dev.plumbline.api.report.TakeoverTwin;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.ledger.publish.KeyFile;
import dev.plumbline.ledger.sequence.AdmittedEvent;
import dev.plumbline.ledger.sequence.Submission;
import dev.plumbline.ledger.takeover.Evidence;
import dev.plumbline.ledger.takeover.Fate;
import dev.plumbline.ledger.takeover.InFlight;
import dev.plumbline.ledger.takeover.KnownAnchor;
import dev.plumbline.ledger.takeover.Rebuild;
import dev.plumbline.ledger.takeover.Recovered;
import dev.plumbline.ledger.takeover.Refusal;
import dev.plumbline.ledger.takeover.Resubmission;
import dev.plumbline.ledger.takeover.Source;
import dev.plumbline.ledger.takeover.SourceStanding;
import dev.plumbline.ledger.takeover.Successor;
import dev.plumbline.ledger.takeover.Takeover.Finding;
import dev.plumbline.ledger.takeover.TakeoverResult;
import dev.plumbline.ledger.takeover.Tally;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Quorum;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumb takeover}. */
@Command(
        name = "takeover",
        description = {
            "Go on with a log whose operator is gone. What mirrors still have is verified whole and held to what L1 holds,",
            "written anew under a new key, and the change of keys is logged. Whatever was acknowledged and is not in a",
            "mirror's signed part is handed in again from its receipts, and each such event is counted."
        },
        footer = {
            "",
            "Run again after a crash, it goes on where it was. Evidence against the old operator is left beside the report.",
            "Exit code 0 if it is done, 1 if every source is damaged, 3 if they do not reach far enough, 5 if the old key",
            "has contradicted itself or L1.",
            "",
            "Examples:",
            "  plumb takeover --from /mnt/mirror --from https://mirror.example.org --data /var/lib/plumbline \\",
            "      --key new.key --origin ledger.example.org/attribution --old-vkey \"$(cat old.vkey)\" \\",
            "      --rpc https://node.example.org --contract 0x52c4… --anchor-key anchor.key --accept \\",
            "      --receipts /srv/handed-in",
            "  plumb takeover --dry-run --from /mnt/mirror --origin … --old-vkey … --no-anchor"
        })
final class Takeover implements Callable<Integer> {
    private static final String HTML = ".html";
    private static final int DIGEST_CHARS = 16;

    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private TakeoverAnchor anchor = new TakeoverAnchor();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DIR|URL",
            description = "a mirror, or the old operator's static files; may be given several times")
    private List<String> from = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the folder of the new ledger, which must not be there yet")
    private @Nullable Path data;

    @Option(names = "--key", paramLabel = "FILE", description = "the new log key, from 'plumb keygen --origin'")
    private @Nullable Path keyFile;

    @Option(names = "--origin", required = true, paramLabel = "ORIGIN", description = "the log's origin, which stays")
    private String origin = "";

    @Option(
            names = "--old-vkey",
            required = true,
            paramLabel = "VKEY",
            description = "verifier key that the log had; may be given several times")
    private List<String> oldKeys = new ArrayList<>();

    @Option(
            names = "--receipts",
            paramLabel = "PATH",
            description = "receipts that holders have handed in: a file, or a folder; may be given several times")
    private List<Path> receipts = new ArrayList<>();

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "where the report goes; its twin lies beside it as .json (default: ${DEFAULT-VALUE})")
    private Path report = Path.of("takeover.html");

    @Option(names = "--dry-run", description = "verify, count and report; write no ledger and send nothing")
    private boolean isDryRun;

    Takeover(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        anchor.check();
        if (!report.toString().endsWith(HTML)) {
            throw FailedException.usage("--report is " + report + ", want a name that ends in " + HTML);
        }
        List<VerifierKey> old = oldKeys();
        SignerKey key = isDryRun ? null : newKey(old);
        KnownAnchor held = anchor.held(new TrustPolicy(old, Map.of(), new Quorum.None()), origin, console);
        var sources = new ArrayList<Source>();
        for (String place : from) {
            sources.add(TakeoverSource.of(place));
        }
        var files = new TakeoverReceipts();
        List<String> names = TakeoverReceipts.names(receipts);
        Finding finding;
        try (var progress = new ProgressLine(console, "verify")) {
            finding = dev.plumbline.ledger.takeover.Takeover.verify(old, held, sources, names, files, progress::report);
        }
        if (finding instanceof Finding.Refused refused) {
            return refused(refused);
        }
        Recovered log = ((Finding.Recoverable) finding).log();
        return key == null
                ? reported(new TakeoverResult(log, Resubmission.dryRun(log, files), null))
                : reported(takeOver(log, key, files));
    }

    private List<VerifierKey> oldKeys() throws FailedException {
        var keys = new ArrayList<VerifierKey>();
        for (String text : oldKeys) {
            try {
                VerifierKey key = VerifierKey.parse(text);
                if (!key.name().equals(origin)) {
                    throw FailedException.usage("--old-vkey is a key of " + key.name() + ", and --origin is " + origin);
                }
                keys.add(key);
            } catch (MalformedException e) {
                throw FailedException.usage("--old-vkey: " + e.getMessage());
            }
        }
        return keys;
    }

    private SignerKey newKey(List<VerifierKey> old) throws FailedException, IOException {
        if (data == null || keyFile == null) {
            throw FailedException.usage("taking over needs --data and --key; to look only, say --dry-run");
        }
        try {
            SignerKey key = KeyFile.read(keyFile);
            if (!key.verifierKey().name().equals(origin)) {
                throw FailedException.usage(
                        keyFile + " is a key of " + key.verifierKey().name() + ", and --origin is " + origin);
            }
            if (old.contains(key.verifierKey())) {
                throw FailedException.usage(keyFile + " is the old key; make another with 'plumb keygen --origin'");
            }
            return key;
        } catch (MalformedException e) {
            throw FailedException.usage(keyFile + ": " + e.getMessage());
        }
    }

    private TakeoverResult takeOver(Recovered log, SignerKey key, TakeoverReceipts files)
            throws FailedException, IOException {
        Path folder = data == null ? Path.of("") : data;
        LedgerConfig config = LedgerConfig.of(folder, key, console.clock());
        try (var progress = new ProgressLine(console, "write")) {
            var successor = new Successor(key, console.clock(), anchor.change());
            Rebuild.into(folder, log, successor, config.segmentBytes(), progress::report);
        }
        LogFolder.writeVkey(folder, key.verifierKey());
        anchor.keep(folder.resolve("anchors"));
        KnownAnchor held = log.anchor();
        InFlight inFlight;
        EventId handover;
        TreeHead head;
        try (Ledger ledger =
                Ledger.open(held == null ? config : config.withKnownHeads(List.of(held.head())), () -> {})) {
            inFlight = Resubmission.run(log, events -> submit(ledger, events), files);
            handover = Event.parse(ledger.entry(log.head().size())).id();
            head = ledger.head().head();
        } catch (MalformedException e) {
            throw new AssertionError("the handover was parsed before", e);
        }
        return new TakeoverResult(
                log, inFlight, new TakeoverResult.Succession(key.verifierKey(), handover, head, anchor.accept(origin)));
    }

    private static Submission.Sequenced submit(Ledger ledger, List<AdmittedEvent> events) throws IOException {
        try {
            Submission answer = ledger.submit(events).get();
            if (answer instanceof Submission.Sequenced sequenced) {
                return sequenced;
            }
            var refused = (Submission.Refused) answer;
            throw new IOException("the new ledger takes nothing: " + refused.refusal() + ": " + refused.detail());
        } catch (ExecutionException e) {
            throw new IOException("the new ledger failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted; run it again to go on", e);
        }
    }

    private int refused(Finding.Refused refused) throws IOException {
        Refusal refusal = refused.refusal();
        int exitCode = refusal.cause().isAlarm()
                ? ExitCode.ALARM
                : refusal.cause() == Refusal.Cause.DAMAGED ? ExitCode.FALSE : ExitCode.NOT_CHECKED;
        Path kept = refusal.evidence() == null ? null : keep(refusal.evidence());
        if (options.isJson()) {
            ObjectNode json = Json.object()
                    .put("verdict", "REFUSED")
                    .put("exit_code", exitCode)
                    .put("cause", refusal.cause().name())
                    .put("detail", refusal.detail());
            if (kept != null) {
                json.put("evidence", kept.toString());
            }
            json.set("sources", TakeoverTwin.sources(refused.sources()));
            console.line(Json.encode(json));
            return exitCode;
        }
        console.line(console.red("REFUSED") + "  " + refusal.cause() + ": " + refusal.detail());
        refused.sources().forEach(this::print);
        if (kept != null) {
            console.line("  evidence  " + kept);
        }
        return exitCode;
    }

    private int reported(TakeoverResult result) throws IOException {
        ObjectNode twin = TakeoverTwin.encode(result);
        byte[] json = (Json.encode(twin) + "\n").getBytes(StandardCharsets.UTF_8);
        Path twinFile = beside(name(report) + ".json");
        Files.write(twinFile, json);
        Files.writeString(
                report, TakeoverPage.render(result, TreeHasher.sha256(json).hex()));
        for (Evidence evidence : result.inFlight().evidence()) {
            keep(evidence);
        }
        if (options.isJson()) {
            console.line(Json.encode(twin));
        } else {
            print(result, twinFile);
        }
        return result.isAlarm() ? ExitCode.ALARM : ExitCode.OK;
    }

    /** Leaves evidence beside the report, under a name that holds a digest of it. */
    private Path keep(Evidence evidence) throws IOException {
        String digest = TreeHasher.sha256(evidence.bytes()).hex().substring(0, DIGEST_CHARS);
        Path file = beside(name(report) + "-" + digest + evidence.suffix());
        Files.write(file, evidence.bytes());
        return file;
    }

    private static String name(Path report) {
        String name = String.valueOf(report.getFileName());
        return name.substring(0, name.length() - HTML.length());
    }

    private Path beside(String name) {
        return report.resolveSibling(name);
    }

    private void print(TakeoverResult result, Path twinFile) {
        Recovered log = result.log();
        console.line(
                "%s  %s  %d entries, on the word of %s",
                console.green(result.succession() == null ? "RECOVERABLE" : "TAKEN OVER"),
                log.origin(),
                log.head().size(),
                log.vouchedBy());
        console.line("  root         " + log.head().root().base64());
        KnownAnchor held = log.anchor();
        console.line("  anchored     "
                + (held == null
                        ? "not held to L1"
                        : held.head().size() + " entries in " + held.chain() + ":" + held.contract() + ", block "
                                + held.block()));
        log.sources().forEach(this::print);
        print("places", "acknowledged by the old log", result.inFlight().places());
        print("receipts", "handed in", result.inFlight().receipts());
        print("tails", "in mirrors behind what was recovered", result.inFlight().tails());
        log.noReceipts().forEach(one -> console.line("  NO RECEIPT   " + one.name() + ": " + one.why()));
        result.inFlight()
                .contradicted()
                .forEach(name -> console.line("  " + console.red("CONTRADICTED") + " " + name
                        + ": the old key signed its checkpoint, and the recovered log has another tree"));
        TakeoverResult.Succession next = result.succession();
        if (next != null) {
            console.line("  handover     entry " + log.head().size() + ", " + next.handover());
            console.line("  new log      " + next.head().size() + " entries, key "
                    + next.key().encode());
            console.line("  operator     " + next.operator());
        }
        console.line("  report       " + report + ", " + twinFile);
    }

    private void print(SourceStanding one) {
        console.line("  source       %s: %d entries, %s", one.name(), one.entries(), one.words());
    }

    private void print(String name, String what, Tally tally) {
        console.line("  %-12s %d %s", name, tally.total(), what);
        for (Fate fate : Fate.values()) {
            if (tally.of(fate) > 0) {
                console.line("  %12d   %s", tally.of(fate), fate.words());
            }
        }
    }
}
