package dev.plumbline.vectors;

import java.util.List;

/** {@code verify-receipt} with bounds on the age of what is shown. */
final class FreshnessVectors {
    private static final String SPEC = "docs/format/verdicts.md#ages";
    private static final TestKey W1 = TestKey.witness(1);
    private static final TestKey W2 = TestKey.witness(2);
    private static final long SEEN = TestKey.TIME;
    private static final String LOG = "log " + TestKey.LOG.vkey() + "\n";
    private static final String ONE = LOG + "witness w1 " + W1.vkey() + "\nquorum w1\n";
    private static final String BOTH = LOG + "witness w1 " + W1.vkey() + "\nwitness w2 " + W2.vkey() + "\n";
    private static final String ANY = BOTH + "group g any w1 w2\nquorum g\n";
    private static final String ALL = BOTH + "group g all w1 w2\nquorum g\n";
    private static final List<String> NO_ANCHOR =
            List.of("ANCHOR_PLACE", "ANCHOR_HEADER", "ANCHOR_STATE", "ANCHOR_INCLUSION");

    private final Suite suite;
    private final String text = SampleReceipt.text(SampleReceipt.EVENT);
    private final String seenByOne = SampleReceipt.cosigned(W1.cosignature(SEEN, text));
    private final String seenByBoth =
            SampleReceipt.cosigned(W1.cosignature(SEEN - 10_000, text) + W2.cosignature(SEEN, text));

    private FreshnessVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new FreshnessVectors(suite);
        vectors.checkpoints();
        vectors.cosignatures();
        vectors.anchors();
    }

    private void checkpoints() {
        String bound = "checkpoint_age_max_s";
        fresh("checkpoint-of-the-very-age", ONE, seenByOne, bound, SEEN + 600, "A bound is met by an age equal to it.");
        stale(
                "checkpoint-a-second-too-old",
                ONE,
                seenByOne,
                bound,
                SEEN + 601,
                "The checkpoint is a second older than the bound.");
        fresh(
                "checkpoint-60-seconds-ahead",
                ONE,
                seenByOne,
                bound,
                SEEN - 60,
                "The witness's clock is 60 seconds ahead of the reader's.");
        stale(
                "checkpoint-61-seconds-ahead",
                ONE,
                seenByOne,
                bound,
                SEEN - 61,
                "The witness's clock is 61 seconds ahead of the reader's and is not used, so that nobody says when.");
        fresh(
                "checkpoint-newest-witness-counts",
                ANY,
                seenByBoth,
                bound,
                SEEN + 60,
                "Of two witnesses the one that saw the checkpoint last counts.");
        Vector nobody = asked(
                Vector.reject("receipt", "stale-checkpoint-without-witness", "verify-receipt", "STALE"),
                CheckpointVectors.POLICY,
                SampleReceipt.cosigned(""),
                SEEN);
        suite.add(nobody.with(bound, 600)
                .about(SPEC, "No witness is asked for, so that nobody says when the checkpoint was seen.")
                .checks(ReceiptChecks.failed("FRESHNESS", SlowTree.with(NO_ANCHOR, "WITNESSES"))));
    }

    private void cosignatures() {
        String bound = "cosignature_age_max_s";
        fresh(
                "cosignature-of-quorum",
                ANY,
                seenByBoth,
                bound,
                SEEN + 60,
                "Any of two is asked for, and one of them is recent.");
        stale(
                "cosignature-of-quorum-too-old",
                ALL,
                seenByBoth,
                bound,
                SEEN + 60,
                "Both of two are asked for, and one of them is old.");
        stale(
                "cosignatures-all-too-old",
                ANY,
                seenByBoth,
                bound,
                SEEN + 601,
                "Any of two is asked for, and both are old.");
    }

    private void anchors() {
        List<String> noWitness = List.of("WITNESSES");
        suite.add(SampleReceipt.proven(anchored(Vector.accept("receipt", "fresh-anchor", "verify-receipt"), SEEN + 600))
                .proves("anchored_size", "8")
                .proves("anchored_block_hash", SampleReceipt.EVIDENCE.blockHash())
                .about(SPEC, "The block of the anchor is as old as the bound.")
                .checks(ReceiptChecks.fresh(noWitness)));
        suite.add(anchored(Vector.reject("receipt", "stale-anchor", "verify-receipt", "STALE"), SEEN + 601)
                .about(SPEC, "The block of the anchor is a second older than the bound.")
                .checks(ReceiptChecks.failed("FRESHNESS", noWitness)));
    }

    private static Vector anchored(Vector vector, long nowSeconds) {
        return SampleReceipt.strict(vector, SampleReceipt.anchored(), SampleReceipt.EVIDENCE.blockHash())
                .with("now_ms", nowSeconds + "000")
                .with("anchor_age_max_s", 600);
    }

    private void fresh(String name, String policy, String receipt, String bound, long nowSeconds, String about) {
        suite.add(SampleReceipt.proven(
                        asked(Vector.accept("receipt", "fresh-" + name, "verify-receipt"), policy, receipt, nowSeconds))
                .with(bound, 600)
                .about(SPEC, about)
                .checks(ReceiptChecks.fresh(NO_ANCHOR)));
    }

    private void stale(String name, String policy, String receipt, String bound, long nowSeconds, String about) {
        suite.add(
                asked(Vector.reject("receipt", "stale-" + name, "verify-receipt", "STALE"), policy, receipt, nowSeconds)
                        .with(bound, 600)
                        .about(SPEC, about)
                        .checks(ReceiptChecks.failed("FRESHNESS", NO_ANCHOR)));
    }

    private static Vector asked(Vector vector, String policy, String receipt, long nowSeconds) {
        return SampleReceipt.ask(vector, receipt, policy).with("now_ms", nowSeconds + "000");
    }
}
