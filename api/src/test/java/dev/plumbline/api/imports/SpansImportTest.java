package dev.plumbline.api.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.imports.SpanCorpus.Row;
import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.testkit.SampleEvents;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpansImportTest {
    private static Imported read(String spans, String corpus, String inference) {
        return SpansImport.read(Samples.bytes(spans), Samples.bytes(corpus), Samples.bytes(inference));
    }

    private static Attribution attribution(Imported imported) {
        assertThat(imported.drafts()).as(imported.defects().toString()).hasSize(1);
        return ((Inference) imported.drafts().get(0).body()).attribution();
    }

    /**
     * By hand: 8 of 10 tokens are covered, so 0.8 is divided and 0.2 is not. Tokens by document: 5 has 6 + 2, 6 has 6, and 2
     * fell to one outside, 16 together.
     */
    @Test
    void dividesByTokensAndKeepsTheRestUnattributed() {
        Attribution attribution = attribution(read(Samples.spans(), Samples.corpus(), Samples.inference()));

        Map<String, Long> weights = attribution.lines().stream()
                .collect(Collectors.toMap(line -> line.upload().encode(), Attribution.Line::weight));
        assertThat(weights)
                .isEqualTo(Map.of(
                        SampleEvents.id("upload 5").encode(), 400_000_000_000_000_000L,
                        SampleEvents.id("upload 6").encode(), 300_000_000_000_000_000L));
        assertThat(attribution.unattributed()).isEqualTo(300_000_000_000_000_000L);
        assertThat(attribution.lines())
                .filteredOn(line -> line.upload().equals(SampleEvents.id("upload 6")))
                .extracting(Attribution.Line::row)
                .containsExactly(0L);
        assertThat(attribution.asOf().size()).isEqualTo(100);
    }

    @Test
    void attributesNothingToAnAnswerWithoutSpans() {
        String none = "{\"index\": \"tiny\", \"inputTokens\": null, \"spans\": []}";
        Attribution attribution = attribution(read(none, Samples.corpus(), Samples.inference()));

        assertThat(attribution.lines()).isEmpty();
        assertThat(attribution.unattributed()).isEqualTo(1_000_000_000_000_000_000L);
    }

    @Test
    void leavesOutASpanThatReachesBeyondTheAnswer() {
        Imported imported = read(
                Samples.spans().replace("\"right\": 8, \"length\": 2", "\"right\": 11, \"length\": 5"),
                Samples.corpus(),
                Samples.inference());

        assertThat(imported.defects()).extracting(Defect::pointer).contains("/spans/1");
        assertThat(attribution(imported).unattributed()).isEqualTo(400_000_000_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "index": "tiny"  | "index": "other" | spans     | want that of the corpus
            "spans": [       | "spams": [       | spans     | is no array
            "as_of"          | "asof"           | corpus    | without index or as_of
            "to": 6          | "to": 5          | corpus    | is no range of documents
            "to": 6          | "to": 7          | corpus    | overlaps another range
            "body":          | "bodies":        | inference | has no body
            "started_at"     | "begun_at"       | inference | /body/started_at
            """)
    void saysWhyThereIsNoAttribution(String from, String to, String file, String says) {
        String spans = file.equals("spans") ? Samples.spans().replace(from, to) : Samples.spans();
        String corpus = file.equals("corpus") ? Samples.corpus().replace(from, to) : Samples.corpus();
        String inference = file.equals("inference") ? Samples.inference().replace(from, to) : Samples.inference();
        Imported imported = read(spans, corpus, inference);

        assertThat(imported.drafts()).isEmpty();
        assertThat(imported.defects().toString()).contains(says);
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void losesNothingHoweverManyDocumentsThereAre(long seed) {
        var random = new SplittableRandom(seed);
        for (int run = 0; run < 200; run++) {
            var spans = new StringBuilder();
            var ranges = new StringBuilder();
            int documents = 1 + random.nextInt(run % 20 == 0 ? 600 : 12);
            for (int i = 0; i < documents; i++) {
                int left = random.nextInt(10);
                int right = left + 1 + random.nextInt(10 - left);
                spans.append(i == 0 ? "" : ",")
                        .append(
                                "{\"left\": %d, \"right\": %d, \"length\": %d, \"documents\": [{\"documentIndex\": %d}]}"
                                        .formatted(left, right, right - left, random.nextInt(documents + 1)));
                ranges.append(i == 0 ? "" : ",")
                        .append("{\"from\": %d, \"to\": %d, \"upload\": \"%s\"}"
                                .formatted(
                                        i, i + 1, SampleEvents.id("upload " + i).encode()));
            }
            String answer = "{\"index\": \"tiny\", \"spans\": [" + spans + "]}";
            String corpus =
                    Samples.corpus().replaceFirst("(?s)\"documents\": \\[.*\\]", "\"documents\": [" + ranges + "]");
            Attribution attribution = attribution(read(answer, corpus, Samples.inference()));

            // The record has checked that all sums to 10^18; what is left is that no more lines are there than fit.
            assertThat(attribution.lines()).hasSizeLessThanOrEqualTo(ImportLimits.ATTRIBUTION_LINES_MAX);
            List<Long> weights =
                    attribution.lines().stream().map(Attribution.Line::weight).toList();
            if (attribution.tail() != null) {
                long least = weights.stream().mapToLong(Long::longValue).min().orElseThrow();
                assertThat(attribution.tail().weight())
                        .isLessThanOrEqualTo(least * attribution.tail().count());
            }
        }
    }

    @Test
    void countsADocumentOfOneUploadTwiceIfTwoOfItAreListed() {
        var shares = new SpanShares();
        var row = new Row(SampleEvents.id("upload"), null);
        shares.add(row, 3);
        shares.add(row, 4);
        shares.add(null, 7);

        String json = shares.attribution(new dev.plumbline.proofs.merkle.TreeHead(1, SampleEvents.hash("r")), 1, 1)
                .get("unattributed")
                .toString();
        assertThat(json).contains("500000000000000000");
    }
}
