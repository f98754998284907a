package dev.plumbline.proofs.event;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import java.util.List;

/**
 * The root of the verifiable index over a prefix of the log. Anybody can make the index from the same prefix, and must get
 * the same root.
 *
 * @param asOf the prefix
 * @param root the root of the index over it
 * @param keyCount how many keys the index has
 */
public record IndexRoot(TreeHead asOf, Hash root, long keyCount) implements Body {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public IndexRoot {
        Bounds.checkAtLeast("/as_of/size", asOf.size(), 0);
        Bounds.checkAtLeast("/key_count", keyCount, 0);
    }

    static IndexRoot parse(Fields fields) throws MalformedException {
        TreeHead asOf = AsOf.parse(fields.fields("as_of"));
        Hash root = fields.parsed("root", Digest::parse);
        long keyCount = fields.integer("key_count");
        return fields.end(() -> new IndexRoot(asOf, root, keyCount));
    }

    @Override
    public EventKind kind() {
        return EventKind.INDEX_ROOT;
    }

    @Override
    public JsonObject encode() {
        return JsonObject.builder()
                .put("as_of", AsOf.encode(asOf))
                .put("root", Digest.encode(root))
                .put("key_count", keyCount)
                .build();
    }

    @Override
    public List<Reference> references() {
        return List.of();
    }

    @Override
    public List<Mention> mentions() {
        return List.of();
    }
}
