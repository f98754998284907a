package dev.plumbline.ledger.index;

import java.util.List;

/**
 * What the index knows to a question: where in the log to look. Read each entry from the log and check that it fits.
 *
 * <p>A page may be short, or empty, although more follows: one answer does a bounded amount of work. To read on, ask
 * again behind {@link #after} until {@link #isComplete}.
 *
 * @param leafIndexes ascending leaf indexes of the events that fit
 * @param after every event that fits, up to this leaf index and behind the one asked for, is in this answer
 * @param indexedSize how many entries of the log were indexed when the question was answered
 */
public record Answer(List<Long> leafIndexes, long after, long indexedSize) {
    /** Copies the list. */
    public Answer {
        leafIndexes = List.copyOf(leafIndexes);
    }

    /** Whether nothing that fits lies between {@link #after} and the end of what is indexed. */
    public boolean isComplete() {
        return after >= indexedSize - 1;
    }
}
