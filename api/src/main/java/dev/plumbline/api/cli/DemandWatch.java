package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.anchor.DemandQueue;
import dev.plumbline.ledger.anchor.DemandQueue.Demanded;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.TreeHead;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Watches demands until they are satisfied in a final block, and then checks the log's own proof, if there is a log to ask. */
final class DemandWatch {
    private static final long POLL_NANOS = 1_000_000_000;
    private static final Duration TELL_EVERY = Duration.ofSeconds(30);

    private final Console console;
    private final boolean isJson;
    private final DemandQueue queue;
    private final @Nullable String url;

    DemandWatch(Console console, boolean isJson, DemandQueue queue, @Nullable String url) {
        this.console = console;
        this.isJson = isJson;
        this.queue = queue;
        this.url = url;
    }

    /** The exit code: 0 once all are satisfied, 4 if the wait ends before, 5 if one is overdue, 1 if a proof is wrong. */
    int until(List<Demanded> demands, long waitSeconds) throws RpcException, FailedException {
        Instant end = console.clock().instant().plus(Duration.ofSeconds(waitSeconds));
        var open = new ArrayList<>(demands);
        int code = ExitCode.OK;
        Instant told = console.clock().instant();
        while (true) {
            long block = queue.finalBlock();
            for (Demanded demand : List.copyOf(open)) {
                if (demand.block() <= block && !queue.isOpen(demand.event().id(), block)) {
                    open.remove(demand);
                    code = ExitCode.worse(code, satisfied(demand, block));
                }
            }
            Instant now = console.clock().instant();
            if (open.isEmpty()) {
                return code;
            }
            boolean isOverdue = open.stream().anyMatch(demand -> demand.event().deadline() <= now.getEpochSecond());
            if (isOverdue) {
                console.say("overdue: the log has left the entry out, and can anchor no more until it takes it");
                return ExitCode.worse(code, ExitCode.ALARM);
            }
            if (!now.isBefore(end)) {
                console.say(open.size() + " not yet satisfied; 'plumb demand status' tells how it goes on");
                return ExitCode.worse(code, ExitCode.PENDING);
            }
            if (!now.isBefore(told.plus(TELL_EVERY))) {
                told = now;
                tell(open, block, Duration.between(now, end));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private void tell(List<Demanded> open, long block, Duration left) {
        long deadline = open.stream()
                .mapToLong(demand -> demand.event().deadline())
                .min()
                .orElse(0);
        console.say(open.size() + " open as of final block " + block + ", the first until "
                + Instant.ofEpochSecond(deadline) + "; watching for " + left.toSeconds() + " s more");
    }

    private int satisfied(Demanded demand, long block) throws RpcException, FailedException {
        long id = demand.event().id();
        long index = queue.satisfied(id, demand.block(), block).index();
        ProofStatus proof = url == null ? null : proof(demand, index, block);
        if (isJson) {
            var json = Json.object().put("id", id).put("satisfied", true).put("index", index);
            console.line(Json.encode(proof == null ? json : json.put("proof", proof.name())));
        } else {
            console.line("demand " + id + " is satisfied: entry " + index + " of the log"
                    + (proof == null ? "" : ", and the log's proof under the anchored root is " + proof));
        }
        return proof == null || proof == ProofStatus.VALID ? ExitCode.OK : ExitCode.FALSE;
    }

    /** Checks what the log shows against the root that the contract held, which the log cannot choose. */
    private ProofStatus proof(Demanded demand, long index, long block) throws RpcException, FailedException {
        TreeHead anchored = queue.anchored(block);
        JsonNode answer =
                LogClient.of(String.valueOf(url)).requireJson("/v1/proofs/inclusion/" + index + "/" + anchored.size());
        var path = new ArrayList<Hash>();
        try {
            for (JsonNode hash : answer.path("path")) {
                path.add(Hash.parseBase64(hash.asText()));
            }
        } catch (MalformedException e) {
            throw new FailedException(ExitCode.FALSE, "the log's proof: " + e.getMessage(), e);
        }
        return new InclusionProof(index, path).check(demand.event().leafHash(), anchored);
    }
}
