package dev.plumbline.ledger.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OmissionTest {
    private static final Sent SENT = Sent.at(1, 0).due(50_000);

    @Test
    void onlyWhatWasForcedIsUnexplainedPastItsDeadline() {
        assertThat(word(SENT.forced())).isEqualTo(VerdictWord.UNEXPLAINED);
        assertThat(word(SENT)).isEqualTo(VerdictWord.NOT_INCLUDED);
        assertThat(word(SENT.forced().until(50_000))).isEqualTo(VerdictWord.NOT_INCLUDED);
        assertThat(word(Sent.at(1, 0).forced())).isEqualTo(VerdictWord.NOT_INCLUDED);
        assertThat(word(SENT.forced().because(Cause.INSUFFICIENT_FUNDS))).isEqualTo(VerdictWord.BENIGN_CAUSE_SHOWN);
        assertThat(word(SENT.forced().in(40, 80_000))).isEqualTo(VerdictWord.INCLUDED);
    }

    private static VerdictWord word(Sent sent) {
        return FairnessReport.wordOf(sent.build());
    }

    @Test
    void everyTransactionIsCountedOnce() {
        List<TrackedTransaction> sent = Stream.of(
                        SENT.forced(),
                        SENT.forced().in(3, 6_000),
                        SENT.forced().in(40, 80_000),
                        SENT.forced().until(40_000),
                        SENT.forced().because(Cause.REPLACED),
                        SENT)
                .map(Sent::build)
                .toList();
        assertThat(Omission.of(sent, Way.FORCED, 0.05))
                .isEqualTo(new Omission(Way.FORCED, 3, 1, 1, 1, 1, ClopperPearson.of(1, 3, 0.05)));
        assertThat(Omission.of(sent, Way.ORDINARY, 0.05))
                .isEqualTo(new Omission(Way.ORDINARY, 1, 1, 0, 0, 0, ClopperPearson.of(1, 1, 0.05)));
    }

    @Test
    void aForcedTransactionThatIsAbsentAlwaysRaisesAnAlarm() {
        Casebook casebook = SimulatedRollup.casebook(List.of(SENT.forced().build()));
        assertThat(FairnessReport.of(casebook, FairnessOptions.DEFAULT).alarms())
                .singleElement()
                .satisfies(alarm -> {
                    assertThat(alarm.question()).isEqualTo(Question.OMISSION);
                    assertThat(alarm.verdict()).isEqualTo(VerdictWord.UNEXPLAINED);
                    assertThat(alarm.cohort()).isEqualTo("a");
                });
        Casebook ordinary = SimulatedRollup.casebook(List.of(SENT.build()));
        assertThat(FairnessReport.of(ordinary, FairnessOptions.DEFAULT).alarms())
                .isEmpty();
    }
}
