package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.api.http.Anchors;
import dev.plumbline.ledger.anchor.AnchorStage;
import dev.plumbline.ledger.anchor.AnchorStore;
import dev.plumbline.proofs.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumb anchor status}. */
@Command(
        name = "status",
        description = {
            "List the final anchors of a log and how anchoring stands, from outside or from its folder.",
            "Ends with 4 if there is none yet. The evidence itself travels in receipts."
        },
        footer = {"", "Example:", "  plumb anchor status --url http://127.0.0.1:8080"})
final class AnchorShow implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @ArgGroup(multiplicity = "1")
    private Place place = new Place();

    AnchorShow(Console console) {
        this.console = console;
    }

    /** Which log. */
    static final class Place {
        @Option(names = "--data", paramLabel = "DIR", description = "a ledger's folder")
        private @Nullable Path data;

        @Option(names = "--url", paramLabel = "URL", description = "where the log answers")
        private @Nullable String url;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        JsonNode shown = place.data == null
                ? LogClient.of(String.valueOf(place.url)).requireJson("/v1/anchors")
                : stored(place.data);
        JsonNode anchors = shown.path("anchors");
        if (options.isJson()) {
            console.line(Json.encode(shown));
        } else {
            anchors.forEach(this::print);
            printStatus(shown.path("status"));
        }
        if (anchors.isEmpty()) {
            console.say("No anchor of this log is final yet.");
        }
        return anchors.isEmpty() ? ExitCode.PENDING : ExitCode.OK;
    }

    private void print(JsonNode anchor) {
        console.line(
                "size %-8d  block %-9d  %s %s  %s",
                anchor.path("size").asLong(),
                anchor.path("block_number").asLong(),
                anchor.path("chain").asText(),
                anchor.path("contract").asText(),
                anchor.path("block_hash").asText());
    }

    /** What of it is known: a folder knows less than the process that anchors. */
    private void printStatus(JsonNode status) {
        if (status.has("stage")) {
            console.line(
                    "stage %s  under way: size %d  spent: %s wei",
                    status.path("stage").asText(),
                    status.path("pending_size").asLong(),
                    status.path("spent_wei").asText());
        }
        if (status.has("endpoint")) {
            console.line(
                    "lag %d entries, %d seconds  through %s  left of today's budget: %s wei",
                    status.path("lag_entries").asLong(),
                    status.path("lag_seconds").asLong(),
                    status.path("endpoint").asText(),
                    status.path("budget_left_wei").asText());
        }
        if (status.has("skipped")) {
            console.line("passed over: %s", status.path("skipped").asText());
        }
        if (status.has("trouble")) {
            console.line(
                    "TROUBLE %s  %s",
                    status.path("trouble").asText(), status.path("detail").asText());
        }
    }

    private static ObjectNode stored(Path folder) throws FailedException, IOException {
        Path directory = folder.resolve("anchors");
        if (!Files.isDirectory(directory)) {
            throw FailedException.notChecked(folder + " is no ledger's folder: it has no anchors in it", null);
        }
        AnchorStore store = AnchorStore.open(directory);
        ObjectNode shown = Json.object();
        ArrayNode list = shown.putArray("anchors");
        for (Anchors.Anchor anchor : new StoredAnchors(store, null, () -> null, () -> null).all()) {
            list.addObject()
                    .put("chain", anchor.contract().chain())
                    .put("contract", anchor.contract().address().hex())
                    .put("size", anchor.size())
                    .put("root", anchor.head().root().base64())
                    .put("block_number", anchor.blockNumber())
                    .put("block_hash", anchor.blockHash());
        }
        try {
            AnchorStore.UnderWay underWay = store.underWay();
            AnchorStage resting = store.sizes().isEmpty() ? AnchorStage.IDLE : AnchorStage.FINAL;
            shown.putObject("status")
                    .put("stage", (underWay == null ? resting : underWay.stage()).name())
                    .put("anchored_size", store.newestSize())
                    .put("pending_size", underWay == null ? 0 : underWay.size())
                    .put("spent_wei", store.spentWei().toString());
        } catch (MalformedException e) {
            throw new FailedException(ExitCode.FALSE, directory + " is damaged: " + e.getMessage(), e);
        }
        return shown;
    }
}
