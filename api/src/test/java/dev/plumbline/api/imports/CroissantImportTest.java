package dev.plumbline.api.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.event.Pii;
import dev.plumbline.proofs.event.Purpose;
import dev.plumbline.proofs.event.SourceKind;
import dev.plumbline.proofs.event.UploadType;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.testkit.SharedVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CroissantImportTest {
    private static DatanetUpload upload(Imported imported) {
        assertThat(imported.drafts()).as(imported.defects().toString()).hasSize(1);
        return (DatanetUpload) imported.drafts().get(0).body();
    }

    private static Imported read(String json) {
        return CroissantImport.read(Samples.bytes(json), Samples.terms());
    }

    private static List<Path> realFiles() throws IOException {
        try (Stream<Path> files = Files.list(SharedVectors.data("croissant"))) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            assertThat(sorted).as("real Croissant files").hasSize(46);
            return sorted;
        }
    }

    @Test
    void readsEveryRealFileAndInventsNoDigest() throws IOException {
        int drafts = 0;
        int notDigests = 0;
        int expectedNotDigests = 0;
        for (Path file : realFiles()) {
            byte[] bytes = Files.readAllBytes(file);
            Imported imported = CroissantImport.read(bytes, Samples.terms());
            boolean hasDigest = false;
            // The second way: every sha256 of the document, wherever it stands, by expression.
            for (JsonNode entry : new ObjectMapper().readTree(bytes).path("distribution")) {
                String stated = entry.path("sha256").asText("");
                hasDigest |= stated.matches("[0-9a-f]{64}");
                expectedNotDigests += stated.isEmpty() || stated.matches("[0-9a-f]{64}") ? 0 : 1;
            }
            assertThat(imported.drafts()).as(file.toString()).hasSize(hasDigest ? 1 : 0);
            drafts += imported.drafts().size();
            notDigests += (int) imported.defects().stream()
                    .filter(defect -> defect.found().endsWith(", not a digest"))
                    .count();
            for (Draft draft : imported.drafts()) {
                assertThat(((DatanetUpload) draft.body()).meta().digest()).isEqualTo(TreeHasher.sha256(bytes));
            }
        }
        assertThat(drafts).isEqualTo(13);
        assertThat(notDigests).isEqualTo(expectedNotDigests).isEqualTo(40);
    }

    @Test
    void takesEveryRealDescriptionAsAnnotationIfToldTo() throws IOException {
        int unnamed = 0;
        for (Path file : realFiles()) {
            byte[] bytes = Files.readAllBytes(file);
            DatanetUpload upload = upload(CroissantImport.read(bytes, Samples.terms(ContentRule.DESCRIPTION)));
            assertThat(upload.uploadType()).isEqualTo(UploadType.ANNOTATION);
            assertThat(upload.content().digest()).isEqualTo(TreeHasher.sha256(bytes));
            unnamed += upload.license().spdx().equals("NOASSERTION") ? 1 : 0;
        }
        assertThat(unnamed).as("descriptions that name no license").isEqualTo(16);
    }

    @Test
    void takesTheFilesInTheFormOfSha256sum() {
        DatanetUpload upload = upload(read(Samples.croissant()));

        byte[] list = Samples.bytes(Samples.D2 + "  a.csv\n" + Samples.D1 + "  b.csv\n");
        assertThat(upload.content().digest()).isEqualTo(TreeHasher.sha256(list));
        assertThat(upload.content().sizeBytes()).isEqualTo(list.length);
        assertThat(upload.license().spdx()).isEqualTo("CC-BY-4.0");
        assertThat(upload.license().url()).isEqualTo("https://creativecommons.org/licenses/by/4.0/");
        assertThat(upload.use()).isEqualTo(Map.of(Purpose.TRAIN, Permission.CONSTRAINED));
        assertThat(upload.pii()).isEqualTo(Pii.PERSONAL);
        assertThat(upload.meta().format()).isEqualTo("croissant/1.1");
    }

    @Test
    void takesTheOneFileItselfIfItsSizeIsStated() {
        String one =
                Samples.croissant().replaceFirst("(?s)\\{\"@type\": \"cr:FileObject\", \"@id\": \"a.csv\".*?\\},", "");
        DatanetUpload upload = upload(read(one));

        assertThat(upload.content().digest().hex()).isEqualTo(Samples.D1);
        assertThat(upload.content().sizeBytes()).isEqualTo(12);
        assertThat(upload.content().mediaType()).isEqualTo("text/csv");
    }

    @Test
    void givesTheSameDraftsEachTime() {
        var first = new ArrayList<byte[]>();
        for (int i = 0; i < 2; i++) {
            first.add(CanonicalJson.encode(
                    read(Samples.croissant()).drafts().get(0).encode()));
        }
        assertThat(first.get(0)).isEqualTo(first.get(1));
    }

    @Test
    void tellsWhatWasCollectedFromTheWebAndWhatWasDerived() {
        String json = Samples.croissant()
                .replace(
                        "\"name\":", "\"rai:dataCollectionType\": [\"Web Scraping\"], \"isBasedOn\": \"x\", \"name\":");
        DatanetUpload upload = upload(read(json));

        assertThat(upload.source().kind()).isEqualTo(SourceKind.CRAWL);
        assertThat(upload.uploadType()).isEqualTo(UploadType.DERIVED);
    }

    @Test
    void prefersWhatTheTermsSay() {
        var terms = new Terms(
                Samples.terms().namespace(),
                Samples.terms().contributor(),
                Samples.terms().payout(),
                Map.of(Purpose.EVAL, Permission.ALLOWED),
                Pii.NONE,
                ContentRule.DECLARED);
        DatanetUpload upload = upload(CroissantImport.read(Samples.bytes(Samples.croissant()), terms));

        assertThat(upload.use()).isEqualTo(Map.of(Purpose.EVAL, Permission.ALLOWED));
        assertThat(upload.pii()).isEqualTo(Pii.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            croissant/1.1        | croissant/0.8          | REFUSED | /conformsTo
            sc:Dataset           | sc:Person              | REFUSED | /@type
            two files            |                        | WRONG   | /name
            /by/4.0/             | /by/9.9/               | WRONG   | /license
            "license":           | "licence":             | WRONG   | /license
            "sha256": "11111111  | "sha256": "gg111111    | WRONG   | /distribution/0/sha256
            "sha256": "11111111  | "md5": "11111111       | WRONG   | /distribution/0/sha256
            "@id": "b.csv"       | "@id": "a.csv"         | WRONG   | /distribution/1/@id
            "@id": "b.csv"       | "@id": "b\\u0000"      | WRONG   | /distribution/0/@id
            "12 B"               | " B"                   | WRONG   | /distribution/0/contentSize
            "12 B"               | "1.5 KB"               | NOTE    | /distribution/0/contentSize
            "12 B"               | 12                     | NONE    | /distribution/0/contentSize
            "12 B"               | -12                    | WRONG   | /distribution/0/contentSize
            """)
    void namesThePlaceOfEachDefect(String from, String to, String severity, String pointer) {
        String json = Samples.croissant();
        assertThat(json).contains(from);
        Imported imported = read(json.replaceFirst(
                java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to == null ? "" : to)));

        List<Severity> found = imported.defects().stream()
                .filter(defect -> defect.pointer().equals(pointer))
                .map(Defect::severity)
                .toList();
        if (severity.equals("NONE")) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).as(imported.defects().toString()).contains(Severity.valueOf(severity));
        }
        assertThat(imported.drafts()).hasSize(severity.equals("REFUSED") ? 0 : 1);
    }
}
