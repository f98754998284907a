package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The first slot of a dispute game.
 *
 * @param createdAtSeconds L1 time of its creation, in seconds since the epoch
 * @param resolvedAtSeconds L1 time at which it was closed, 0 as long as it was not
 * @param status how it stands
 */
public record GameState(long createdAtSeconds, long resolvedAtSeconds, GameStatus status) {
    /** The slot that holds it, of every implementation so far. */
    public static final Word SLOT = Word.ZERO;

    private static final int RESOLVED_AT_BIT = Long.SIZE;
    private static final int STATUS_BIT = 2 * Long.SIZE;
    private static final int STATUS_MASK = 0xff;
    private static final BigInteger TIME_MASK =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    /**
     * Takes the slot apart: from the low end two times of 64 bits and a status of 8; flags of the implementation follow.
     * Null for what no game can have written: a time past 2^63, an unknown status, or a closed game without the time.
     */
    public static @Nullable GameState unpack(Word slot) {
        BigInteger packed = new BigInteger(1, slot.bytes());
        BigInteger createdAt = packed.and(TIME_MASK);
        BigInteger resolvedAt = packed.shiftRight(RESOLVED_AT_BIT).and(TIME_MASK);
        GameStatus status = GameStatus.of(packed.shiftRight(STATUS_BIT).intValue() & STATUS_MASK);
        if (status == null || createdAt.bitLength() >= Long.SIZE || resolvedAt.bitLength() >= Long.SIZE) {
            return null;
        }
        boolean isOpen = status == GameStatus.IN_PROGRESS;
        return isOpen == (resolvedAt.signum() == 0)
                ? new GameState(createdAt.longValue(), resolvedAt.longValue(), status)
                : null;
    }
}
