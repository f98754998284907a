package dev.plumbline.api.cli;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.cose.CoseReceipt;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.receipt.TlogProof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb receipt}. */
@Command(
        name = "receipt",
        description = "Fetch the newest receipt of an event: later ones rest on more, such as an anchor on L1.",
        footer = {"", "Example:", "  plumb receipt --url http://127.0.0.1:8080 sha256:9f86d0… --out mine.receipt.json"})
final class GetReceipt implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--url", required = true, paramLabel = "URL", description = "where the log answers")
    private String url = "";

    @Option(names = "--tlog-proof", description = "only the C2SP tlog-proof, without entry and anchor")
    private boolean isTlogProof;

    @Option(
            names = "--cose",
            description = "the COSE receipt (RFC 9942) for SCITT tools, without entry and anchor; binary, needs --out")
    private boolean isCose;

    @Option(names = "--out", paramLabel = "FILE", description = "where the receipt goes (default: stdout)")
    private @Nullable Path out;

    @Parameters(paramLabel = "ID", description = "the event's id, sha256: and 64 hex digits")
    private String id = "";

    GetReceipt(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        if (isCose && (isTlogProof || out == null)) {
            throw FailedException.usage("--cose goes with --out FILE and without --tlog-proof");
        }
        EventId eventId = parse(id);
        LogClient client = LogClient.of(url);
        String path = "/v1/receipts/" + eventId.encode();
        byte[] body = client.require(path, mediaType());
        check(body, client.at(path));
        if (out == null) {
            console.line(new String(body, StandardCharsets.UTF_8).stripTrailing());
            return ExitCode.OK;
        }
        Files.write(out, body);
        console.line(
                options.isJson()
                        ? Json.encode(
                                Json.object().put("event_id", eventId.encode()).put("file", out.toString()))
                        : out.toString());
        return ExitCode.OK;
    }

    private String mediaType() {
        if (isCose) {
            return CoseReceipt.MEDIA_TYPE;
        }
        return isTlogProof ? "text/plain" : Receipt.MEDIA_TYPE;
    }

    private static EventId parse(String text) throws FailedException {
        try {
            return EventId.parse(text);
        } catch (MalformedException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        }
    }

    /** A server that answers with something else is told before the file is kept. */
    private void check(byte[] body, String address) throws FailedException {
        try {
            if (isCose) {
                CoseReceipt.parse(body);
            } else if (isTlogProof) {
                TlogProof.parse(new String(body, StandardCharsets.UTF_8));
            } else {
                Receipt.parse(body);
            }
        } catch (MalformedException e) {
            throw FailedException.notChecked(address + ": the answer is no receipt: " + e.getMessage(), e);
        }
    }
}
