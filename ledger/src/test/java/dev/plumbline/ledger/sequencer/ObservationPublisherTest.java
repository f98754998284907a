package dev.plumbline.ledger.sequencer;

import static dev.plumbline.ledger.sequencer.Seen.block;
import static dev.plumbline.ledger.sequencer.Seen.submit;
import static dev.plumbline.ledger.sequencer.Seen.transaction;
import static dev.plumbline.ledger.sequencer.Seen.word;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.rollup.Observation;
import dev.plumbline.ledger.rollup.Observation.HeadMoved;
import dev.plumbline.ledger.rollup.Observation.Reorged;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.SequencerObserve;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A follower that sees, a log that is told, and restarts in between. */
final class ObservationPublisherTest {
    @TempDir
    Path folder;

    private final List<Observation> lines = new ArrayList<>();
    private WitnessLog ledger;

    @BeforeEach
    void openLog() throws Exception {
        ledger = new WitnessLog(folder, InstantSource.system());
        ledger.log().append(submit("tx", 1, 0, 1_000, null).body(), 1_000);
    }

    @AfterEach
    void closeLog() throws IOException {
        ledger.close();
    }

    /** As a process that has just started: it reads the log and the observations from their starts. */
    private int publish() throws Exception {
        var publisher = new ObservationPublisher(ledger.log(), Seen.CHAIN, 2, InstantSource.system());
        for (Event event : ledger.events()) {
            publisher.add(event);
        }
        lines.forEach(publisher::add);
        int published = publisher.publish();
        assertThat(publisher.publish()).isZero();
        return published;
    }

    private List<SequencerObserve> logged() throws Exception {
        return ledger.events().stream()
                .filter(event -> event.body() instanceof SequencerObserve)
                .map(event -> (SequencerObserve) event.body())
                .toList();
    }

    private static HeadMoved head(HeadMoved.Level level, long number, String observer, long atMillis) {
        return new HeadMoved(level, number, word("block " + number), observer, atMillis);
    }

    @Test
    void saysEachThingOnceAcrossRestarts() throws Exception {
        lines.add(transaction("tx", 1, 0, 2, 3));
        lines.add(transaction("of nobody's business", 2, 0, 2, 4));
        lines.add(block(2, Seen.GWEI));
        assertThat(publish()).isEqualTo(1);
        assertThat(publish()).isZero();
        lines.add(head(HeadMoved.Level.SAFE, 2, "first", 9_000));
        assertThat(publish()).isZero();
        lines.add(head(HeadMoved.Level.SAFE, 3, "second", 9_500));
        assertThat(publish()).isEqualTo(1);
        lines.add(head(HeadMoved.Level.FINALIZED, 2, "first", 19_000));
        lines.add(head(HeadMoved.Level.FINALIZED, 2, "second", 20_000));
        assertThat(publish()).isEqualTo(1);
        assertThat(publish()).isZero();

        assertThat(logged()).hasSize(3);
        SequencerObserve last = logged().get(2);
        assertThat(last.block()).isEqualTo(2);
        assertThat(last.transactionIndex()).isEqualTo(3);
        assertThat(last.firstSeenAtMillis()).isEqualTo(4_000);
        assertThat(last.safeAtMillis()).isEqualTo(9_500);
        assertThat(last.finalizedAtMillis()).isEqualTo(20_000);
        assertThat(logged().get(0).safeAtMillis()).isNull();
    }

    @Test
    void whatIsNoticedAtOnceIsSaidAtOnce() throws Exception {
        lines.add(transaction("tx", 1, 0, 2, 3));
        lines.add(head(HeadMoved.Level.SAFE, 2, "first", 9_000));
        lines.add(head(HeadMoved.Level.SAFE, 2, "second", 9_000));
        assertThat(publish()).isEqualTo(1);
        assertThat(logged().get(0).safeAtMillis()).isEqualTo(9_000);
    }

    @Test
    void anotherBlockAfterAReorgIsSaidAnew() throws Exception {
        lines.add(transaction("tx", 1, 0, 2, 3));
        assertThat(publish()).isEqualTo(1);
        lines.add(new Reorged(2, 1, word("block 2"), word("other"), List.of(word("tx")), 1, List.of(), 6_000));
        assertThat(publish()).isZero();
        lines.add(transaction("tx", 1, 0, 4, 0));
        assertThat(publish()).isEqualTo(1);
        assertThat(logged().get(1).block()).isEqualTo(4);
    }
}
