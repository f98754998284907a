package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.proofs.Limits;
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
import org.jspecify.annotations.Nullable;

/** Hands signed events to a log in batches, and verifies each receipt that comes back. */
final class Sending {
    private static final int BATCH_EVENTS_MAX = 1_000;
    private static final int BATCH_BYTES_MAX = 8 << 20;

    private final LogClient client;
    private final Console console;
    private final boolean isJson;
    private final @Nullable Path folder;

    /** @param folder where the receipts go; null for stdout */
    Sending(LogClient client, Console console, boolean isJson, @Nullable Path folder) {
        this.client = client;
        this.console = console;
        this.isJson = isJson;
        this.folder = folder;
    }

    /** Sends the events, prints an answer for each, and returns the exit code that all of them come to. */
    int send(List<byte[]> entries, TrustOptions trust) throws FailedException, IOException {
        if (folder != null) {
            Files.createDirectories(folder);
        }
        var verifier = new ReceiptVerifier(VerificationPolicy.of(trust.statedOrAsked(client, console)));
        int exitCode = ExitCode.OK;
        int from = 0;
        while (from < entries.size()) {
            int to = batchEnd(entries, from);
            for (JsonNode answer : answers(entries.subList(from, to))) {
                exitCode = ExitCode.worse(exitCode, report(answer, verifier));
            }
            from = to;
        }
        return exitCode;
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

    private List<JsonNode> answers(List<byte[]> entries) throws FailedException {
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
            if (isJson) {
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
        if (folder == null) {
            console.line(isJson ? Json.encode(answer) : new String(receipt, StandardCharsets.UTF_8));
            return;
        }
        Path file = folder.resolve(id.substring(id.indexOf(':') + 1) + ".receipt.json");
        Files.write(file, receipt);
        if (isJson) {
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
