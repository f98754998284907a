package dev.plumbline.ledger.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FairnessReportTest {
    private static final String VICTIM = SimulatedRollup.cohort(0);

    // With 100 honest runs, 5 false alarms are expected at most; 13 or more would come once in a thousand times.
    @Test
    void honestRunsSeldomRaiseAnAlarm() {
        int alarms = 0;
        for (long seed = 0; seed < 100; seed++) {
            Casebook honest =
                    new SimulatedRollup(seed, 4).send(200, cohort -> 0).casebook();
            alarms +=
                    FairnessReport.of(honest, FairnessOptions.DEFAULT).alarms().isEmpty() ? 0 : 1;
        }
        assertThat(alarms).as("alarms in 100 honest runs").isLessThan(13);
    }

    @Test
    void findsOneCohortHeldBackByOneBlock() {
        int found = 0;
        for (long seed = 0; seed < 60; seed++) {
            Casebook casebook = new SimulatedRollup(seed, 4)
                    .send(200, cohort -> cohort.equals(VICTIM) ? 1 : 0)
                    .casebook();
            List<Alarm> alarms =
                    FairnessReport.of(casebook, FairnessOptions.DEFAULT).alarms();
            assertThat(alarms).allSatisfy(alarm -> assertThat(alarm.cohort()).isEqualTo(VICTIM));
            found += alarms.stream().anyMatch(alarm -> alarm.question() == Question.DELAY) ? 1 : 0;
        }
        assertThat(found).as("of 60 runs").isGreaterThanOrEqualTo(59);
    }

    @Test
    void theOrderOfTheTransactionsDoesNotMatter() {
        List<TrackedTransaction> sent = new SimulatedRollup(7, 3)
                .send(150, cohort -> cohort.equals(VICTIM) ? 2 : 0)
                .transactions();
        FairnessReport report = FairnessReport.of(SimulatedRollup.casebook(sent), FairnessOptions.DEFAULT);
        var shuffled = new ArrayList<>(sent);
        Collections.shuffle(shuffled, new Random(3));
        FairnessReport other = FairnessReport.of(SimulatedRollup.casebook(shuffled), FairnessOptions.DEFAULT);
        assertThat(other.figures()).isEqualTo(report.figures());
        assertThat(other.tests()).isEqualTo(report.tests());
        assertThat(other.alarms()).isEqualTo(report.alarms());
        assertThat(other.overtaking()).isEqualTo(report.overtaking());
    }
}
