package dev.plumbline.api.scenario;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sequencer's own decisions, without a chain: a pool, a behaviour, and a base fee that follows how full the blocks are.
 * Safe for any thread.
 */
public final class BlockMaker {
    /** Milliseconds from one block to the next, unless a scenario says otherwise. */
    public static final long BLOCK_MILLIS = 2_000;

    /** Transactions of a full block. */
    public static final int TRANSACTIONS_MAX = 40;

    /** Wei that a unit of gas burns in the first block. */
    public static final long BASE_FEE_WEI = 1_000_000;

    private static final int TARGET = TRANSACTIONS_MAX / 6;
    // As on OP Mainnet since Canyon: a block's base fee moves by at most a fiftieth.
    private static final int DENOMINATOR = 250;

    private final Object lock = new Object();
    private final Behaviour behaviour;
    // Guarded by lock, as all that follows.
    private final Mempool pool = new Mempool();
    private long number;
    private BigInteger baseFee = BigInteger.valueOf(BASE_FEE_WEI);

    /** @param lastNumber number of the newest block that there is */
    public BlockMaker(Behaviour behaviour, long lastNumber) {
        this.behaviour = behaviour;
        this.number = lastNumber;
    }

    /** Wei that a unit of gas burns in the next block. */
    public BigInteger baseFee() {
        synchronized (lock) {
            return baseFee;
        }
    }

    /** Transactions that wait. */
    public int waiting() {
        synchronized (lock) {
            return pool.size();
        }
    }

    /** Takes a transaction into the pool. */
    public void add(PooledTransaction transaction) {
        synchronized (lock) {
            pool.add(transaction);
        }
    }

    /** Makes the block of that time; null if the sequencer is dark then. */
    public @Nullable MadeBlock make(long timeMillis) {
        synchronized (lock) {
            if (behaviour.isDark(timeMillis)) {
                return null;
            }
            number++;
            var slot = new Slot(number, timeMillis, baseFee, TRANSACTIONS_MAX);
            List<PooledTransaction> taken = pool.fill(slot, behaviour);
            var block = new MadeBlock(
                    slot,
                    taken,
                    pool.passedOver(),
                    behaviour.signerAt(number, timeMillis),
                    behaviour.equivocatesAt(number));
            baseFee = next(block.transactions().size());
            return block;
        }
    }

    private BigInteger next(int used) {
        BigInteger change = baseFee.multiply(BigInteger.valueOf((long) used - TARGET))
                .divide(BigInteger.valueOf((long) TARGET * DENOMINATOR));
        return baseFee.add(change).max(BigInteger.ONE);
    }
}
