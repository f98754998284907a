package dev.plumbline.ledger.anchor;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Word;
import java.io.IOException;
import java.math.BigInteger;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Keeps the cost of a UTC day under a limit: what was mined counts for what it cost, what is under way for the most that it
 * may cost. A transaction is counted on the day on which its fate is known.
 */
final class AnchorBudget {
    private final AnchorStore store;
    private final BigInteger weiPerDayMax;
    private final InstantSource clock;

    AnchorBudget(AnchorStore store, BigInteger weiPerDayMax, InstantSource clock) {
        this.store = store;
        this.weiPerDayMax = weiPerDayMax;
        this.clock = clock;
    }

    /** Checks that a transaction under way that may cost so much is within the limit. */
    void require(BigInteger reserveWei) throws IOException, AnchorTroubleException {
        BigInteger spent = spending().todayWei();
        if (spent.add(reserveWei).compareTo(weiPerDayMax) > 0) {
            throw new AnchorTroubleException(
                    AnchorTrouble.BUDGET_SPENT,
                    "budget: " + spent + " wei are spent today and the next transaction may cost " + reserveWei
                            + ", want at most " + weiPerDayMax + " in a UTC day");
        }
    }

    /** Counts a mined transaction, once. */
    void count(AnchorAttempt.Mined mined) throws IOException, AnchorTroubleException {
        Spending spending = spending();
        if (!mined.transaction().equals(Word.ZERO) && !mined.transaction().equals(spending.last())) {
            store.save(spending.plus(mined.transaction(), mined.wei()));
        }
        // Dies here: the attempt still stands; the next step finds its transaction counted.
    }

    /** What it comes to now, with an attempt under way that may cost so much. */
    AnchorCosts costs(BigInteger reserveWei) throws IOException, AnchorTroubleException {
        Spending spending = spending();
        BigInteger left = weiPerDayMax.subtract(spending.todayWei()).subtract(reserveWei);
        return new AnchorCosts(spending.todayWei(), spending.totalWei(), left.max(BigInteger.ZERO));
    }

    private Spending spending() throws IOException, AnchorTroubleException {
        try {
            return store.spending().on(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        } catch (MalformedException e) {
            throw new AnchorTroubleException(AnchorTrouble.STORAGE, String.valueOf(e.getMessage()));
        }
    }
}
