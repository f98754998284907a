package dev.plumbline.api.cli;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.trace.TraceBundle;
import dev.plumbline.proofs.trace.TraceVerdict;
import dev.plumbline.proofs.trace.TraceVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb trace}. */
@Command(
        name = "trace",
        description = {
            "Say why an amount is what it is: fetch every entry from a payment or an accrual to the upload, check all of",
            "it, make the sums again, and print them. The file that --out keeps verifies offline with 'plumb verify'."
        },
        footer = {
            "",
            "Example:",
            "  plumb trace --url http://127.0.0.1:8080 sha256:9f86d0… --line 3 --out mine.trace.json"
        })
final class GetTrace implements Callable<Integer> {
    private static final int NO_LINE = -1;

    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(names = "--url", required = true, paramLabel = "URL", description = "where the log answers")
    private String url = "";

    @Option(
            names = "--line",
            paramLabel = "N",
            description = "which line of an accrual, or which accrual of a payment, from 0 (default: all)")
    private int line = NO_LINE;

    @Option(names = "--out", paramLabel = "FILE", description = "where the trace goes")
    private @Nullable Path out;

    @Parameters(paramLabel = "ID", description = "the event's id, sha256: and 64 hex digits")
    private String id = "";

    GetTrace(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        EventId eventId = parse(id);
        if (line < NO_LINE) {
            throw FailedException.usage("--line is " + line + ", want 0 or more");
        }
        LogClient client = LogClient.of(url);
        TrustPolicy policy = trust.statedOrAsked(client, console);
        String path = "/v1/trace/" + eventId.encode() + (line == NO_LINE ? "" : "?line=" + line);
        byte[] file = client.require(path, TraceBundle.MEDIA_TYPE);
        requireAsked(file, eventId, client.at(path));
        if (out != null) {
            Files.write(out, file);
        }
        TraceVerdict verdict = new TraceVerifier(policy).verify(file);
        String name = out == null ? client.at(path) : out.toString();
        return new VerdictReport(console, options.isJson()).print(name, Findings.of(verdict));
    }

    private static EventId parse(String text) throws FailedException {
        try {
            return EventId.parse(text);
        } catch (MalformedException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        }
    }

    /** A good trace of another event would be verified, and explain what nobody asked. */
    private void requireAsked(byte[] file, EventId asked, String address) throws FailedException {
        try {
            TraceBundle trace = TraceBundle.parse(file);
            Long wanted = line == NO_LINE ? null : Long.valueOf(line);
            if (!trace.subject().equals(asked) || !Objects.equals(trace.line(), wanted)) {
                throw FailedException.notChecked(address + ": the answer is the trace of " + trace.subject(), null);
            }
        } catch (MalformedException e) {
            throw FailedException.notChecked(address + ": the answer is no trace: " + e.getMessage(), e);
        }
    }
}
