package dev.plumbline.api.imports;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.testkit.SampleEvents;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileFilesTest {
    @SuppressWarnings("ArrayRecordComponent") // handed over whole and never compared
    private record Format(byte[] sample, Function<byte[], Imported> reader) {}

    private static Map<String, Format> formats() {
        var model = new ModelTerms(SampleEvents.NAMESPACE, SampleEvents.account(1), null, null);
        ClaimTerms claims = ClaimsImportTest.TERMS;
        byte[] accruals = ClaimsImportTest.accruals();
        var asset = new Asset(SampleEvents.hash("asset"), 1);
        byte[] corpus = Samples.bytes(Samples.corpus());
        byte[] inference = Samples.bytes(Samples.inference());
        var formats = new LinkedHashMap<String, Format>();
        formats.put(
                "croissant",
                new Format(Samples.bytes(Samples.croissant()), file -> CroissantImport.read(file, Samples.terms())));
        formats.put(
                "audit", new Format(Samples.bytes(Samples.audit()), file -> AuditImport.read(file, Samples.terms())));
        formats.put(
                "c2pa",
                new Format(Samples.bytes(Samples.c2pa()), file -> C2paImport.read(file, Samples.terms(), asset)));
        formats.put(
                "model",
                new Format(
                        Samples.bytes(Samples.bundle(Samples.statement())),
                        file -> ModelSigningImport.read(file, model, null)));
        formats.put(
                "statement",
                new Format(
                        Samples.bytes(Samples.statement()),
                        file -> ModelSigningImport.read(
                                Samples.bytes(
                                        Samples.bundle(new String(file, java.nio.charset.StandardCharsets.UTF_8))),
                                model,
                                null)));
        formats.put(
                "spans", new Format(Samples.bytes(Samples.spans()), file -> SpansImport.read(file, corpus, inference)));
        formats.put(
                "corpus",
                new Format(corpus, file -> SpansImport.read(Samples.bytes(Samples.spans()), file, inference)));
        formats.put(
                "inference",
                new Format(inference, file -> SpansImport.read(Samples.bytes(Samples.spans()), corpus, file)));
        formats.put(
                "claims",
                new Format(Samples.bytes(ClaimsImportTest.logs(1)), file -> ClaimsImport.read(file, claims, accruals)));
        formats.put(
                "accruals",
                new Format(accruals, file -> ClaimsImport.read(Samples.bytes(ClaimsImportTest.logs(1)), claims, file)));
        return formats;
    }

    @Test
    void becomeAnEventWhereTheyAreWhole() {
        formats()
                .forEach((name, format) -> assertThat(
                                format.reader().apply(format.sample()).drafts())
                        .as(name)
                        .hasSize(1));
    }

    @Test
    void giveAnAnswerWhereverTheyAreCut() {
        formats().forEach((name, format) -> {
            for (int length = 0; length < format.sample().length; length++) {
                assertThat(format.reader().apply(java.util.Arrays.copyOf(format.sample(), length)))
                        .as(name + " cut at " + length)
                        .isNotNull();
            }
        });
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void giveAnAnswerWhateverIsChanged(long seed) {
        var random = new SplittableRandom(seed);
        String[] pieces = {
            "null", "{}", "[]", "-1", "1e400", "0.5", "\"\"", "true", "\"\\ud800\"", "99999999999999999999", ":", ","
        };
        formats().forEach((name, format) -> {
            for (int run = 0; run < 400; run++) {
                byte[] changed = format.sample().clone();
                int at = random.nextInt(changed.length);
                if (random.nextBoolean()) {
                    changed[at] = (byte) random.nextInt(256);
                } else {
                    byte[] piece = Samples.bytes(pieces[random.nextInt(pieces.length)]);
                    System.arraycopy(piece, 0, changed, at, Math.min(piece.length, changed.length - at));
                }
                assertThat(format.reader().apply(changed)).as(name).isNotNull();
            }
        });
    }

    private static void assertRefused(byte[] file, Malformed code) {
        assertThatThrownBy(() -> ForeignJson.read(file, "file"))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void areHeldToTheirBounds() throws MalformedException {
        String deepest = "[".repeat(ImportLimits.JSON_DEPTH_MAX) + "]".repeat(ImportLimits.JSON_DEPTH_MAX);
        assertThat(ForeignJson.read(Samples.bytes(deepest), "file").isArray()).isTrue();
        assertRefused(Samples.bytes("[" + deepest + "]"), Malformed.LIMIT_EXCEEDED);
        assertRefused(Samples.bytes("[".repeat(1_000_000)), Malformed.LIMIT_EXCEEDED);
        assertRefused(Samples.bytes("[" + "1,".repeat(ImportLimits.JSON_TOKENS_MAX) + "1]"), Malformed.LIMIT_EXCEEDED);
        assertRefused(Samples.bytes("1".repeat(ImportLimits.NUMBER_CHARS_MAX + 1)), Malformed.LIMIT_EXCEEDED);
        assertRefused(
                Samples.bytes("{\"" + "k".repeat(ImportLimits.KEY_CHARS_MAX + 1) + "\":1}"), Malformed.LIMIT_EXCEEDED);
        assertRefused(new byte[ImportLimits.FILE_BYTES_MAX + 1], Malformed.LIMIT_EXCEEDED);
    }

    @Test
    void areReadAsUtf8AndNothingElse() {
        assertRefused(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'}, Malformed.ENCODING);
        assertRefused(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}, Malformed.ENCODING);
        assertRefused("{\"a\":1}".getBytes(UTF_16BE), Malformed.SYNTAX);
        assertRefused(Samples.bytes("{\"a\":1,\"a\":2}"), Malformed.DUPLICATE_KEY);
        assertRefused(Samples.bytes("{} {}"), Malformed.SYNTAX);
        assertRefused(Samples.bytes(" "), Malformed.SYNTAX);
        assertRefused(Samples.bytes("NaN"), Malformed.SYNTAX);
    }

    @Test
    void areReportedUpToABound() {
        String entry = "{\"@type\": \"FileObject\", \"@id\": \"x\", \"sha256\": 1},";
        String json = Samples.croissant().replace("\"distribution\": [", "\"distribution\": [" + entry.repeat(12_000));
        Imported imported = CroissantImport.read(Samples.bytes(json), Samples.terms());

        assertThat(imported.defects()).hasSize(ImportLimits.DEFECTS_MAX);
        assertThat(imported.defectsUnlisted()).isPositive();
        assertThat(imported.isSound()).isFalse();
    }
}
