package dev.plumbline.ledger.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MultiplicityTest {
    /** R: p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "holm") and "BH". */
    @Test
    void adjustsAsPublished() {
        double[] chances = {0.05, 0.01, 0.03, 0.02, 0.04};
        assertThat(Holm.adjust(chances)).containsExactly(new double[] {0.09, 0.05, 0.09, 0.08, 0.09}, within(1e-12));
        assertThat(BenjaminiHochberg.adjust(chances))
                .containsExactly(new double[] {0.05, 0.05, 0.05, 0.05, 0.05}, within(1e-12));
        assertThat(Holm.adjust(new double[0])).isEmpty();
    }

    /** The step-down and the step-up procedure themselves, at many levels. */
    @Test
    void isBelowTheLevelWhereTheProcedureRejects() {
        var random = new SplittableRandom(15);
        for (int run = 0; run < 200; run++) {
            double[] chances =
                    random.doubles(1 + random.nextInt(8)).map(one -> one * one).toArray();
            double[] holm = Holm.adjust(chances);
            double[] discovery = BenjaminiHochberg.adjust(chances);
            for (double level : new double[] {0.01, 0.05, 0.2, 0.5}) {
                for (int i = 0; i < chances.length; i++) {
                    assertThat(holm[i] <= level).isEqualTo(chances[i] <= stepDown(chances, level));
                    assertThat(discovery[i] <= level).isEqualTo(chances[i] <= stepUp(chances, level));
                }
            }
        }
    }

    /** The greatest chance that Holm's procedure rejects; −1 if none. */
    private static double stepDown(double[] chances, double level) {
        double[] sorted = Arrays.stream(chances).sorted().toArray();
        double rejected = -1;
        for (int i = 0; i < sorted.length && sorted[i] <= level / (sorted.length - i); i++) {
            rejected = sorted[i];
        }
        return rejected;
    }

    private static double stepUp(double[] chances, double level) {
        double[] sorted = Arrays.stream(chances).sorted().toArray();
        double rejected = -1;
        for (int i = 0; i < sorted.length; i++) {
            rejected = sorted[i] <= level * (i + 1) / sorted.length ? sorted[i] : rejected;
        }
        return rejected;
    }
}
