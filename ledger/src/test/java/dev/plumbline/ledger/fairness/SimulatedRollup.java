package dev.plumbline.ledger.fairness;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * A rollup that makes a block every two seconds of whatever reached it, and contributors that send at random times:
 * everything that a casebook needs, with planted truth, from a seed.
 */
final class SimulatedRollup {
    static final long BLOCK_MILLIS = 2_000;
    static final long CLOCKS_MILLIS = 100;
    private static final long START = 1_700_000_000_000L;
    private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);
    /** In no block at all. */
    static final long DROPPED = -1;

    private final SplittableRandom random;
    private final int cohorts;
    private final List<TrackedTransaction> transactions = new ArrayList<>();

    SimulatedRollup(long seed, int cohorts) {
        this.random = new SplittableRandom(seed);
        this.cohorts = cohorts;
    }

    static String cohort(int number) {
        return "contributor-" + number;
    }

    /** Sends so many, one a second on average; the function says by how many blocks each cohort's are held back. */
    SimulatedRollup send(int count, ToLongFunction<String> heldBlocks) {
        long at = START;
        for (int i = 0; i < count; i++) {
            at += (long) (-1_000 * Math.log(1 - random.nextDouble()));
            String cohort = cohort(random.nextInt(cohorts));
            transactions.add(transaction(i, cohort, at, heldBlocks.applyAsLong(cohort)));
        }
        return this;
    }

    private TrackedTransaction transaction(int number, String cohort, long at, long heldBlocks) {
        // What the network takes to the sequencer, and what a block takes back to the observers.
        long arrives = at + 20 + random.nextInt(150);
        long block = Math.floorDiv(arrives - START, BLOCK_MILLIS) + 1 + heldBlocks;
        TreeMap<String, Long> seen = new TreeMap<>();
        for (String observer : List.of("east", "north", "west")) {
            seen.put(observer, START + block * BLOCK_MILLIS + 50 + random.nextInt(200));
        }
        Inclusion inclusion = heldBlocks == DROPPED
                ? null
                : new Inclusion(
                        block,
                        Word.ofNumber(1_000_000 + block),
                        0,
                        (START + block * BLOCK_MILLIS) / 1_000,
                        GWEI,
                        GWEI,
                        seen);
        return new TrackedTransaction(
                Word.ofNumber(number),
                null,
                number,
                cohort,
                address(number),
                0,
                GWEI.shiftLeft(2),
                GWEI,
                Way.ORDINARY,
                at,
                null,
                List.of(),
                inclusion,
                START + 100_000_000,
                Cause.NONE);
    }

    static Address address(long number) {
        byte[] bytes = new byte[Address.LENGTH];
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[Address.LENGTH - 1 - i] = (byte) (number >>> (8 * i));
        }
        return Address.of(bytes);
    }

    List<TrackedTransaction> transactions() {
        return transactions;
    }

    Casebook casebook() {
        return casebook(transactions);
    }

    static Casebook casebook(List<TrackedTransaction> transactions) {
        return new Casebook(
                "eip155:901",
                START,
                START + 100_000_000,
                BLOCK_MILLIS,
                transactions,
                OrderTally.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                CLOCKS_MILLIS);
    }
}
