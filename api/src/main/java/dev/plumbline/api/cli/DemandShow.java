package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.anchor.DemandQueue;
import dev.plumbline.ledger.rpc.RpcException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumb demand status}: which demands are open. */
@Command(
        name = "status",
        description = "List the open demands on a contract, as of the node's final block.",
        footer = {"", "Example:", "  plumb demand status --rpc http://127.0.0.1:8545 --contract 0x52c4…"})
final class DemandShow implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private DemandOptions where = new DemandOptions();

    DemandShow(Console console) {
        this.console = console;
    }

    /** Ends with 5 if a demand is overdue, so that a watchman can call somebody. */
    @Override
    public Integer call() throws FailedException {
        long now = console.clock().instant().getEpochSecond();
        boolean isOverdue = false;
        ObjectNode json = Json.object();
        ArrayNode open = json.putArray("open");
        try {
            DemandQueue queue = where.queue();
            long block = queue.finalBlock();
            DemandQueue.Ends ends = queue.ends(block);
            json.put("block", block).put("made", ends.next());
            for (long id = ends.oldest(); id < ends.next(); id++) {
                DemandQueue.Place place = queue.place(id, block);
                if (place.isOpen()) {
                    isOverdue |= now >= place.deadline();
                    open.addObject()
                            .put("id", id)
                            .put("leaf_hash", "0x" + place.leafHash().hex())
                            .put("deadline", place.deadline())
                            .put("overdue_seconds", now - place.deadline());
                }
            }
        } catch (RpcException e) {
            throw FailedException.notChecked("RPC_UNREACHABLE: " + e.getMessage(), e);
        }
        print(json, open);
        return isOverdue ? ExitCode.ALARM : ExitCode.OK;
    }

    private void print(ObjectNode json, ArrayNode open) {
        if (options.isJson()) {
            console.line(Json.encode(json));
            return;
        }
        console.line(open.size() + " of " + json.path("made") + " demands are open as of block " + json.path("block"));
        open.forEach(demand -> {
            long overdue = demand.path("overdue_seconds").asLong();
            String when = overdue < 0 ? -overdue + " s left" : "overdue since " + overdue + " s";
            console.line(
                    "  " + demand.path("id") + "  " + demand.path("leaf_hash").asText() + "  " + when);
        });
    }
}
