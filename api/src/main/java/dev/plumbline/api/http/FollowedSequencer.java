package dev.plumbline.api.http;

import dev.plumbline.ledger.fairness.FairnessReport;
import java.io.IOException;

/** A rollup that this process follows, and what it has found. Any thread may ask. */
public interface FollowedSequencer {
    /** How it stands now. Costs little: nothing is read and nobody is asked. */
    SequencerStanding standing();

    /** What is observed, as it is observed. */
    LiveEvents events();

    /**
     * What a time says of the sequencer's conduct. Costly: reads files and computes; whoever offers it to strangers bounds it.
     *
     * @param fromMillis start, in milliseconds since the epoch
     * @param toMillis end, not before the start
     * @throws IOException if what is kept cannot be read
     */
    FairnessReport report(long fromMillis, long toMillis) throws IOException;
}
