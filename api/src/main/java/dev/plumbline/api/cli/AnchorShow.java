package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.api.http.Anchors;
import dev.plumbline.ledger.anchor.AnchorStore;
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
            "List the final anchors of a log, from outside or from its folder.",
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
        JsonNode anchors = place.data == null
                ? LogClient.of(String.valueOf(place.url))
                        .requireJson("/v1/anchors")
                        .path("anchors")
                : stored(place.data);
        if (options.isJson()) {
            ObjectNode json = Json.object();
            json.set("anchors", anchors);
            console.line(Json.encode(json));
        }
        for (JsonNode anchor : anchors) {
            if (!options.isJson()) {
                console.line(
                        "size %-8d  block %-9d  %s %s  %s",
                        anchor.path("size").asLong(),
                        anchor.path("block_number").asLong(),
                        anchor.path("chain").asText(),
                        anchor.path("contract").asText(),
                        anchor.path("block_hash").asText());
            }
        }
        if (anchors.isEmpty()) {
            console.say("No anchor of this log is final yet.");
        }
        return anchors.isEmpty() ? ExitCode.PENDING : ExitCode.OK;
    }

    private static ArrayNode stored(Path folder) throws FailedException, IOException {
        Path anchors = folder.resolve("anchors");
        if (!Files.isDirectory(anchors)) {
            throw FailedException.notChecked(folder + " is no ledger's folder: it has no anchors in it", null);
        }
        ArrayNode list = Json.object().putArray("anchors");
        for (Anchors.Anchor anchor : new StoredAnchors(AnchorStore.open(anchors), null).all()) {
            list.addObject()
                    .put("chain", anchor.contract().chain())
                    .put("contract", anchor.contract().address().hex())
                    .put("size", anchor.size())
                    .put("root", anchor.head().root().base64())
                    .put("block_number", anchor.blockNumber())
                    .put("block_hash", anchor.blockHash());
        }
        return list;
    }
}
