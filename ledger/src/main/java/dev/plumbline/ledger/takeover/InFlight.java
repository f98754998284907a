package dev.plumbline.ledger.takeover;

import dev.plumbline.proofs.event.EventId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of all that the old log had acknowledged: the answer to "what happens to in-flight events".
 *
 * <p>Three counts of one thing from three sides. Each adds up by itself: {@code places} to the largest size that the old key
 * is known to have signed, {@code receipts} to the receipts that are of this log, {@code tails} to the entries that mirrors
 * hold behind what was recovered.
 *
 * @param places each index of the old log that was acknowledged to anybody
 * @param receipts each receipt
 * @param tails each entry of a mirror behind the recovered tree
 * @param lines one for each receipt and each entry of a tail, the first {@link #LINES_MAX}
 * @param contradicted receipts whose checkpoint the recovered log contradicts, though the old key signed both
 * @param evidence the files that prove it, where a file can
 */
public record InFlight(
        Tally places,
        Tally receipts,
        Tally tails,
        List<Line> lines,
        List<String> contradicted,
        List<Evidence> evidence) {
    /** Lines that are kept. */
    public static final int LINES_MAX = 10_000;
    /** Stands for an index where there is none. */
    public static final long NOWHERE = -1;

    /** Copies the lists. */
    public InFlight {
        lines = List.copyOf(lines);
        contradicted = List.copyOf(contradicted);
        evidence = List.copyOf(evidence);
    }

    /**
     * One receipt, or one entry of a tail.
     *
     * @param by the file or the source
     * @param event its id; null if nobody has shown the event
     * @param oldIndex where it stood in the old log
     * @param newIndex where it stands now, or the proof of its conflict; {@link #NOWHERE} if it does not
     * @param fate what became of it
     * @param detail why, where that needs saying; else empty
     */
    public record Line(String by, @Nullable EventId event, long oldIndex, long newIndex, Fate fate, String detail) {}
}
