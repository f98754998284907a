package dev.plumbline.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.http.SequencerStanding.Level;
import dev.plumbline.ledger.rollup.Observation;
import dev.plumbline.ledger.rollup.Observation.ObserverTrouble.Kind;
import dev.plumbline.proofs.ethereum.Word;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What observations add up to. */
final class SequencerTallyTest {
    private final MadeUpSequencer rollup = new MadeUpSequencer();

    @Test
    void nothingSeenIsNoGapAndNoHead() {
        rollup.pass(3_600_000);
        SequencerStanding standing = rollup.standing();
        assertThat(standing.heads()).isEmpty();
        assertThat(standing.gap()).isNull();
        assertThat(standing.observers()).hasSize(3).allMatch(observer -> observer.head() == -1);
    }

    @Test
    void countsBlocksAndKeepsTheNewest() {
        for (int number = 1; number <= 100; number++) {
            rollup.block(number, 5);
        }
        rollup.head(Observation.HeadMoved.Level.SAFE, 90);
        rollup.head(Observation.HeadMoved.Level.FINALIZED, 60);
        SequencerStanding standing = rollup.standing();
        assertThat(standing.counts().blocks()).isEqualTo(100);
        assertThat(standing.counts().transactions()).isEqualTo(300);
        assertThat(standing.blocks()).hasSize(SequencerTally.BLOCKS_MAX);
        assertThat(standing.blocks().get(0).number()).isEqualTo(100);
        assertThat(standing.blocks().get(0).spreadMillis()).isEqualTo(10);
        assertThat(standing.heads().get(Level.UNSAFE).number()).isEqualTo(100);
        assertThat(standing.heads().get(Level.SAFE).number()).isEqualTo(90);
        assertThat(standing.heads().get(Level.FINALIZED).number()).isEqualTo(60);
        assertThat(standing.observers()).allMatch(observer -> standing.lagBlocks(observer) == 0);
    }

    @Test
    void takesBackWhatAReorganisationTook() {
        for (int number = 1; number <= 10; number++) {
            rollup.block(number, 0);
        }
        Word tx = MadeUpSequencer.hash(77);
        rollup.submitted(tx, MadeUpSequencer.START);
        rollup.transaction(tx, 9);
        assertThat(rollup.standing().inFlightCount()).isZero();
        rollup.observe(new Observation.Reorged(
                9,
                2,
                MadeUpSequencer.hash(9),
                MadeUpSequencer.hash(900),
                List.of(tx),
                1,
                List.of("alpha"),
                rollup.nowMillis()));
        SequencerStanding standing = rollup.standing();
        assertThat(standing.blocks().get(0).number()).isEqualTo(8);
        assertThat(standing.counts().reorgs()).isEqualTo(1);
        assertThat(standing.counts().displacedBlocks()).isEqualTo(2);
        assertThat(standing.inFlight())
                .extracting(SequencerStanding.Pending::tx)
                .containsExactly(tx);
        rollup.transaction(tx, 9);
        assertThat(rollup.standing().inFlightCount()).isZero();
    }

    @Test
    void toldTwiceIsInFlightOnce() {
        rollup.submitted(MadeUpSequencer.hash(1), 5);
        rollup.submitted(MadeUpSequencer.hash(1), 6);
        assertThat(rollup.standing().inFlight())
                .containsExactly(new SequencerStanding.Pending(MadeUpSequencer.hash(1), 5));
    }

    @Test
    void silenceIsAGapOnlyWhileSomebodyAnswers() {
        rollup.block(1, 0);
        rollup.pass(10_000);
        assertThat(rollup.standing().gap()).isNull();
        rollup.pass(1);
        assertThat(rollup.standing().gap().answering()).isEqualTo(3);
        MadeUpSequencer.OBSERVERS.forEach(name -> rollup.trouble(name, Kind.UNREACHABLE, null, "no answer"));
        assertThat(rollup.standing().gap().answering()).isZero();
        rollup.trouble("bravo", Kind.OVER, null, "");
        assertThat(rollup.standing().gap().answering()).isEqualTo(1);
        rollup.block(2, 0);
        assertThat(rollup.standing().gap()).isNull();
    }

    @Test
    void namesWhoLiesAndCountsHowOften() {
        rollup.block(1, 0);
        rollup.trouble("charlie", Kind.LYING, 1L, "the receipts do not hash to their root");
        rollup.trouble("charlie", Kind.OVER, null, "");
        rollup.trouble("charlie", Kind.LYING, 2L, "again");
        SequencerStanding.ObserverRow row = rollup.standing().observers().get(2);
        assertThat(row.trouble()).isEqualTo(Kind.LYING);
        assertThat(row.detail()).isEqualTo("again");
        assertThat(row.troubles()).containsEntry(Kind.LYING, 2L).doesNotContainKey(Kind.OVER);
    }

    @Test
    void anObserverThatFollowsLaterCountsForTheSpread() {
        rollup.block(1, 0);
        rollup.observe(new Observation.SeenByAnother(1, MadeUpSequencer.hash(1), "delta", rollup.nowMillis() + 700));
        SequencerStanding standing = rollup.standing();
        assertThat(standing.blocks().get(0).spreadMillis()).isEqualTo(700);
        assertThat(standing.observers())
                .extracting(SequencerStanding.ObserverRow::name)
                .containsExactly("alpha", "bravo", "charlie", "delta");
    }

    @Test
    void holdsNoMoreInFlightThanItMay() {
        for (int i = 0; i < SequencerTally.IN_FLIGHT_MAX + 10; i++) {
            rollup.submitted(MadeUpSequencer.hash(i + 1), i);
        }
        SequencerStanding standing = rollup.standing();
        assertThat(standing.inFlightCount()).isEqualTo(SequencerTally.IN_FLIGHT_MAX + 10);
        assertThat(standing.inFlight()).hasSize(SequencerTally.LISTED_MAX);
    }
}
