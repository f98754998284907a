package dev.plumbline.api.imports;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.DatanetUpload.Content;
import dev.plumbline.proofs.event.DatanetUpload.Meta;
import dev.plumbline.proofs.event.DatanetUpload.Source;
import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.event.Pii;
import dev.plumbline.proofs.event.Purpose;
import dev.plumbline.proofs.event.SourceKind;
import dev.plumbline.proofs.event.UploadType;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that c2patool prints of a file's C2PA manifest store, and makes the active manifest one upload.
 *
 * <p>The JSON is a report without signatures, so nothing of it is proven here. It does not hold the digest of the file
 * either: the digest that C2PA signs leaves out the manifest's own bytes.
 */
public final class C2paImport {
    private static final String SUBJECT = "C2PA manifest";
    private static final String SOURCE_TYPES = "digitalsourcetype/";
    private static final List<String> SYNTHETIC =
            List.of("trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "compositeSynthetic");
    private static final List<String> HUMAN = List.of("digitalCapture", "digitalCreation", "humanEdits", "digitalArt");

    private final byte[] file;
    private final Terms terms;
    private final @Nullable Asset asset;
    private final DefectList defects = new DefectList();

    private C2paImport(byte[] file, Terms terms, @Nullable Asset asset) {
        this.file = file;
        this.terms = terms;
        this.asset = asset;
    }

    /**
     * Reads one report; total: one that cannot be used gives no draft and a defect that says why.
     *
     * @param asset the file that the manifest is about, or null if it is not at hand
     */
    public static Imported read(byte[] file, Terms terms, @Nullable Asset asset) {
        var reader = new C2paImport(file, terms, asset);
        try {
            return reader.defects.with(reader.drafts());
        } catch (MalformedException e) {
            reader.defects.refused("", String.valueOf(e.getMessage()));
        } catch (RefusedException e) {
            reader.defects.refused(e.pointer(), e.found());
        }
        return reader.defects.with(List.of());
    }

    private List<Draft> drafts() throws MalformedException, RefusedException {
        JsonPlace store = JsonPlace.root(ForeignJson.read(file, SUBJECT));
        String active = store.at("active_manifest").textOrEmpty();
        JsonPlace manifest = store.at("manifests").at(active);
        if (active.isEmpty() || !manifest.node().isObject()) {
            throw new RefusedException("/active_manifest", "names no manifest of /manifests");
        }
        reportValidation(store);
        Content content = content(manifest);
        StatedLicense license = license(manifest);
        Map<Purpose, Permission> stated =
                new TrainingMining(defects).use(assertions(manifest, "training-mining"), terms.use());
        Map<Purpose, Permission> use = stated.isEmpty() ? license.use(terms, manifest.pointer(), defects) : stated;
        Source source = source(manifest);
        DatanetUpload upload = DatanetUpload.of(content, license.license(), use, terms.contributor(), terms.payout())
                .withOrigin(type(manifest, source.kind()), source)
                .withPii(pii(manifest))
                .withMeta(new Meta("c2pa-manifest-json", TreeHasher.sha256(file)));
        return List.of(new Draft(terms.namespace(), upload));
    }

    private void reportValidation(JsonPlace store) throws RefusedException {
        JsonPlace state = store.at("validation_state");
        if (state.textOrEmpty().equals("Invalid")) {
            throw new RefusedException(state.pointer(), "is Invalid: c2patool could not validate the manifest");
        }
        for (JsonPlace status : store.at("validation_status").each()) {
            defects.wrong(
                    status.pointer(),
                    "reports " + status.at("code").quoted(),
                    "what the manifest says is taken as somebody's word");
        }
        if (state.isAbsent()) {
            defects.note(state.pointer(), "is missing", "nothing says that the manifest was validated");
        }
        defects.note("", "is a report without signatures", "nothing of the manifest was checked here");
    }

    private Content content(JsonPlace manifest) throws RefusedException {
        if (terms.contentRule() == ContentRule.DESCRIPTION) {
            defects.note(
                    "", "describes a file that is not at hand", "the report itself is the content, as an annotation");
            return Content.ofDigest(TreeHasher.sha256(file), file.length, "application/json");
        }
        if (asset == null) {
            throw new RefusedException(
                    manifest.pointer(),
                    "holds no digest of the whole file; pass the file with --asset, or --content description");
        }
        JsonPlace format = manifest.at("format");
        try {
            return Content.ofDigest(asset.digest(), asset.sizeBytes(), format.textOrEmpty());
        } catch (IllegalArgumentException e) {
            defects.wrong(
                    format.pointer(),
                    "is " + format.quoted() + ", want a media type",
                    "application/octet-stream is named");
            return Content.ofDigest(asset.digest(), asset.sizeBytes(), "application/octet-stream");
        }
    }

    /** The data of every assertion of a label, whichever of CAWG and C2PA defined it, and whatever version or copy it is. */
    private static List<JsonPlace> assertions(JsonPlace manifest, String label) {
        var found = new ArrayList<JsonPlace>();
        for (JsonPlace assertion : manifest.at("assertions").each()) {
            String name = assertion.at("label").textOrEmpty();
            int copy = name.indexOf("__");
            String bare = copy < 0 ? name : name.substring(0, copy);
            String unversioned = bare.endsWith(".v2") ? bare.substring(0, bare.length() - 3) : bare;
            if (unversioned.equals("cawg." + label)
                    || unversioned.equals("c2pa." + label)
                    || unversioned.equals(label)) {
                found.add(assertion.at("data"));
            }
        }
        return found;
    }

    private StatedLicense license(JsonPlace manifest) {
        var stated = new ArrayList<JsonPlace>();
        for (JsonPlace work : assertions(manifest, "stds.schema-org.CreativeWork")) {
            stated.addAll(work.at("license").each());
        }
        return StatedLicense.of(stated, manifest.at("assertions").pointer(), null, defects);
    }

    private Source source(JsonPlace manifest) {
        for (JsonPlace actions : assertions(manifest, "actions")) {
            for (JsonPlace action : actions.at("actions").each()) {
                String type = action.at("digitalSourceType").textOrEmpty();
                String name = type.substring(type.indexOf(SOURCE_TYPES) < 0 ? 0 : type.lastIndexOf('/') + 1);
                if (SYNTHETIC.contains(name)) {
                    return new Source(SourceKind.SYNTHETIC, List.of());
                }
                if (HUMAN.contains(name)) {
                    return new Source(SourceKind.HUMAN, List.of());
                }
            }
        }
        defects.note(
                manifest.at("assertions").pointer(),
                "hold no digital source type that is known here",
                "source/kind is partner");
        return new Source(SourceKind.PARTNER, List.of());
    }

    private UploadType type(JsonPlace manifest, SourceKind source) {
        List<JsonPlace> ingredients = manifest.at("ingredients").each();
        if (!ingredients.isEmpty()) {
            defects.note(
                    manifest.at("ingredients").pointer(),
                    "names " + ingredients.size() + " ingredients, but no event of a log",
                    "source/derived_from stays empty");
        }
        if (terms.contentRule() == ContentRule.DESCRIPTION) {
            return UploadType.ANNOTATION;
        }
        if (source == SourceKind.SYNTHETIC) {
            return UploadType.SYNTHETIC;
        }
        return ingredients.isEmpty() ? UploadType.ORIGINAL : UploadType.DERIVED;
    }

    private Pii pii(JsonPlace manifest) {
        Pii stated = terms.pii();
        if (stated == null) {
            defects.note(
                    manifest.pointer(),
                    "does not say whether it speaks of persons",
                    "pii is personal, the cautious assumption");
        }
        return stated == null ? Pii.PERSONAL : stated;
    }
}
