package dev.plumbline.ledger.demand;

import dev.plumbline.proofs.merkle.Hash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a watcher knows of the demands on its contract.
 *
 * @param block the final block as of which this is so; -1 before the first step
 * @param madeCount how many demands there have been up to that block
 * @param waitingCount open demands that could not be brought into the log yet
 * @param open those that are in the log and of which nobody has shown it to the contract, the oldest first; at most 1,024
 * @param asOfSeconds when this was so by the watcher's clock, in seconds since the epoch
 * @param trouble why the last step did not come to its end; null if it did
 */
public record DemandStatus(
        long block,
        long madeCount,
        long waitingCount,
        List<Open> open,
        long asOfSeconds,
        @Nullable String trouble) {
    /** Copies the list. */
    public DemandStatus {
        open = List.copyOf(open);
    }

    /** How many seconds the oldest open demand is overdue; negative while there is time, 0 if none is open. */
    public long overdueSeconds() {
        return open.isEmpty() ? 0 : asOfSeconds - open.get(0).deadline();
    }

    /**
     * An open demand.
     *
     * @param id its number
     * @param leafHash hash of its entry as a leaf
     * @param deadline second since the epoch from which the contract takes no root while it is open
     * @param index where in the log its entry is
     * @param isForced whether it stands there as bytes, and not as an event
     */
    public record Open(long id, Hash leafHash, long deadline, long index, boolean isForced) {}
}
