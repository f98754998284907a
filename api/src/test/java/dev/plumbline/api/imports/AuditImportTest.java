package dev.plumbline.api.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.Evidence;
import dev.plumbline.proofs.event.SourceKind;
import dev.plumbline.proofs.event.UploadType;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.testkit.SharedVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AuditImportTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void makesAnUploadOfEveryDatasetOfTheRealAudits() throws IOException {
        int files = 0;
        int datasets = 0;
        int drafts = 0;
        long disagreements = 0;
        try (Stream<Path> listed = Files.list(SharedVectors.data("data-provenance"))) {
            for (Path file : listed.sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                Imported imported = AuditImport.read(bytes, Samples.terms());
                files++;
                datasets += JSON.readTree(bytes).size();
                drafts += imported.drafts().size();
                disagreements += imported.defects().stream()
                        .filter(defect -> defect.found().contains("the audit found"))
                        .count();
            }
        }
        assertThat(files).isEqualTo(30);
        assertThat(drafts).isEqualTo(datasets).isEqualTo(388);
        assertThat(disagreements).as("platforms that declare another license").isEqualTo(DISAGREEMENTS);
    }

    /** By platform: 124 on Hugging Face, 50 on GitHub, 8 on Papers with Code. */
    private static final int DISAGREEMENTS = 182;

    @Test
    void uploadsTheRecordAsItStandsInTheFile() throws IOException {
        String audit = Samples.audit();
        DatanetUpload upload = (DatanetUpload) AuditImport.read(Samples.bytes(audit), Samples.terms())
                .drafts()
                .get(0)
                .body();

        String record = audit.substring(audit.indexOf(": {") + 2, audit.lastIndexOf('}'));
        assertThat(JSON.readTree(record)).isEqualTo(JSON.readTree(audit).path("one"));
        assertThat(upload.content().digest()).isEqualTo(TreeHasher.sha256(record.getBytes(UTF_8)));
        assertThat(upload.content().sizeBytes()).isEqualTo(record.length());
        assertThat(upload.uploadType()).isEqualTo(UploadType.ANNOTATION);
        assertThat(upload.source().kind()).isEqualTo(SourceKind.HUMAN);
    }

    @Test
    void saysWhatWasFoundAndReportsWhoDeclaresAnother() {
        Imported imported = AuditImport.read(Samples.bytes(Samples.audit()), Samples.terms());
        DatanetUpload upload = (DatanetUpload) imported.drafts().get(0).body();

        assertThat(upload.license().spdx()).isEqualTo("CC-BY-NC-4.0");
        assertThat(upload.license().evidence()).isEqualTo(Evidence.ASSERTED);
        assertThat(upload.license().url()).isEqualTo("https://x.org/l");
        assertThat(imported.defects())
                .filteredOn(defect -> defect.severity() == Severity.WRONG)
                .extracting(Defect::pointer)
                .containsExactly("/one/Inferred Metadata/GitHub License");
    }

    @Test
    void takesSeveralLicensesToBindTogether() {
        String json = Samples.audit().replace("\"Licenses\": [", "\"Licenses\": [{\"License\": \"OpenAI\"}, ");
        DatanetUpload upload = (DatanetUpload) AuditImport.read(Samples.bytes(json), Samples.terms())
                .drafts()
                .get(0)
                .body();

        assertThat(upload.license().spdx()).isEqualTo("LicenseRef-OpenAI AND CC-BY-NC-4.0");
    }

    @Test
    void findsTheBytesOfEachRecordThatTheParserFinds() throws IOException {
        Path file = SharedVectors.data("data-provenance").resolve("Open-Platypus.json");
        String text = Files.readString(file);
        List<Draft> drafts =
                AuditImport.read(text.getBytes(UTF_8), Samples.terms()).drafts();
        // The second way: the file is printed with an indent, so a record ends at its own closing bracket.
        int i = 0;
        for (JsonNode ignored : JSON.readTree(text)) {
            String name = List.copyOf(names(text)).get(i);
            int from = text.indexOf('{', text.indexOf("    \"" + name + "\": {"));
            int to = text.indexOf("\n    }", from) + "\n    }".length();
            DatanetUpload upload = (DatanetUpload) drafts.get(i++).body();
            assertThat(upload.content().digest())
                    .as(name)
                    .isEqualTo(TreeHasher.sha256(text.substring(from, to).getBytes(UTF_8)));
        }
        assertThat(i).isPositive();
    }

    private static List<String> names(String text) throws IOException {
        var names = new java.util.ArrayList<String>();
        JSON.readTree(text).fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void refusesWhatIsNoAudit() {
        for (String json : List.of("[]", "{}", "{\"a\": 1}", "{\"a\": {}}", "7", "{\"a\": {\"Licenses\": [")) {
            Imported imported = AuditImport.read(Samples.bytes(json), Samples.terms());
            assertThat(imported.drafts()).as(json).isEmpty();
            assertThat(imported.count(Severity.REFUSED)).as(json).isPositive();
        }
    }
}
