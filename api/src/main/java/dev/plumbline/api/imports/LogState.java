package dev.plumbline.api.imports;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.ModelRegister.Training;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import org.jspecify.annotations.Nullable;

/** Digests and states of a log in the small JSON files that go beside a foreign one, spelled as in events. */
final class LogState {
    private static final String PREFIX = "sha256:";

    private LogState() {}

    /** The hash of {@code sha256:} and 64 lowercase hex digits, or null. */
    static @Nullable Hash digest(JsonPlace place) {
        String text = place.textOrEmpty();
        try {
            return text.startsWith(PREFIX) ? Hash.parseHex(text.substring(PREFIX.length())) : null;
        } catch (MalformedException e) {
            return null;
        }
    }

    /** The head of {@code {"size": …, "root": "sha256:…"}}, or null. */
    static @Nullable TreeHead head(JsonPlace place) {
        Hash root = digest(place.at("root"));
        long size = place.at("size").count();
        return root == null || size < 0 ? null : new TreeHead(size, root);
    }

    /** What a model was trained on, as in {@code model.register}, or null. */
    static @Nullable Training training(JsonPlace place) {
        Hash root = digest(place.at("uploads_root"));
        long count = place.at("uploads_count").count();
        TreeHead asOf = head(place.at("as_of"));
        return root == null || asOf == null || count < 0 || count > asOf.size()
                ? null
                : new Training(root, count, asOf);
    }
}
