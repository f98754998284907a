package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.api.http.SequencerReports;
import dev.plumbline.api.report.SequencerSummary;
import dev.plumbline.ledger.fairness.FairnessReport;
import dev.plumbline.ledger.rollup.ObservationLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumb sequencer report}. */
@Command(
        name = "report",
        description = {
            "Say what was observed of a sequencer in a time, from a folder that 'plumb sequencer follow' or 'plumb serve' has",
            "filled, or from a server that follows. Every figure has its n, every report its caveats. Files of 'plumb sequencer",
            "equivocate', 'plumb sequencer settle' and 'plumb force' in the folder 'evidence' beside the observations count as far",
            "as they prove something: the first against the profile's sequencer, the others under an L1 block that you trust",
            "(--head, --rpc or --light-client), of settlement by what you know of the rollup (--rollup)."
        },
        footer = {
            "",
            "The words are: included, not included, benign cause shown, unexplained, equivocated. What is unexplained is a",
            "ground for a question and no proof of intent.",
            "",
            "Exit code 0 if nothing is unexplained, 1 if something is, 5 if the sequencer signed two blocks of one height.",
            "",
            "Examples:",
            "  plumb sequencer report --url http://127.0.0.1:8080 --html report.html --json report.json",
            "  plumb sequencer report --data /var/lib/follow --chain base --log-url http://127.0.0.1:8080"
        })
final class SequencerReportVerb implements Callable<Integer> {
    private static final long DAY_MILLIS = 86_400_000;

    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--data", paramLabel = "DIR", description = "a folder with observations, or a ledger's folder")
    private @Nullable Path data;

    @Option(names = "--chain", paramLabel = "PROFILE|FILE", description = "the rollup that the folder is of")
    private @Nullable String chain;

    @Option(names = "--log-url", paramLabel = "URL", description = "the log with the submissions, for --data")
    private @Nullable String logUrl;

    @Option(names = "--url", paramLabel = "URL", description = "a server that follows the sequencer, instead of --data")
    private @Nullable String url;

    @Option(
            names = "--from",
            paramLabel = "MILLIS",
            description = "start, in ms since the epoch (default: a day before the end)")
    private long from = -1;

    @Option(names = "--to", paramLabel = "MILLIS", description = "end, in ms since the epoch (default: now)")
    private long to = -1;

    @Option(names = "--html", paramLabel = "FILE", description = "where the report goes, as one page")
    private @Nullable Path html;

    @Option(names = "--json", paramLabel = "FILE", description = "where its machine-readable twin goes")
    private @Nullable Path json;

    @Mixin
    private RollupOption rollup = new RollupOption();

    @Mixin
    private HeadOptions heads = new HeadOptions();

    SequencerReportVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        if ((data == null) == (url == null)) {
            throw FailedException.usage("want either --data DIR or --url URL");
        }
        SequencerReports.Forms forms = url == null ? ofFolder() : ofServer(url);
        if (html != null) {
            Files.write(html, forms.html());
        }
        if (json != null) {
            Files.write(json, forms.json());
        }
        JsonNode twin = Json.parse(forms.json());
        if (options.isJson()) {
            console.line(Json.encode(twin));
        } else {
            print(twin);
        }
        return exitCode(twin);
    }

    private SequencerReports.Forms ofFolder() throws FailedException, IOException {
        Path folder = DemandOptions.require(data, "--data");
        Path observations = Files.exists(folder.resolve(ObservationLog.FILE)) ? folder : folder.resolve("sequencer");
        if (!Files.exists(observations.resolve(ObservationLog.FILE))) {
            throw FailedException.notChecked(folder + " holds no " + ObservationLog.FILE, null);
        }
        long end = to < 0 ? console.clock().millis() : to;
        long start = from < 0 ? Math.max(0, end - DAY_MILLIS) : from;
        if (start > end) {
            throw FailedException.usage("--from is behind --to");
        }
        FairnessReport report = ObservedReport.of(
                new EvidenceReader(
                        ChainProfiles.read(DemandOptions.require(chain, "--chain")),
                        rollup.stated(console),
                        heads.stated()),
                observations,
                logUrl == null ? null : SequencerEntries.of(LogClient.of(logUrl)),
                start,
                end);
        return SequencerReports.of(report);
    }

    private SequencerReports.Forms ofServer(String server) throws FailedException {
        var query = new ArrayList<String>();
        if (from >= 0) {
            query.add("from=" + from);
        }
        if (to >= 0) {
            query.add("to=" + to);
        }
        String path = "/v1/sequencer/report" + (query.isEmpty() ? "" : "?" + String.join("&", query));
        LogClient client = LogClient.of(server);
        return new SequencerReports.Forms(client.require(path, "application/json"), client.require(path, "text/html"));
    }

    private void print(JsonNode twin) {
        List<String> lines = SequencerSummary.lines(twin);
        lines.forEach(console::line);
        int code = exitCode(twin);
        console.line(
                code == ExitCode.OK
                        ? console.green("NOTHING UNEXPLAINED")
                        : console.red(code == ExitCode.ALARM ? "EQUIVOCATED" : "UNEXPLAINED"));
        if (html != null) {
            console.line("  report  %s", html);
        }
        if (json != null) {
            console.line("  twin    %s", json);
        }
    }

    private static int exitCode(JsonNode twin) {
        int code = ExitCode.OK;
        for (JsonNode alarm : twin.path("alarms")) {
            boolean isProof = alarm.path("verdict").asText().equals("equivocated");
            code = ExitCode.worse(code, isProof ? ExitCode.ALARM : ExitCode.FALSE);
        }
        return code;
    }
}
