package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Data was contributed to a datanet: what it is, under which license, for which uses, by whom, and who is paid.
 *
 * @param uploadType what the data is to earlier data
 * @param content the data itself, as a digest or a commitment
 * @param rows its rows, so that one can be shown without the rest; null if it is taken as a whole
 * @param license the license it is under
 * @param use what may be done with it: at least one purpose
 * @param contributor who contributed it
 * @param payout who is to be paid for it
 * @param source where it comes from
 * @param pii what it says of persons
 * @param meta its description, hashed and not inlined; null if there is none
 * @param duplicateOf the upload that it repeats; null if the contributor knows of none
 */
public record DatanetUpload(
        UploadType uploadType,
        Content content,
        @Nullable Rows rows,
        License license,
        Map<Purpose, Permission> use,
        Issuer contributor,
        Issuer payout,
        Source source,
        Pii pii,
        @Nullable Meta meta,
        @Nullable EventId duplicateOf)
        implements Body {

    /**
     * Checks the rules.
     *
     * @throws IllegalArgumentException if {@code use} names no purpose
     */
    public DatanetUpload {
        use = Map.copyOf(use);
        if (use.isEmpty()) {
            throw new BrokenRuleException(Malformed.RULE, "/use", "names no purpose, want at least one");
        }
    }

    /** An upload of original human work, taken as a whole. Change the rest with the {@code with} methods. */
    public static DatanetUpload of(
            Content content, License license, Map<Purpose, Permission> use, Issuer contributor, Issuer payout) {
        var source = new Source(SourceKind.HUMAN, List.of());
        return new DatanetUpload(
                UploadType.ORIGINAL, content, null, license, use, contributor, payout, source, Pii.NONE, null, null);
    }

    /** The same upload, being this to earlier data and coming from there. */
    public DatanetUpload withOrigin(UploadType newType, Source newSource) {
        return new DatanetUpload(
                newType, content, rows, license, use, contributor, payout, newSource, pii, meta, duplicateOf);
    }

    /** The same upload, saying this of persons. */
    public DatanetUpload withPii(Pii newPii) {
        return new DatanetUpload(
                uploadType, content, rows, license, use, contributor, payout, source, newPii, meta, duplicateOf);
    }

    /** The same upload with its rows. */
    public DatanetUpload withRows(Rows newRows) {
        return new DatanetUpload(
                uploadType, content, newRows, license, use, contributor, payout, source, pii, meta, duplicateOf);
    }

    /** The same upload with its description. */
    public DatanetUpload withMeta(Meta newMeta) {
        return new DatanetUpload(
                uploadType, content, rows, license, use, contributor, payout, source, pii, newMeta, duplicateOf);
    }

    /** The same upload, known to repeat another. */
    public DatanetUpload withDuplicateOf(EventId upload) {
        return new DatanetUpload(
                uploadType, content, rows, license, use, contributor, payout, source, pii, meta, upload);
    }

    static DatanetUpload parse(Fields fields) throws MalformedException {
        UploadType uploadType = fields.choice("upload_type", UploadType.class);
        Content content = Content.parse(fields.fields("content"));
        Fields rowFields = fields.fieldsIfPresent("rows");
        Rows rows = rowFields == null ? null : Rows.parse(rowFields);
        License license = License.parse(fields.fields("license"));
        Map<Purpose, Permission> use = parseUse(fields.fields("use"));
        Issuer contributor = fields.parsed("contributor", Issuer::parse);
        Issuer payout = fields.parsed("payout", Issuer::parse);
        Source source = Source.parse(fields.fields("source"));
        Pii pii = fields.choice("pii", Pii.class);
        Fields metaFields = fields.fieldsIfPresent("meta");
        Meta meta = metaFields == null ? null : Meta.parse(metaFields);
        EventId duplicateOf = fields.parsedIfPresent("duplicate_of", EventId::parse);
        return fields.end(() -> new DatanetUpload(
                uploadType, content, rows, license, use, contributor, payout, source, pii, meta, duplicateOf));
    }

    private static Map<Purpose, Permission> parseUse(Fields fields) throws MalformedException {
        var use = new EnumMap<Purpose, Permission>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            if (fields.has(purpose.wireName())) {
                use.put(purpose, fields.choice(purpose.wireName(), Permission.class));
            }
        }
        return fields.end(() -> use);
    }

    @Override
    public EventKind kind() {
        return EventKind.DATANET_UPLOAD;
    }

    @Override
    public JsonObject encode() {
        JsonObject.Builder uses = JsonObject.builder();
        use.forEach((purpose, permission) -> uses.put(purpose.wireName(), permission.wireName()));
        JsonObject.Builder body = JsonObject.builder()
                .put("upload_type", uploadType.wireName())
                .put("content", content.encode())
                .put("license", license.encode())
                .put("use", uses.build())
                .put("contributor", contributor.encode())
                .put("payout", payout.encode())
                .put("source", source.encode())
                .put("pii", pii.wireName());
        if (rows != null) {
            body.put("rows", rows.encode());
        }
        if (meta != null) {
            body.put("meta", meta.encode());
        }
        if (duplicateOf != null) {
            body.put("duplicate_of", duplicateOf.encode());
        }
        return body.build();
    }

    @Override
    public List<Reference> references() {
        var references = new ArrayList<Reference>();
        for (EventId origin : source.derivedFrom()) {
            references.add(new Reference(Reference.Relation.DERIVED_FROM, origin));
        }
        if (duplicateOf != null) {
            references.add(new Reference(Reference.Relation.DUPLICATE_OF, duplicateOf));
        }
        return references;
    }

    @Override
    public List<Mention> mentions() {
        return List.of(new Mention(Mention.Role.CONTRIBUTOR, contributor), new Mention(Mention.Role.PAYOUT, payout));
    }

    /**
     * The data itself. Exactly one of {@code digest} and {@code commitment} is there.
     *
     * @param digest SHA-256 of the bytes; null if they are committed to
     * @param commitment salted commitment to the bytes (formats section 4); null if they are digested
     * @param sizeBytes how many bytes
     * @param mediaType what they are
     */
    public record Content(@Nullable Hash digest, @Nullable Hash commitment, long sizeBytes, String mediaType) {
        /**
         * Checks the rules.
         *
         * @throws IllegalArgumentException if both or neither hash is there, or size or media type are out of form
         */
        public Content {
            if ((digest == null) == (commitment == null)) {
                throw new BrokenRuleException(Malformed.RULE, "", "wants either a digest or a commitment");
            }
            Bounds.checkAtLeast("/size", sizeBytes, 0);
            Form.MEDIA_TYPE.check("/media_type", mediaType);
        }

        /** Content whose digest everybody may see. */
        public static Content ofDigest(Hash digest, long sizeBytes, String mediaType) {
            return new Content(digest, null, sizeBytes, mediaType);
        }

        /** Content that can be guessed, and so is committed to under a salt. */
        public static Content ofCommitment(Hash commitment, long sizeBytes, String mediaType) {
            return new Content(null, commitment, sizeBytes, mediaType);
        }

        static Content parse(Fields fields) throws MalformedException {
            Hash digest = fields.parsedIfPresent("digest", Digest::parse);
            Hash commitment = fields.parsedIfPresent("commitment", Digest::parse);
            long size = fields.integer("size");
            String mediaType = fields.text("media_type");
            return fields.end(() -> new Content(digest, commitment, size, mediaType));
        }

        JsonObject encode() {
            JsonObject.Builder content =
                    JsonObject.builder().put("size", sizeBytes).put("media_type", mediaType);
            if (digest != null) {
                content.put("digest", Digest.encode(digest));
            }
            if (commitment != null) {
                content.put("commitment", Digest.encode(commitment));
            }
            return content.build();
        }
    }

    /**
     * The rows of the data as leaves of a Merkle tree.
     *
     * @param count how many, at least 1
     * @param root the tree's root
     */
    public record Rows(long count, Hash root) {
        /**
         * Checks the count.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Rows {
            Bounds.checkAtLeast("/count", count, 1);
        }

        static Rows parse(Fields fields) throws MalformedException {
            long count = fields.integer("count");
            Hash root = fields.parsed("root", Digest::parse);
            return fields.end(() -> new Rows(count, root));
        }

        JsonObject encode() {
            return JsonObject.builder()
                    .put("count", count)
                    .put("root", Digest.encode(root))
                    .build();
        }
    }

    /**
     * The license of the data. Audits show that licenses are often named wrongly, hence the evidence.
     *
     * @param spdx SPDX license expression
     * @param evidence how the issuer knows
     * @param url where the license stands; null if not said
     * @param textDigest SHA-256 of its text; null if not said
     */
    public record License(
            String spdx,
            Evidence evidence,
            @Nullable String url,
            @Nullable Hash textDigest) {
        /**
         * Checks the forms.
         *
         * @throws IllegalArgumentException if expression or URL are out of form
         */
        public License {
            Form.SPDX.check("/spdx", spdx);
            if (url != null) {
                Form.URL.check("/url", url);
            }
        }

        /** A license that the issuer asserts, known by its expression alone. */
        public static License asserted(String spdx) {
            return new License(spdx, Evidence.ASSERTED, null, null);
        }

        static License parse(Fields fields) throws MalformedException {
            String spdx = fields.text("spdx");
            Evidence evidence = fields.choice("evidence", Evidence.class);
            String url = fields.textIfPresent("url");
            Hash textDigest = fields.parsedIfPresent("text_digest", Digest::parse);
            return fields.end(() -> new License(spdx, evidence, url, textDigest));
        }

        JsonObject encode() {
            JsonObject.Builder license = JsonObject.builder().put("spdx", spdx).put("evidence", evidence.wireName());
            if (url != null) {
                license.put("url", url);
            }
            if (textDigest != null) {
                license.put("text_digest", Digest.encode(textDigest));
            }
            return license.build();
        }
    }

    /**
     * Where the data comes from.
     *
     * @param kind who or what made it
     * @param derivedFrom the uploads that it was made from, each once; empty if none is in the log
     */
    public record Source(SourceKind kind, List<EventId> derivedFrom) {
        /**
         * Copies the list and checks it.
         *
         * @throws IllegalArgumentException if it names an upload twice
         */
        public Source {
            derivedFrom = List.copyOf(derivedFrom);
            if (new HashSet<>(derivedFrom).size() != derivedFrom.size()) {
                throw new BrokenRuleException(Malformed.RULE, "/derived_from", "names an event twice");
            }
        }

        static Source parse(Fields fields) throws MalformedException {
            SourceKind kind = fields.choice("kind", SourceKind.class);
            List<EventId> derivedFrom = fields.parsedListOrEmpty("derived_from", EventId::parse);
            return fields.end(() -> new Source(kind, derivedFrom));
        }

        JsonObject encode() {
            JsonObject.Builder source = JsonObject.builder().put("kind", kind.wireName());
            if (!derivedFrom.isEmpty()) {
                source.put(
                        "derived_from",
                        derivedFrom.stream()
                                .map(id -> JsonString.of(id.encode()))
                                .toList());
            }
            return source.build();
        }
    }

    /**
     * A description of the data that lies elsewhere.
     *
     * @param format what it is written in, such as {@code croissant/1.1}
     * @param digest SHA-256 of its bytes
     */
    public record Meta(String format, Hash digest) {
        /**
         * Checks the form.
         *
         * @throws IllegalArgumentException if the format is not 1 to 128 visible ASCII characters
         */
        public Meta {
            Form.NAME.check("/format", format);
        }

        static Meta parse(Fields fields) throws MalformedException {
            String format = fields.text("format");
            Hash digest = fields.parsed("digest", Digest::parse);
            return fields.end(() -> new Meta(format, digest));
        }

        JsonObject encode() {
            return JsonObject.builder()
                    .put("format", format)
                    .put("digest", Digest.encode(digest))
                    .build();
        }
    }
}
