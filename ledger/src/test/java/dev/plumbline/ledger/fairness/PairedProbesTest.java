package dev.plumbline.ledger.fairness;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.ethereum.Word;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PairedProbesTest {
    private static final byte[] SEED = HexFormat.of().parseHex("07".repeat(32));
    private static final String SEED_HEX = "07".repeat(32);

    /** Probe 2k + 1 and 2k + 2 of pair k; those of the arm "known" wait longer by this. */
    private static List<TrackedTransaction> probes(int pairs, long laterMillis) {
        var random = new SplittableRandom(18);
        var sent = new ArrayList<TrackedTransaction>();
        for (int pair = 0; pair < pairs; pair++) {
            for (int place = 0; place < 2; place++) {
                long at = 10_000L * (pair + 1);
                boolean isLater = arm(pair, place).equals("known");
                long wait = 1_000 + random.nextInt(2_000) + (isLater ? laterMillis : 0);
                sent.add(Sent.at(2L * pair + place + 1, at).in(pair, at + wait).build());
            }
        }
        return sent;
    }

    private static String arm(int pair, int place) {
        return ProbeDraw.isSwapped(SEED, pair) == (place == 0) ? "known" : "anonymous";
    }

    private static List<ProbePlan.Assignment> assignments(int pairs) {
        var assignments = new ArrayList<ProbePlan.Assignment>();
        for (int pair = 0; pair < pairs; pair++) {
            for (int place = 0; place < 2; place++) {
                assignments.add(new ProbePlan.Assignment(pair, arm(pair, place), Word.ofNumber(2L * pair + place + 1)));
            }
        }
        return assignments;
    }

    private static ProbePlan plan(@Nullable String seed, long logIndex, List<ProbePlan.Assignment> assignments) {
        return new ProbePlan(ProbeDraw.commitment(SEED), seed, logIndex, assignments);
    }

    private static PairedProbes judge(ProbePlan plan, int pairs) {
        return PairedProbes.of(plan, probes(pairs, 2_000), 0.05);
    }

    @Test
    void findsTheArmThatIsServedLater() {
        PairedProbes probes = judge(plan(SEED_HEX, 0, assignments(40)), 40);
        assertThat(probes.standing()).isEqualTo(DrawStanding.SHOWN);
        assertThat(probes.arms()).containsExactly("anonymous", "known");
        assertThat(probes.n()).isEqualTo(40);
        assertThat(probes.median()).isBetween(-2_700.0, -1_300.0);
        assertThat(probes.low()).isLessThan(probes.median());
        assertThat(probes.high()).isBetween(probes.median(), 0.0);
        assertThat(probes.p()).isLessThan(1e-6);
        assertThat(PairedProbes.of(plan(SEED_HEX, 0, assignments(40)), probes(40, 0), 0.05)
                        .p())
                .isGreaterThan(0.05);
    }

    @Test
    void theReportNamesTheWorseArm() {
        Casebook all = SimulatedRollup.casebook(probes(40, 2_000));
        Casebook casebook = new Casebook(
                all.chain(),
                all.fromMillis(),
                all.toMillis(),
                all.blockMillis(),
                all.transactions(),
                all.order(),
                all.gaps(),
                all.reorgs(),
                all.observers(),
                all.equivocations(),
                all.settlements(),
                plan(SEED_HEX, 0, assignments(40)),
                all.clockUncertaintyMillis());
        FairnessReport report = FairnessReport.of(casebook, FairnessOptions.DEFAULT);
        assertThat(report.alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.question()).isEqualTo(Question.PROBES);
            assertThat(alarm.cohort()).isEqualTo("known");
        });
        assertThat(report.figures()).anyMatch(figure -> figure.name().startsWith("probes") && figure.n() == 40);
    }

    @Test
    void aLotThatIsNotShownIsNoTest() {
        assertThat(standing(plan(null, 0, assignments(9)))).isEqualTo(DrawStanding.NOT_DISCLOSED);
        assertThat(standing(plan(SEED_HEX, -1, assignments(9)))).isEqualTo(DrawStanding.NOT_LOGGED);
        assertThat(standing(plan(SEED_HEX, 1, assignments(9)))).isEqualTo(DrawStanding.NOT_BEFORE_THE_PROBES);
        assertThat(standing(plan("08".repeat(32), 0, assignments(9)))).isEqualTo(DrawStanding.ANOTHER_SEED);
        assertThat(standing(plan("0F".repeat(32), 0, assignments(9)))).isEqualTo(DrawStanding.ANOTHER_SEED);
        assertThat(standing(plan("no seed", 0, assignments(9)))).isEqualTo(DrawStanding.ANOTHER_SEED);
        assertThat(standing(plan(SEED_HEX, 0, assignments(9).subList(0, 17)))).isEqualTo(DrawStanding.NOT_PAIRED);
        List<ProbePlan.Assignment> swapped = new ArrayList<>(assignments(9));
        Collections.swap(swapped, 4, 5);
        assertThat(standing(plan(SEED_HEX, 0, swapped))).isEqualTo(DrawStanding.ANOTHER_DRAW);
        List<ProbePlan.Assignment> third = new ArrayList<>(assignments(9));
        third.set(0, new ProbePlan.Assignment(0, "third", third.get(0).tx()));
        assertThat(standing(plan(SEED_HEX, 0, third))).isEqualTo(DrawStanding.NOT_PAIRED);
    }

    private static DrawStanding standing(ProbePlan plan) {
        PairedProbes probes = judge(plan, 9);
        assertThat(probes.p()).isOne();
        assertThat(probes.n()).isZero();
        return probes.standing();
    }

    @Test
    void theOneThatIsInNoBlockIsTheLaterOne() {
        List<TrackedTransaction> sent = new ArrayList<>(probes(1, 0));
        sent.set(0, Sent.at(1, 10_000).build());
        PairedProbes probes = PairedProbes.of(plan(SEED_HEX, 0, assignments(1)), sent, 0.05);
        assertThat(probes.n()).isOne();
        assertThat(probes.median()).isInfinite();
        sent.set(1, Sent.at(2, 10_000).build());
        assertThat(PairedProbes.of(plan(SEED_HEX, 0, assignments(1)), sent, 0.05)
                        .left())
                .isOne();
        sent.set(1, Sent.at(2, 10_000).in(1, 12_000).because(Cause.REPLACED).build());
        assertThat(PairedProbes.of(plan(SEED_HEX, 0, assignments(1)), sent, 0.05)
                        .left())
                .isOne();
        sent.set(0, Sent.at(1, 10_000).until(10_500).build());
        sent.set(1, Sent.at(2, 10_000).in(1, 12_000).build());
        assertThat(PairedProbes.of(plan(SEED_HEX, 0, assignments(1)), sent, 0.05)
                        .left())
                .as("watched for too short")
                .isOne();
    }

    @Test
    void theDrawIsTheHashThatIsWrittenDown() throws Exception {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("plumbline/probe-seed/v1\0".getBytes(US_ASCII));
        bytes.writeBytes(SEED);
        assertThat(ProbeDraw.commitment(SEED))
                .isEqualTo("sha256:" + HexFormat.of().formatHex(sha256(bytes)));
        int swapped = 0;
        for (int pair = 0; pair < 1_000; pair++) {
            bytes.reset();
            bytes.writeBytes("plumbline/probe-pair/v1\0".getBytes(US_ASCII));
            bytes.writeBytes(SEED);
            bytes.writeBytes(new byte[] {0, 0, (byte) (pair >>> 8), (byte) pair});
            boolean isSwapped = (sha256(bytes)[31] & 1) == 1;
            assertThat(ProbeDraw.isSwapped(SEED, pair)).isEqualTo(isSwapped);
            swapped += isSwapped ? 1 : 0;
        }
        assertThat(swapped).isBetween(430, 570);
        assertThatThrownBy(() -> ProbeDraw.commitment(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] sha256(ByteArrayOutputStream bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    }
}
