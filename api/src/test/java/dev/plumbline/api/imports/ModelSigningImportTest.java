package dev.plumbline.api.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.event.ModelRegister;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.testkit.SampleEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSigningImportTest {
    private static final ModelTerms TERMS = new ModelTerms(SampleEvents.NAMESPACE, SampleEvents.account(1), null, null);

    @Test
    void registersTheBundleUnderTheNameAndTheDigestThatWereSigned() {
        byte[] bundle = Samples.bytes(Samples.bundle(Samples.statement()));
        Imported imported = ModelSigningImport.read(bundle, TERMS, null);

        assertThat(imported.isSound()).as(imported.defects().toString()).isTrue();
        ModelRegister register = (ModelRegister) imported.drafts().get(0).body();
        assertThat(register.modelId()).isEqualTo("small-model");
        assertThat(register.version().toString()).contains("sha256:");
        assertThat(register.bundleDigest()).isEqualTo(TreeHasher.sha256(bundle));
        assertThat(register.artifacts()).isEmpty();
        assertThat(register.training().uploadsCount()).isZero();
        assertThat(imported.defects()).extracting(Defect::found).contains("was not checked here");
    }

    @Test
    void takesNameVersionAndTrainingFromTheTerms() {
        var terms = new ModelTerms(SampleEvents.NAMESPACE, SampleEvents.account(1), "m", "1.2");
        String training =
                "{\"uploads_root\": \"sha256:%s\", \"uploads_count\": 2, \"as_of\": {\"size\": 9, \"root\": \"sha256:%s\"}}"
                        .formatted(Samples.D1, Samples.D2);
        Imported imported = ModelSigningImport.read(
                Samples.bytes(Samples.bundle(Samples.statement())), terms, Samples.bytes(training));

        ModelRegister register = (ModelRegister) imported.drafts().get(0).body();
        assertThat(register.modelId()).isEqualTo("m");
        assertThat(register.training().uploadsCount()).isEqualTo(2);
        assertThat(register.training().asOf().size()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Statement/v1        | Statement/v9     | /_type
            signature/v1.0      | signature/v9.0   | /predicateType
            "name": "b.bin"     | "name": "a.bin"  | /predicate/resources/1/name
            "digest": "11111111 | "digest": "11    | /subject/0/digest/sha256
            "digest": "11111111 | "digest": "zz    | /predicate/resources/0/digest
            "resources"         | "resource"       | /predicate/resources
            "subject"           | "subjects"       | /subject
            small-model         | small model      | ''
            """)
    void refusesAStatementThatDoesNotAgreeWithItself(String from, String to, String pointer) {
        String statement = Samples.statement();
        assertThat(statement).contains(from);
        Imported imported =
                ModelSigningImport.read(Samples.bytes(Samples.bundle(statement.replace(from, to))), TERMS, null);

        assertThat(imported.drafts()).isEmpty();
        assertThat(imported.defects())
                .filteredOn(defect -> defect.severity() == Severity.REFUSED)
                .extracting(Defect::pointer)
                .containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sigstore.bundle          | sigstore.other  | /mediaType
            vnd.in-toto+json         | vnd.other+json  | /dsseEnvelope/payloadType
            "payload": "             | "payload": "*   | /dsseEnvelope/payload
            "signatures": [{         | "signature": [{ | /dsseEnvelope/signatures
            """)
    void refusesABundleThatIsNone(String from, String to, String pointer) {
        String bundle = Samples.bundle(Samples.statement());
        assertThat(bundle).contains(from);
        Imported imported = ModelSigningImport.read(Samples.bytes(bundle.replace(from, to)), TERMS, null);

        assertThat(imported.drafts()).isEmpty();
        assertThat(imported.defects()).extracting(Defect::pointer).contains(pointer);
    }
}
