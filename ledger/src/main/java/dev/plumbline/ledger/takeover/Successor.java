package dev.plumbline.ledger.takeover;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.event.LogHandover;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.SignerKey;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who goes on with a log, and what he logs first: that the keys change, from which tree on, and who anchors from now on.
 *
 * @param key the new log key, whose name is the log's origin
 * @param clock for the time that the handover claims
 * @param operator the change of the account that anchors; null if it stays, or the log is not anchored
 */
public record Successor(SignerKey key, InstantSource clock, LogHandover.@Nullable Operator operator) {
    /** Where a log speaks of itself when it is anchored nowhere. */
    private static final String NO_CHAIN = "eip155:1";

    private static final String SLUG = "log";

    /** The handover as an entry, signed by the new key. A fresh time each call. */
    byte[] handover(Recovered log) {
        EventSigner signer = EventSigner.ed25519(key.seed());
        KnownAnchor anchor = log.anchor();
        var namespace = new Namespace(anchor == null ? NO_CHAIN : anchor.chain(), SLUG);
        return EventDraft.first(body(log), namespace, signer.issuer(), clock.millis())
                .sign(signer)
                .entry();
    }

    private LogHandover body(Recovered log) {
        KnownAnchor anchor = log.anchor();
        return new LogHandover(
                log.oldKeys(),
                List.of(key.verifierKey()),
                log.head(),
                anchor == null
                        ? null
                        : new LogHandover.Anchored(anchor.chain(), anchor.contract(), anchor.head(), anchor.block()),
                anchor == null ? null : operator);
    }

    /**
     * Demands that an entry is the handover of this takeover, written by a run before.
     *
     * @throws IOException if it is anything else
     */
    void requireHandover(byte[] entry, Recovered log) throws IOException {
        LogHandover wanted = body(log);
        try {
            // Time and operator are those of the run that wrote it: the operator may have changed since.
            boolean isOurs = Event.parse(entry).body() instanceof LogHandover found
                    && found.from().equals(wanted.from())
                    && found.to().equals(wanted.to())
                    && found.recovered().equals(wanted.recovered());
            if (isOurs) {
                return;
            }
        } catch (MalformedException e) {
            throw new IOException("entry " + log.head().size() + " is no handover: " + e.getMessage(), e);
        }
        throw new IOException("entry " + log.head().size() + " is not the handover of this takeover");
    }

    /** What is to be made: the same bytes for the same takeover, whenever it is begun. */
    byte[] plan(Recovered log) {
        KnownAnchor anchor = log.anchor();
        JsonObject.Builder plan = JsonObject.builder()
                .put("v", 1)
                .put("kind", "takeover")
                .put("origin", log.origin())
                .put(
                        "from",
                        log.oldKeys().stream()
                                .map(old -> JsonString.of(old.encode()))
                                .toList())
                .put("to", key.verifierKey().encode())
                .put("recovered", head(log.head()));
        if (anchor != null) {
            plan.put("chain", anchor.chain())
                    .put("contract", anchor.contract())
                    .put("block", anchor.block())
                    .put("anchored", head(anchor.head()));
        }
        return CanonicalJson.encode(plan.build());
    }

    private static JsonObject head(TreeHead head) {
        return JsonObject.builder()
                .put("size", head.size())
                .put("root", head.root().base64())
                .build();
    }
}
