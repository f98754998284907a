package dev.plumbline.ledger.settlement;

import dev.plumbline.proofs.rollup.DisputeGame;
import dev.plumbline.proofs.rollup.GameStatus;
import org.jspecify.annotations.Nullable;

/**
 * A claim that may cover a block, by the L1 node's word.
 *
 * @param claimedBlock height of the rollup's block that it claims
 * @param game the game; null for an output of an oracle
 * @param status how the game stands; for an output, {@link GameStatus#IN_PROGRESS}
 * @param outputIndex place of the output in the oracle's array; -1 for a game
 */
record Candidate(long claimedBlock, @Nullable DisputeGame game, GameStatus status, long outputIndex) {
    /** How good it is: a claim that stood before one that may, and neither before one that fell. */
    int rank() {
        return switch (status) {
            case DEFENDER_WINS -> 0;
            case IN_PROGRESS -> 1;
            case CHALLENGER_WINS -> 2;
        };
    }
}
