package dev.plumbline.ledger.takeover;

import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.note.SignedNote;
import java.io.IOException;
import java.util.List;

/**
 * Evidence that the log signed a tree which does not start with what it had anchored: the checkpoint, the root that its
 * first leaves have with the proof of that, and what the contract holds (docs/TAKEOVER.md, "Evidence").
 */
final class AnchorContradiction {
    static final String FILE_SUFFIX = ".anchor-contradiction.json";

    private AnchorContradiction() {}

    /** @param source whose tiles are of the tree under the note, at least as far as it is anchored */
    static Evidence of(SignedNote note, KnownHead signed, KnownAnchor anchor, Source source) throws IOException {
        long size = anchor.head().size();
        Hash prefix = Frontier.of(size, source).head().root();
        List<Hash> path =
                ConsistencyProof.prove(size, signed.head().size(), source).path();
        JsonObject file = JsonObject.builder()
                .put("v", 1)
                .put("kind", "anchor-contradiction")
                .put("checkpoint", note.encode())
                .put("prefix_root", prefix.base64())
                .put(
                        "path",
                        path.stream().map(hash -> JsonString.of(hash.base64())).toList())
                .put("chain", anchor.chain())
                .put("contract", anchor.contract())
                .put("block", anchor.block())
                .put("size", size)
                .put("root", anchor.head().root().base64())
                .build();
        return new Evidence(
                FILE_SUFFIX,
                signed.by() + " shows another tree than L1 holds at size " + size,
                CanonicalJson.encode(file));
    }
}
