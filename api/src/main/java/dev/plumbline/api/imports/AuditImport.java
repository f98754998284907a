package dev.plumbline.api.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
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
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a license audit, as the Data Provenance Initiative publishes them: one JSON object whose members are datasets. Each
 * becomes one upload of the audit's own record of that dataset, as an annotation; the data's bytes are not known and nothing is
 * claimed of them.
 */
public final class AuditImport {
    private static final String SUBJECT = "license audit";
    /** Where platforms say what a dataset's license is; the audit says what its auditors found. */
    private static final List<String> PLATFORMS =
            List.of("HF Yaml License", "HF Config License", "GitHub License", "PwC License Name");

    private final byte[] file;
    private final Terms terms;
    private final DefectList defects = new DefectList();

    private AuditImport(byte[] file, Terms terms) {
        this.file = file;
        this.terms = terms;
    }

    /** Reads one audit; total: what cannot be used gives no draft and a defect that says why. */
    public static Imported read(byte[] file, Terms terms) {
        var reader = new AuditImport(file, terms);
        return reader.defects.with(reader.drafts());
    }

    private List<Draft> drafts() {
        JsonPlace audit;
        List<byte[]> records;
        try {
            audit = JsonPlace.root(ForeignJson.read(file, SUBJECT));
            records = audit.node().isObject() ? memberBytes() : List.of();
        } catch (MalformedException e) {
            defects.refused("", String.valueOf(e.getMessage()));
            return List.of();
        }
        List<JsonPlace> datasets = audit.members();
        if (datasets.isEmpty() || datasets.size() > ImportLimits.DRAFTS_MAX) {
            defects.refused(
                    "",
                    "holds " + datasets.size() + " datasets, want an object of 1 to DRAFTS_MAX, "
                            + ImportLimits.DRAFTS_MAX);
            return List.of();
        }
        if (terms.contentRule() == ContentRule.DECLARED) {
            defects.note(
                    "",
                    "declares no digest of any data",
                    "the content of each upload is the audit's record, as an annotation");
        }
        defects.note(
                "",
                "names who has read the licenses, who is not the issuer",
                "the evidence of each license is asserted");
        if (terms.pii() == null) {
            defects.note("", "does not say which data speaks of persons", "pii is personal, the cautious assumption");
        }
        var meta = new Meta("data-provenance-audit", TreeHasher.sha256(file));
        var drafts = new ArrayList<Draft>();
        for (int i = 0; i < datasets.size(); i++) {
            DatanetUpload upload = upload(datasets.get(i), records.get(i), meta);
            if (upload != null) {
                drafts.add(new Draft(terms.namespace(), upload));
            }
        }
        return drafts;
    }

    /** The bytes of each member's value, from its first bracket to its last, as they stand in the file. */
    private List<byte[]> memberBytes() throws MalformedException {
        var values = new ArrayList<byte[]>();
        try (JsonParser parser = ForeignJson.tokens(file)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                parser.nextToken();
                long from = parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                long to = parser.currentLocation().getByteOffset();
                values.add(Arrays.copyOfRange(file, Math.toIntExact(from), Math.toIntExact(to)));
            }
        } catch (IOException e) {
            throw ForeignJson.refusal(e, SUBJECT);
        }
        return values;
    }

    private @Nullable DatanetUpload upload(JsonPlace dataset, byte[] record, Meta meta) {
        JsonPlace licenses = dataset.at("Licenses");
        if (!dataset.node().isObject() || licenses.isAbsent()) {
            defects.refused(dataset.pointer(), "is no record of an audit, which has Licenses");
            return null;
        }
        var names = new ArrayList<JsonPlace>();
        String url = null;
        for (JsonPlace license : licenses.each()) {
            names.add(license.at("License"));
            url = url == null ? StatedLicense.asUrl(license.at("License URL").textOrEmpty()) : url;
        }
        StatedLicense found = StatedLicense.of(names, licenses.pointer(), url, defects);
        reportDisagreement(dataset, found);
        Map<Purpose, Permission> use = found.use(terms, dataset.pointer(), defects);
        Hash digest = TreeHasher.sha256(record);
        return DatanetUpload.of(
                        Content.ofDigest(digest, record.length, "application/json"),
                        found.license(),
                        use,
                        terms.contributor(),
                        terms.payout())
                .withOrigin(UploadType.ANNOTATION, source(dataset))
                .withPii(terms.pii() == null ? Pii.PERSONAL : terms.pii())
                .withMeta(meta);
    }

    /** Platforms that name another license than the audit found: the event keeps what was found. */
    private void reportDisagreement(JsonPlace dataset, StatedLicense found) {
        Set<String> bound = new LinkedHashSet<>(List.of(found.license().spdx().split(" AND ", -1)));
        JsonPlace inferred = dataset.at("Inferred Metadata");
        for (String platform : PLATFORMS) {
            JsonPlace declared = inferred.at(platform);
            LicenseName name = LicenseName.of(declared.textOrEmpty());
            if (name.standing() != LicenseName.Standing.NONE && !bound.contains(name.spdx())) {
                defects.wrong(
                        declared.pointer(),
                        "declares " + name.spdx() + ", the audit found "
                                + found.license().spdx(),
                        "the event says what was found, as asserted");
            }
        }
    }

    private Source source(JsonPlace dataset) {
        JsonPlace derived = dataset.at("Derived from Datasets");
        if (derived.node().size() > 0) {
            defects.note(derived.pointer(), "names datasets, but no event of a log", "source/derived_from stays empty");
        }
        JsonNode models = dataset.at("Model Generated").node();
        if (models.isArray() && !models.isEmpty()) {
            return new Source(SourceKind.SYNTHETIC, List.of());
        }
        boolean isByHand = dataset.at("Human Annotation").textOrEmpty().equals("Yes");
        return new Source(isByHand ? SourceKind.HUMAN : SourceKind.PARTNER, List.of());
    }
}
