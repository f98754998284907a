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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a Croissant description of a dataset (MLCommons Croissant 1.0 and 1.1, JSON-LD) and makes it one upload. */
public final class CroissantImport {
    private static final String SUBJECT = "Croissant file";
    private static final String CONFORMS_TO = "http://mlcommons.org/croissant/";
    private static final List<String> DERIVATIONS = List.of("prov:wasDerivedFrom", "isBasedOn");
    private static final List<String> CRAWLS = List.of("Web Scraping", "Web API");

    private final byte[] file;
    private final Terms terms;
    private final DefectList defects = new DefectList();

    private CroissantImport(byte[] file, Terms terms) {
        this.file = file;
        this.terms = terms;
    }

    /** Reads one description; total: a file that cannot be used gives no draft and a defect that says why. */
    public static Imported read(byte[] file, Terms terms) {
        var reader = new CroissantImport(file, terms);
        return reader.defects.with(reader.drafts());
    }

    private List<Draft> drafts() {
        JsonPlace dataset;
        try {
            dataset = JsonPlace.root(ForeignJson.read(file, SUBJECT));
        } catch (MalformedException e) {
            defects.refused("", String.valueOf(e.getMessage()));
            return List.of();
        }
        String version = version(dataset);
        if (version == null || !isDataset(dataset)) {
            return List.of();
        }
        if (dataset.at("name").textOrEmpty().isEmpty()) {
            defects.wrong(
                    "/name", "is missing, want the name of the dataset", "the event holds no name, so it goes without");
        }
        Content content = content(dataset);
        if (content == null) {
            return List.of();
        }
        JsonPlace stated = dataset.at("license");
        StatedLicense license = StatedLicense.of(stated.each(), stated.pointer(), null, defects);
        Map<Purpose, Permission> use = license.use(terms, "", defects);
        Pii pii = pii(dataset);
        var meta = new Meta("croissant/" + version, TreeHasher.sha256(file));
        UploadType type = type(dataset);
        var source = new Source(sourceKind(dataset), List.of());
        DatanetUpload upload = DatanetUpload.of(content, license.license(), use, terms.contributor(), terms.payout())
                .withOrigin(type, source)
                .withPii(pii)
                .withMeta(meta);
        return List.of(new Draft(terms.namespace(), upload));
    }

    private @Nullable String version(JsonPlace dataset) {
        JsonPlace conforms = dataset.at("conformsTo");
        for (JsonPlace place : conforms.each()) {
            for (String version : List.of("1.0", "1.1")) {
                if (place.textOrEmpty().equals(CONFORMS_TO + version)) {
                    return version;
                }
            }
        }
        defects.refused(
                conforms.pointer(),
                "is " + conforms.quoted() + ", want " + CONFORMS_TO
                        + "1.0 or 1.1: this is no Croissant file that is known here");
        return null;
    }

    private boolean isDataset(JsonPlace dataset) {
        if (isOfType(dataset, "Dataset")) {
            return true;
        }
        defects.refused("/@type", "is " + dataset.at("@type").quoted() + ", want sc:Dataset");
        return false;
    }

    /** Whether {@code @type} is a name, with whatever prefix the context gives its vocabulary. */
    private static boolean isOfType(JsonPlace place, String name) {
        return place.at("@type").each().stream()
                .map(JsonPlace::textOrEmpty)
                .anyMatch(type -> type.equals(name) || type.endsWith(":" + name) || type.endsWith("/" + name));
    }

    private @Nullable Content content(JsonPlace dataset) {
        CroissantFiles files = new CroissantFiles(defects).read(dataset.at("distribution"));
        if (terms.contentRule() == ContentRule.DESCRIPTION) {
            defects.note(
                    "",
                    "describes data that is not at hand",
                    "the description itself is the content, as an annotation");
            return Content.ofDigest(TreeHasher.sha256(file), file.length, "application/ld+json");
        }
        Content declared = files.content();
        if (declared == null) {
            defects.refused(
                    "/distribution",
                    "declares no digest of any file, so the content is not known",
                    "no event was made of it; the description itself can be the content (--content description)");
        }
        return declared;
    }

    private UploadType type(JsonPlace dataset) {
        boolean isDerived = false;
        for (String key : DERIVATIONS) {
            JsonPlace place = dataset.at(key);
            if (!place.isAbsent()) {
                isDerived = true;
                defects.note(
                        place.pointer(),
                        "names what the data comes from, but no event of a log",
                        "source/derived_from stays empty");
            }
        }
        if (terms.contentRule() == ContentRule.DESCRIPTION) {
            return UploadType.ANNOTATION;
        }
        return isDerived ? UploadType.DERIVED : UploadType.ORIGINAL;
    }

    private SourceKind sourceKind(JsonPlace dataset) {
        JsonPlace collected = dataset.at("rai:dataCollectionType");
        if (collected.each().stream().anyMatch(place -> CRAWLS.contains(place.textOrEmpty()))) {
            return SourceKind.CRAWL;
        }
        defects.note(
                collected.pointer(),
                "does not say that the data was collected from the web",
                "source/kind is partner, whoever published the description");
        return SourceKind.PARTNER;
    }

    private Pii pii(JsonPlace dataset) {
        boolean hasRai =
                dataset.members().stream().anyMatch(member -> member.pointer().startsWith("/rai:"));
        if (!hasRai) {
            defects.note(
                    "", "has none of the fields of Croissant RAI", "nothing is known of collection, bias and limits");
        }
        Pii stated = terms.pii();
        if (stated != null) {
            return stated;
        }
        JsonPlace sensitive = dataset.at("rai:personalSensitiveInformation");
        defects.note(
                sensitive.pointer(),
                sensitive.isAbsent() ? "is missing" : "says in words what the data says of persons",
                "pii is personal, the cautious assumption");
        return Pii.PERSONAL;
    }
}
