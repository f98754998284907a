package dev.plumbline.api.imports;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.ModelRegister;
import dev.plumbline.proofs.event.ModelRegister.Training;
import dev.plumbline.proofs.event.Version;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an OpenSSF model signature, a Sigstore bundle around an in-toto statement, and makes it one {@code model.register}
 * that holds the digest of the bundle.
 *
 * <p>That the statement agrees with itself is checked. Its signature is not: that takes a certificate chain, a transparency
 * log's key and a clock, and is the work of the {@code model_signing} tool. The report says so.
 */
public final class ModelSigningImport {
    private static final String SUBJECT = "model signature";
    private static final String BUNDLE = "application/vnd.dev.sigstore.bundle";
    private static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";
    private static final String STATEMENT = "https://in-toto.io/Statement/v1";
    private static final String PREDICATE = "https://model_signing/signature/v1.0";
    private static final int DIGEST_BYTES_MAX = 64;

    private final byte[] file;
    private final ModelTerms terms;
    private final byte @Nullable [] trainingFile;
    private final DefectList defects = new DefectList();

    private ModelSigningImport(byte[] file, ModelTerms terms, byte @Nullable [] trainingFile) {
        this.file = file;
        this.terms = terms;
        this.trainingFile = trainingFile;
    }

    /**
     * Reads one signature; total: one that cannot be used gives no draft and a defect that says why.
     *
     * @param file the bundle
     * @param trainingFile {@code training} as it stands in a {@code model.register}, or null if nothing is known
     */
    public static Imported read(byte[] file, ModelTerms terms, byte @Nullable [] trainingFile) {
        var reader = new ModelSigningImport(file, terms, trainingFile);
        try {
            return reader.defects.with(reader.drafts());
        } catch (MalformedException e) {
            reader.defects.refused("", String.valueOf(e.getMessage()));
        } catch (RefusedException e) {
            reader.defects.refused(e.pointer(), e.found());
        } catch (IllegalArgumentException e) {
            // The record of the body has found a rule of its kind broken: its message names the field and the rule.
            reader.defects.refused("", "gives no valid model.register: " + e.getMessage());
        }
        return reader.defects.with(List.of());
    }

    private List<Draft> drafts() throws MalformedException, RefusedException {
        JsonPlace bundle = JsonPlace.root(ForeignJson.read(file, SUBJECT));
        JsonPlace mediaType = bundle.at("mediaType");
        if (!mediaType.textOrEmpty().startsWith(BUNDLE)) {
            throw new RefusedException(mediaType.pointer(), "is " + mediaType.quoted() + ", want a Sigstore bundle");
        }
        JsonPlace envelope = bundle.at("dsseEnvelope");
        if (envelope.at("signatures").each().isEmpty()) {
            throw new RefusedException("/dsseEnvelope/signatures", "holds no signature");
        }
        if (bundle.at("verificationMaterial").isAbsent()) {
            defects.wrong(
                    "/verificationMaterial",
                    "is missing, want the key or certificate",
                    "nobody can check the signature by this file alone");
        }
        JsonPlace statement = statement(envelope);
        JsonPlace subject = statement.at("subject").at(0);
        Hash root = checkResources(statement.at("predicate"), subject);
        defects.note("/dsseEnvelope/signatures", "was not checked here", "check it with the model_signing tool");
        defects.note(
                "/dsseEnvelope/payload",
                "names the digests of the files and no size",
                "the event holds the digest of this bundle and no artifacts");
        String modelId = terms.modelId() == null ? subject.at("name").textOrEmpty() : terms.modelId();
        var register = new ModelRegister(
                modelId,
                version(root),
                List.of(),
                TreeHasher.sha256(file),
                null,
                List.of(),
                training(),
                null,
                terms.owner());
        return List.of(new Draft(terms.namespace(), register));
    }

    private static JsonPlace statement(JsonPlace envelope) throws MalformedException, RefusedException {
        JsonPlace type = envelope.at("payloadType");
        if (!type.textOrEmpty().equals(PAYLOAD_TYPE)) {
            throw new RefusedException(type.pointer(), "is " + type.quoted() + ", want " + PAYLOAD_TYPE);
        }
        byte[] payload;
        try {
            payload = Base64.getDecoder()
                    .decode(envelope.at("payload").textOrEmpty().getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new RefusedException("/dsseEnvelope/payload", "is not base64");
        }
        JsonPlace statement = JsonPlace.root(ForeignJson.read(payload, "statement in /dsseEnvelope/payload"));
        requireText(statement.at("_type"), STATEMENT);
        requireText(statement.at("predicateType"), PREDICATE);
        int subjects = statement.at("subject").node().size();
        if (subjects != 1) {
            throw new RefusedException("/subject", "in the statement has " + subjects + " entries, want 1");
        }
        return statement;
    }

    private static void requireText(JsonPlace place, String wanted) throws RefusedException {
        if (!place.textOrEmpty().equals(wanted)) {
            throw new RefusedException(place.pointer(), "in the statement is " + place.quoted() + ", want " + wanted);
        }
    }

    /** The digest that stands for the model: SHA-256 over the digests of its resources, which is recomputed. */
    private Hash checkResources(JsonPlace predicate, JsonPlace subject) throws RefusedException {
        List<JsonPlace> resources = predicate.at("resources").each();
        if (resources.isEmpty() || resources.size() > ImportLimits.ITEMS_MAX) {
            throw new RefusedException(
                    "/predicate/resources",
                    "in the statement has " + resources.size() + " entries, want 1 to ITEMS_MAX, "
                            + ImportLimits.ITEMS_MAX);
        }
        Set<String> names = new HashSet<>();
        var digests = new ByteArrayOutputStream();
        for (JsonPlace resource : resources) {
            digests.writeBytes(digest(resource.at("digest")));
            if (!names.add(resource.at("name").textOrEmpty())) {
                throw new RefusedException(
                        resource.at("name").pointer(),
                        "in the statement is " + resource.at("name").quoted() + ", which is there twice");
            }
        }
        JsonPlace stated = subject.at("digest").at("sha256");
        Hash root = TreeHasher.sha256(digests.toByteArray());
        Hash signed = stated.sha256();
        if (signed == null || !root.equals(signed)) {
            throw new RefusedException(
                    stated.pointer(),
                    "in the statement is " + stated.quoted() + ", but its resources hash to " + root.hex());
        }
        return root;
    }

    private static byte[] digest(JsonPlace stated) throws RefusedException {
        String text = stated.textOrEmpty();
        try {
            byte[] digest = HexFormat.of().parseHex(text.length() <= 2 * DIGEST_BYTES_MAX ? text : "x");
            if (digest.length > 0) {
                return digest;
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    stated.pointer(), "in the statement is " + stated.quoted() + ", want a digest in hex");
        }
        throw new RefusedException(stated.pointer(), "in the statement is empty, want a digest in hex");
    }

    private Version version(Hash root) {
        String stated = terms.version();
        if (stated != null) {
            return Version.of(stated);
        }
        defects.note("/subject/0", "in the statement names no version", "the version is the digest that was signed");
        return Version.of("sha256:" + root.hex());
    }

    private Training training() throws MalformedException, RefusedException {
        if (trainingFile != null) {
            Training training = LogState.training(JsonPlace.root(ForeignJson.read(trainingFile, "training file")));
            if (training == null) {
                throw new RefusedException(
                        "", "goes with a training file that lacks uploads_root, uploads_count or as_of");
            }
            return training;
        }
        defects.note(
                "", "does not say what the model was trained on", "training admits no upload of any log (--training)");
        return new Training(TreeHasher.emptyRoot(), 0, new TreeHead(0, TreeHasher.emptyRoot()));
    }
}
