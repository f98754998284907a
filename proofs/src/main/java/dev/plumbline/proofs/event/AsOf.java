package dev.plumbline.proofs.event;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;

/** How a body names the state of the log that it was computed from: {@code {"size": …, "root": "sha256:…"}}. */
final class AsOf {
    private AsOf() {}

    static TreeHead parse(Fields fields) throws MalformedException {
        long size = fields.integer("size");
        Hash root = fields.parsed("root", Digest::parse);
        return fields.end(() -> {
            Bounds.checkAtLeast("/size", size, 0);
            return new TreeHead(size, root);
        });
    }

    static JsonObject encode(TreeHead head) {
        return JsonObject.builder()
                .put("size", head.size())
                .put("root", Digest.encode(head.root()))
                .build();
    }
}
