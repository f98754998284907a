package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.api.report.AuditPage;
import dev.plumbline.api.report.AuditTwin;
import dev.plumbline.api.report.CheckedAnchor;
import dev.plumbline.ledger.audit.AuditOptions;
import dev.plumbline.ledger.audit.AuditResult;
import dev.plumbline.ledger.audit.AuditStateException;
import dev.plumbline.ledger.audit.Auditor;
import dev.plumbline.ledger.audit.Invariant;
import dev.plumbline.ledger.audit.InvariantResult;
import dev.plumbline.ledger.audit.SignatureSample;
import dev.plumbline.ledger.audit.Violation;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.CheckpointVerdict;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.receipt.Receipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb audit}. */
@Command(
        name = "audit",
        description = {
            "Check every invariant over a whole log, from its tiles alone: signatures, sums, exact splits, payments,",
            "references, licenses, numbering, heads. Writes a report as one HTML file and the same as JSON; anybody",
            "who audits the same log up to the same head gets the same bytes."
        },
        footer = {
            "",
            "With --state the audit takes over where the last one stopped, and reads only what is new.",
            "To sample, publish the commitment that --show-commitment prints before you audit, and the seed after.",
            "",
            "Exit code 0 if no invariant is broken, 1 if one is, 5 if the log has forked or gone back.",
            "",
            "Examples:",
            "  plumb audit https://ledger.example.org --vkey \"$(cat log.vkey)\" --state audit.state",
            "  plumb audit /mnt/mirror --policy trust.policy --from last-year.checkpoint --out report.html",
            "  plumb audit https://ledger.example.org --signatures 10000 --seed 9f86d0… -o json"
        })
final class Audit implements Callable<Integer> {
    private static final String HTML = ".html";

    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Mixin
    private HeadOptions heads = new HeadOptions();

    @Parameters(
            paramLabel = "URL|DIR",
            arity = "0..1",
            description = "where the log answers, or a folder with its files")
    private @Nullable String place;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "folder that keeps what was audited, for the next time; made if it is not there")
    private @Nullable Path state;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "an earlier checkpoint that the log must have grown from; may be given several times")
    private List<String> earlier = new ArrayList<>();

    @Option(
            names = "--receipt",
            paramLabel = "FILE",
            description = "a receipt whose entry must be in the log; may be given several times")
    private List<String> receipts = new ArrayList<>();

    @Option(
            names = "--signatures",
            paramLabel = "all|none|N",
            description =
                    "which signatures to check: all, none, or those of N entries drawn with --seed (default: all)")
    private String signatures = "all";

    @Option(names = "--seed", paramLabel = "HEX", description = "what the sample is drawn with: 64 hex digits")
    private @Nullable String seed;

    @Option(names = "--show-commitment", description = "print the commitment to the seed, and end")
    private boolean isCommitmentWanted;

    @Option(
            names = "--out",
            paramLabel = "FILE.html",
            description = "where the report goes; its twin lies beside it as .json (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("audit.html");

    Audit(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        AuditOptions.Signatures which = signatures();
        if (isCommitmentWanted) {
            console.line(SignatureSample.commitment(seed()).hex());
            return ExitCode.OK;
        }
        if (place == null) {
            throw FailedException.usage("no log is given; name its URL or a folder with its files");
        }
        if (!out.toString().endsWith(HTML)) {
            throw FailedException.usage("--out is " + out + ", want a name that ends in " + HTML);
        }
        AuditTarget target = AuditTarget.of(place, trust, heads.stated(), console);
        AuditOptions audited = AuditOptions.standard()
                .withSignatures(which)
                .withRemembered(remembered(target))
                .withReceipts(promised());
        return report(audit(target, audited), target.anchors());
    }

    private AuditOptions.Signatures signatures() throws FailedException {
        if (signatures.equals("all")) {
            return new AuditOptions.Signatures.All();
        }
        if (signatures.equals("none")) {
            return new AuditOptions.Signatures.None();
        }
        try {
            return new AuditOptions.Signatures.Drawn(seed(), Integer.parseInt(signatures));
        } catch (IllegalArgumentException e) {
            throw FailedException.usage("--signatures is " + signatures + ", want all, none or a number from 1");
        }
    }

    private Hash seed() throws FailedException {
        if (seed == null) {
            throw FailedException.usage("a sample needs --seed, 64 hex digits that nobody else could foresee");
        }
        try {
            return Hash.parseHex(seed);
        } catch (MalformedException e) {
            throw FailedException.usage("--seed: " + e.getMessage());
        }
    }

    private AuditResult audit(AuditTarget target, AuditOptions audited) throws FailedException, IOException {
        Path folder = state == null ? Files.createTempDirectory("plumb-audit") : Files.createDirectories(state);
        try (Auditor auditor = Auditor.open(folder, target.log().name(), target.policy(), audited);
                var progress = new ProgressLine(console, "audit")) {
            return auditor.audit(target.files(), target.checkpoint(), progress::report);
        } catch (AuditStateException e) {
            throw FailedException.notChecked(
                    folder + ": " + e.getMessage() + "; delete the folder to audit from the start", e);
        } finally {
            if (state == null) {
                deleteAll(folder);
            }
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private Map<String, TreeHead> remembered(AuditTarget target) throws FailedException {
        var remembered = new LinkedHashMap<String, TreeHead>();
        for (CheckedAnchor anchor : target.anchors()) {
            remembered.put(anchor.name(), anchor.head());
        }
        for (String file : earlier) {
            remembered.put(file, checkpoint(file, target.policy()));
        }
        return remembered;
    }

    private TreeHead checkpoint(String file, TrustPolicy policy) throws FailedException {
        try {
            CheckpointVerdict verdict = policy.check(SignedNote.parse(InputFiles.read(file, console)));
            if (verdict instanceof CheckpointVerdict.Trusted trusted) {
                return trusted.checkpoint().head();
            }
            var refused = (CheckpointVerdict.Refused) verdict;
            throw FailedException.notChecked(file + ": " + refused.reason() + ": " + refused.detail(), null);
        } catch (MalformedException e) {
            throw FailedException.notChecked(file + ": " + e.getMessage(), e);
        }
    }

    private List<AuditOptions.PromisedEntry> promised() throws FailedException {
        var promised = new ArrayList<AuditOptions.PromisedEntry>();
        for (String file : receipts) {
            try {
                Receipt receipt = Receipt.parse(InputFiles.read(file, console));
                promised.add(new AuditOptions.PromisedEntry(
                        file, receipt.proof().inclusion().leafIndex(), TreeHasher.leaf(receipt.entry())));
            } catch (MalformedException e) {
                throw FailedException.notChecked(file + ": " + e.getMessage(), e);
            }
        }
        return promised;
    }

    private int report(AuditResult result, List<CheckedAnchor> anchors) throws IOException {
        ObjectNode twin = AuditTwin.encode(result, anchors);
        byte[] json = (Json.encode(twin) + "\n").getBytes(StandardCharsets.UTF_8);
        String name = out.toString();
        Path twinFile = Path.of(name.substring(0, name.length() - HTML.length()) + ".json");
        Files.write(twinFile, json);
        Files.writeString(
                out, AuditPage.render(result, anchors, TreeHasher.sha256(json).hex()));
        if (options.isJson()) {
            console.line(Json.encode(twin));
        } else {
            printText(result, anchors, twinFile);
        }
        if (result.of(Invariant.HEADS_ARE_CONSISTENT).violated() > 0) {
            return ExitCode.ALARM;
        }
        return result.isClean() ? ExitCode.OK : ExitCode.FALSE;
    }

    private void printText(AuditResult result, List<CheckedAnchor> anchors, Path twinFile) {
        for (InvariantResult one : result.results()) {
            String standing = AuditPage.words(one.standing());
            console.line(
                    "%-3s  %-15s  %,12d checked  %s",
                    one.invariant().id(),
                    standing,
                    one.checked(),
                    one.invariant().sentence());
            for (Violation violation :
                    one.kept().subList(0, Math.min(5, one.kept().size()))) {
                console.line("       " + console.red(violation.toString()));
            }
            if (one.violated() > 5) {
                console.line("       and %,d more", one.violated() - 5);
            }
        }
        for (CheckedAnchor anchor : anchors) {
            console.line(
                    "anchor  %s, block %d: %s",
                    anchor.name(), anchor.blockNumber(), anchor.standing().detail());
        }
        String verdict = result.isClean() ? console.green("NO BREACH FOUND") : console.red("BREACHES FOUND");
        console.line(
                "%s  %,d entries of %s, %,d of them new",
                verdict,
                result.head().size(),
                result.origin(),
                result.head().size() - result.from().size());
        console.line("  report  %s", out);
        console.line("  twin    %s", twinFile);
    }
}
