package dev.plumbline.api.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.event.Purpose;
import dev.plumbline.proofs.event.SourceKind;
import dev.plumbline.proofs.event.UploadType;
import dev.plumbline.testkit.SampleEvents;
import java.util.Map;
import org.junit.jupiter.api.Test;

class C2paImportTest {
    private static final Asset ASSET = new Asset(SampleEvents.hash("picture"), 4_711);

    private static Imported read(String json) {
        return C2paImport.read(Samples.bytes(json), Samples.terms(), ASSET);
    }

    private static DatanetUpload upload(Imported imported) {
        assertThat(imported.drafts()).as(imported.defects().toString()).hasSize(1);
        return (DatanetUpload) imported.drafts().get(0).body();
    }

    @Test
    void takesTheStricterOfTwoEntriesForOnePurpose() {
        Imported imported = read(Samples.c2pa());
        DatanetUpload upload = upload(imported);

        assertThat(upload.use())
                .isEqualTo(Map.of(
                        Purpose.TRAIN, Permission.NOT_ALLOWED,
                        Purpose.FINETUNE, Permission.NOT_ALLOWED,
                        Purpose.RAG, Permission.CONSTRAINED));
        assertThat(upload.content().digest()).isEqualTo(ASSET.digest());
        assertThat(upload.content().mediaType()).isEqualTo("image/png");
        assertThat(upload.license().spdx()).isEqualTo("CC-BY-4.0");
        assertThat(upload.source().kind()).isEqualTo(SourceKind.SYNTHETIC);
        assertThat(upload.uploadType()).isEqualTo(UploadType.SYNTHETIC);
        assertThat(imported.isSound()).isTrue();
    }

    @Test
    void letsTheTermsRestrictWhatTheManifestAllowsAndNeverTheReverse() {
        var terms = new Terms(
                SampleEvents.NAMESPACE,
                SampleEvents.account(1),
                SampleEvents.account(1),
                Map.of(Purpose.TRAIN, Permission.ALLOWED, Purpose.RAG, Permission.NOT_ALLOWED),
                null,
                ContentRule.DECLARED);
        DatanetUpload upload = upload(C2paImport.read(Samples.bytes(Samples.c2pa()), terms, ASSET));

        assertThat(upload.use())
                .containsEntry(Purpose.TRAIN, Permission.NOT_ALLOWED)
                .containsEntry(Purpose.RAG, Permission.NOT_ALLOWED);
    }

    @Test
    void readsTheOlderLabelsToo() {
        DatanetUpload upload = upload(read(Samples.c2pa().replace("cawg.", "c2pa.")));

        assertThat(upload.use()).containsEntry(Purpose.TRAIN, Permission.NOT_ALLOWED);
    }

    @Test
    void takesAWordThatItDoesNotKnowAsARefusal() {
        Imported imported = read(Samples.c2pa().replace("\"use\": \"constrained\"", "\"use\": \"perhaps\""));

        assertThat(upload(imported).use()).containsEntry(Purpose.RAG, Permission.NOT_ALLOWED);
        assertThat(imported.count(Severity.WRONG)).isEqualTo(1);
    }

    @Test
    void refusesWhatHasNoFileNoManifestOrNoValidity() {
        assertThat(C2paImport.read(Samples.bytes(Samples.c2pa()), Samples.terms(), null)
                        .drafts())
                .isEmpty();
        assertThat(read(Samples.c2pa().replace("\"active_manifest\": \"urn:c2pa:1\"", "\"active_manifest\": \"x\""))
                        .drafts())
                .isEmpty();
        assertThat(read(Samples.c2pa().replace("\"Valid\"", "\"Invalid\"")).drafts())
                .isEmpty();
    }

    @Test
    void takesTheReportItselfIfToldTo() {
        DatanetUpload upload =
                upload(C2paImport.read(Samples.bytes(Samples.c2pa()), Samples.terms(ContentRule.DESCRIPTION), null));

        assertThat(upload.uploadType()).isEqualTo(UploadType.ANNOTATION);
        assertThat(upload.content().sizeBytes()).isEqualTo(Samples.c2pa().length());
    }
}
