package dev.plumbline.proofs.rollup;

import org.jspecify.annotations.Nullable;

/** How a dispute game stands. */
public enum GameStatus {
    /** It can still be contested, or nobody has closed it yet. */
    IN_PROGRESS,
    /** The claim was refuted. */
    CHALLENGER_WINS,
    /** The claim stood. */
    DEFENDER_WINS;

    /** The status of that number in the contract; null if there is none. */
    static @Nullable GameStatus of(int number) {
        return switch (number) {
            case 0 -> IN_PROGRESS;
            case 1 -> CHALLENGER_WINS;
            case 2 -> DEFENDER_WINS;
            default -> null;
        };
    }
}
