package dev.plumbline.api.cli;

import dev.plumbline.ledger.rollup.Observation;
import dev.plumbline.ledger.sequencer.ObservationPublisher;
import dev.plumbline.proofs.event.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Observations on their way into a log. The follower leaves them here and goes on; who reads the log takes them along. Should so
 * many wait that no more fit, logging stops until the next start, which reads all of them again from the file.
 */
final class ObservationsOut {
    private static final int WAITING_MAX = 1 << 16;

    private final ObservationPublisher publisher;
    private final BlockingQueue<Observation> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    // Set by the follower's thread, read by the other.
    private volatile boolean isLost;

    ObservationsOut(ObservationPublisher publisher) {
        this.publisher = publisher;
    }

    /** From the follower's thread. Blocks and sightings concern no log, and are not kept. */
    void take(Observation observation) {
        boolean isOfInterest = observation instanceof Observation.TransactionSeen
                || observation instanceof Observation.HeadMoved
                || observation instanceof Observation.Reorged;
        if (isOfInterest && !waiting.offer(observation)) {
            isLost = true;
        }
    }

    /** An entry of the log. With {@link #publish}, for one thread. */
    void take(Event entry) {
        publisher.add(entry);
    }

    void publish() throws IOException {
        if (isLost) {
            throw new IOException(WAITING_MAX + " observations wait to be logged; start again to go on");
        }
        List<Observation> taken = new ArrayList<>();
        waiting.drainTo(taken);
        taken.forEach(publisher::add);
        publisher.publish();
    }
}
