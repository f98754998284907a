package dev.plumbline.ledger.fairness;

import dev.plumbline.proofs.ethereum.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which probe went in which arm, drawn by a seed that was committed to before the first was sent.
 *
 * @param seedCommitment the commitment, as it stands in the log
 * @param seed the seed itself, as lowercase hex digits; null while it is not disclosed
 * @param logIndex index of the commitment in the log; −1 if it was not logged
 * @param assignments every probe that was sent
 */
public record ProbePlan(String seedCommitment, @Nullable String seed, long logIndex, List<Assignment> assignments) {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if the commitment is empty or the index below −1
     */
    public ProbePlan {
        assignments = List.copyOf(assignments);
        Bounds.checkNamed("commitment", seedCommitment);
        Bounds.checkAtLeast("log index", logIndex, TrackedTransaction.NOT_LOGGED);
    }

    /**
     * One probe of a pair.
     *
     * @param pair which pair, from 0
     * @param arm which arm it was drawn for, not empty
     * @param tx hash of the probe
     */
    public record Assignment(int pair, String arm, Word tx) {
        /** @throws IllegalArgumentException if the pair is negative or the arm empty */
        public Assignment {
            Bounds.checkAtLeast("pair", pair, 0);
            Bounds.checkNamed("arm", arm);
        }
    }
}
