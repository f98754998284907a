package dev.plumbline.api.http;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.publish.SignedHead;
import dev.plumbline.proofs.merkle.Hash;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Proofs between sizes, with every input in the path and the newest checkpoint, under which the larger size lies. */
final class ProofPages {
    private final Ledger ledger;

    ProofPages(Services services) {
        this.ledger = services.ledger();
    }

    /** {@code GET /v1/proofs/inclusion/{index}/{size}}. */
    void inclusion(Context ctx) throws ProblemException, IOException {
        Parameters parameters = Parameters.of(ctx, Set.of());
        long index = parameters.pathNumber("index");
        long size = parameters.pathNumber("size");
        SignedHead head = headOver(size);
        if (index >= size) {
            throw Parameters.bad("index is " + index + ", want less than the size, " + size);
        }
        var json = new JsonSink(4_096);
        json.raw("{\"index\":").number(index).raw(",\"size\":").number(size);
        send(ctx, json, ledger.prove(index, size).path(), head);
    }

    /** {@code GET /v1/proofs/consistency/{from}/{to}}. A tree without leaves is a prefix of any, and needs no proof. */
    void consistency(Context ctx) throws ProblemException, IOException {
        Parameters parameters = Parameters.of(ctx, Set.of());
        long from = parameters.pathNumber("from");
        long to = parameters.pathNumber("to");
        SignedHead head = headOver(to);
        if (from > to) {
            throw Parameters.bad("from is " + from + ", want at most to, " + to);
        }
        List<Hash> path =
                from == 0 ? List.of() : ledger.proveConsistency(from, to).path();
        var json = new JsonSink(4_096);
        json.raw("{\"from\":").number(from).raw(",\"to\":").number(to);
        send(ctx, json, path, head);
    }

    private SignedHead headOver(long size) throws ProblemException {
        SignedHead head = ledger.head();
        if (size > head.head().size()) {
            throw Problem.of(
                            ApiReason.NOT_FOUND,
                            "the log has no tree of size " + size + " yet, want at most "
                                    + head.head().size())
                    .toException();
        }
        return head;
    }

    private static void send(Context ctx, JsonSink json, List<Hash> path, SignedHead head) {
        json.raw(",\"path\":[");
        String separator = "\"";
        for (Hash hash : path) {
            json.raw(separator).base64(hash).raw("\"");
            separator = ",\"";
        }
        json.raw("],\"checkpoint\":").quoted(head.text());
        Pages.json(ctx, Pages.NO_STORE, json.raw("}"));
    }
}
