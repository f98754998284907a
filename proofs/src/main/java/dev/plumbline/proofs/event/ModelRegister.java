package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a model exists: its files, what it was made from, and what its owner admits it was trained on.
 *
 * @param modelId name of the model, the same for all its versions
 * @param version which version this is
 * @param artifacts its files; may be empty only if there is a bundle
 * @param bundleDigest SHA-256 of an OpenSSF model-signing bundle that covers the files; null if there is none
 * @param base the model it was trained from; null if it has none in the log
 * @param adapters models it is served with, each once
 * @param training what it was trained on
 * @param attributionIndex SHA-256 of the index that attribution looks into; null if there is none
 * @param owner who is paid as its owner
 */
public record ModelRegister(
        String modelId,
        Version version,
        List<Artifact> artifacts,
        @Nullable Hash bundleDigest,
        @Nullable EventId base,
        List<EventId> adapters,
        Training training,
        @Nullable Hash attributionIndex,
        Issuer owner)
        implements Body {

    /**
     * Copies the lists and checks the rules.
     *
     * @throws IllegalArgumentException if there is neither an artifact nor a bundle, or a path or adapter is there twice
     */
    public ModelRegister {
        artifacts = List.copyOf(artifacts);
        adapters = List.copyOf(adapters);
        Form.NAME.check("/model_id", modelId);
        if (artifacts.isEmpty() && bundleDigest == null) {
            throw new BrokenRuleException(Malformed.RULE, "", "wants artifacts or a bundle_digest");
        }
        if (artifacts.stream().map(Artifact::path).distinct().count() != artifacts.size()) {
            throw new BrokenRuleException(Malformed.RULE, "/artifacts", "names a path twice");
        }
        if (new HashSet<>(adapters).size() != adapters.size()) {
            throw new BrokenRuleException(Malformed.RULE, "/adapters", "names an event twice");
        }
    }

    /** A model of these files, from scratch. Change the rest with the methods below. */
    public static ModelRegister of(
            String modelId, Version version, List<Artifact> artifacts, Training training, Issuer owner) {
        return new ModelRegister(modelId, version, artifacts, null, null, List.of(), training, null, owner);
    }

    /** A model whose files an OpenSSF model-signing bundle of this SHA-256 names. */
    public static ModelRegister ofBundle(
            String modelId, Version version, Hash bundleDigest, Training training, Issuer owner) {
        return new ModelRegister(modelId, version, List.of(), bundleDigest, null, List.of(), training, null, owner);
    }

    /** The same model, trained from another. */
    public ModelRegister withBase(EventId newBase) {
        return new ModelRegister(
                modelId, version, artifacts, bundleDigest, newBase, adapters, training, attributionIndex, owner);
    }

    /** The same model, served with these others. */
    public ModelRegister withAdapters(List<EventId> newAdapters) {
        return new ModelRegister(
                modelId, version, artifacts, bundleDigest, base, newAdapters, training, attributionIndex, owner);
    }

    /** The same model with a bundle of this SHA-256 that covers its files. */
    public ModelRegister withBundle(Hash newDigest) {
        return new ModelRegister(
                modelId, version, artifacts, newDigest, base, adapters, training, attributionIndex, owner);
    }

    /** The same model with an index of this SHA-256, into which attribution looks. */
    public ModelRegister withAttributionIndex(Hash newIndex) {
        return new ModelRegister(modelId, version, artifacts, bundleDigest, base, adapters, training, newIndex, owner);
    }

    static ModelRegister parse(Fields fields) throws MalformedException {
        String modelId = fields.text("model_id");
        Version version = fields.version("version");
        List<Artifact> artifacts = fields.listOrEmpty("artifacts", Artifact::parse);
        Hash bundleDigest = fields.parsedIfPresent("bundle_digest", Digest::parse);
        EventId base = fields.parsedIfPresent("base", EventId::parse);
        List<EventId> adapters = fields.parsedListOrEmpty("adapters", EventId::parse);
        Training training = Training.parse(fields.fields("training"));
        Hash attributionIndex = fields.parsedIfPresent("attribution_index", Digest::parse);
        Issuer owner = fields.parsed("owner", Issuer::parse);
        return fields.end(() -> new ModelRegister(
                modelId, version, artifacts, bundleDigest, base, adapters, training, attributionIndex, owner));
    }

    @Override
    public EventKind kind() {
        return EventKind.MODEL_REGISTER;
    }

    @Override
    public JsonObject encode() {
        JsonObject.Builder body = JsonObject.builder()
                .put("model_id", modelId)
                .put("version", version.value())
                .put("training", training.encode())
                .put("owner", owner.encode());
        if (!artifacts.isEmpty()) {
            body.put("artifacts", artifacts.stream().map(Artifact::encode).toList());
        }
        if (bundleDigest != null) {
            body.put("bundle_digest", Digest.encode(bundleDigest));
        }
        if (base != null) {
            body.put("base", base.encode());
        }
        if (!adapters.isEmpty()) {
            body.put(
                    "adapters",
                    adapters.stream().map(id -> JsonString.of(id.encode())).toList());
        }
        if (attributionIndex != null) {
            body.put("attribution_index", Digest.encode(attributionIndex));
        }
        return body.build();
    }

    @Override
    public List<Reference> references() {
        var references = new ArrayList<Reference>();
        if (base != null) {
            references.add(new Reference(Reference.Relation.BASE, base));
        }
        for (EventId adapter : adapters) {
            references.add(new Reference(Reference.Relation.ADAPTER, adapter));
        }
        return references;
    }

    @Override
    public List<Mention> mentions() {
        return List.of(new Mention(Mention.Role.OWNER, owner));
    }

    /**
     * One file of a model.
     *
     * @param path relative path
     * @param digest SHA-256 of its bytes
     * @param sizeBytes how many bytes
     */
    public record Artifact(String path, Hash digest, long sizeBytes) {
        /**
         * Checks path and size.
         *
         * @throws IllegalArgumentException if the path is not relative, steps up, or the size is negative
         */
        public Artifact {
            Form.PATH.check("/path", path);
            Bounds.checkAtLeast("/size", sizeBytes, 0);
        }

        static Artifact parse(Fields fields) throws MalformedException {
            String path = fields.text("path");
            Hash digest = fields.parsed("digest", Digest::parse);
            long size = fields.integer("size");
            return fields.end(() -> new Artifact(path, digest, size));
        }

        JsonObject encode() {
            return JsonObject.builder()
                    .put("path", path)
                    .put("digest", Digest.encode(digest))
                    .put("size", sizeBytes)
                    .build();
        }
    }

    /**
     * What a model was trained on.
     *
     * @param uploadsRoot RFC 6962 root over the sorted event ids of the uploads
     * @param uploadsCount how many they are
     * @param asOf the state of the log in which they stand
     */
    public record Training(Hash uploadsRoot, long uploadsCount, TreeHead asOf) {
        /**
         * Checks the count.
         *
         * @throws IllegalArgumentException if it is negative, or more than the log held
         */
        public Training {
            Bounds.checkAtLeast("/as_of/size", asOf.size(), 0);
            Bounds.checkAtLeast("/uploads_count", uploadsCount, 0);
            if (uploadsCount > asOf.size()) {
                throw new BrokenRuleException(
                        Malformed.RULE,
                        "/uploads_count",
                        "is " + uploadsCount + ", want at most the " + asOf.size() + " entries of as_of");
            }
        }

        static Training parse(Fields fields) throws MalformedException {
            Hash uploadsRoot = fields.parsed("uploads_root", Digest::parse);
            long uploadsCount = fields.integer("uploads_count");
            TreeHead asOf = AsOf.parse(fields.fields("as_of"));
            return fields.end(() -> new Training(uploadsRoot, uploadsCount, asOf));
        }

        JsonObject encode() {
            return JsonObject.builder()
                    .put("uploads_root", Digest.encode(uploadsRoot))
                    .put("uploads_count", uploadsCount)
                    .put("as_of", AsOf.encode(asOf))
                    .build();
        }
    }
}
