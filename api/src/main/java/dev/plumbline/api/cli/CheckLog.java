package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.anchor.AnchorStore;
import dev.plumbline.ledger.anchor.StoredAnchor;
import dev.plumbline.ledger.audit.Finding;
import dev.plumbline.ledger.audit.Fsck;
import dev.plumbline.ledger.audit.FsckReport;
import dev.plumbline.ledger.publish.DataDirectory;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumb fsck}. */
@Command(
        name = "fsck",
        description = {
            "Read every byte of a log again and recompute all of it: entries, signatures, tree, tiles, checkpoints.",
            "With --data the folder of a stopped ledger, with --url any log, from outside. Changes nothing."
        },
        footer = {
            "",
            "Examples:",
            "  plumb fsck --data /var/lib/plumbline",
            "  plumb fsck --url https://ledger.example.org"
        })
final class CheckLog implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @ArgGroup(multiplicity = "1")
    private Place place = new Place();

    CheckLog(Console console) {
        this.console = console;
    }

    /** Which log. */
    static final class Place {
        @Option(names = "--data", paramLabel = "DIR", description = "the folder of a ledger that is not running")
        private @Nullable Path data;

        @Option(names = "--url", paramLabel = "URL", description = "where the log answers")
        private @Nullable String url;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        FsckReport report = place.data != null ? checkFolder(place.data) : checkUrl(String.valueOf(place.url));
        if (options.isJson()) {
            printJson(report);
        } else {
            printText(report);
        }
        if (!report.isClean()) {
            return ExitCode.FALSE;
        }
        return report.unchecked().isEmpty() ? ExitCode.OK : ExitCode.NOT_CHECKED;
    }

    private FsckReport checkFolder(Path folder) throws FailedException, IOException {
        try (DataDirectory directory = LogFolder.lock(folder);
                var progress = new ProgressLine(console, "fsck")) {
            TrustPolicy stated = trust.stated(console);
            VerifierKey key =
                    stated == null ? LogFolder.vkey(folder) : stated.logs().get(0);
            return Fsck.ofDirectory(directory, key, anchors(directory), progress::report);
        }
    }

    /** What the stored anchors remember. */
    private static Map<String, TreeHead> anchors(DataDirectory directory) throws FailedException, IOException {
        var heads = new LinkedHashMap<String, TreeHead>();
        if (!Files.isDirectory(directory.anchors())) {
            return heads;
        }
        AnchorStore store = AnchorStore.open(directory.anchors());
        for (long size : store.sizes()) {
            String where = "anchors/" + size + ".json";
            try {
                StoredAnchor anchor = store.load(size);
                if (anchor != null) {
                    heads.put(where, anchor.state().anchored());
                }
            } catch (MalformedException e) {
                throw new FailedException(ExitCode.FALSE, where + " is damaged: " + e.getMessage(), e);
            }
        }
        return heads;
    }

    private FsckReport checkUrl(String url) throws FailedException, IOException {
        LogClient client = LogClient.of(url);
        TrustPolicy policy = trust.statedOrAsked(client, console);
        byte[] note = client.require("/checkpoint", "text/plain");
        RemoteLog log = RemoteLog.at(client, policy, note, client.at("/checkpoint"));
        try (var progress = new ProgressLine(console, "fsck")) {
            return Fsck.ofFiles(log, log.checkpoint().log(), note, progress::report);
        }
    }

    private void printText(FsckReport report) {
        for (Finding finding : report.findings()) {
            console.line(console.red("DAMAGED") + "  " + finding);
        }
        if (report.findingCount() > report.findings().size()) {
            console.line(
                    "DAMAGED  and %d more",
                    report.findingCount() - report.findings().size());
        }
        for (String unchecked : report.unchecked()) {
            console.line("NOT CHECKED  " + unchecked);
        }
        String verdict = report.isClean() ? console.green("CLEAN") : console.red("DAMAGED");
        console.line(
                "%s  %d entries, %d event signatures, %d signed checkpoints, %d tiles and bundles",
                verdict, report.head().size(), report.signatureCount(), report.checkpointCount(), report.tileCount());
        console.line("  root  " + report.head().root().base64() + "  (recomputed)");
    }

    private void printJson(FsckReport report) {
        ObjectNode json = Json.object()
                .put("clean", report.isClean())
                .put("size", report.head().size())
                .put("root", report.head().root().base64())
                .put("signatures", report.signatureCount())
                .put("checkpoints", report.checkpointCount())
                .put("tiles", report.tileCount())
                .put("finding_count", report.findingCount());
        ArrayNode findings = json.putArray("findings");
        for (Finding finding : report.findings()) {
            findings.addObject().put("where", finding.where()).put("what", finding.what());
        }
        report.unchecked().forEach(json.putArray("not_checked")::add);
        console.line(Json.encode(json));
    }
}
