package dev.plumbline.ledger.fairness;

import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.EventId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of everything that was handed in and in no block yet while the rollup was dark: one line for each, and one
 * {@link Fate} to a line, so the counts add up to the number of lines.
 *
 * @param chain CAIP-2 chain
 * @param fromMillis start of the dark time
 * @param toMillis end of it
 * @param asOfMillis until when the rollup was watched
 * @param lines by index in the log, those that were not logged last
 */
public record InFlightAccount(String chain, long fromMillis, long toMillis, long asOfMillis, List<Line> lines) {
    /**
     * Copies the lines.
     *
     * @throws IllegalArgumentException if the times are not in order
     */
    public InFlightAccount {
        lines = List.copyOf(lines);
        Bounds.checkNamed("chain", chain);
        Bounds.checkAtLeast("start", fromMillis, 0);
        Bounds.checkAtLeast("end", toMillis, fromMillis);
        Bounds.checkAtLeast("end of watching", asOfMillis, 0);
    }

    /** What became of one. */
    public enum Fate {
        /** In a block soon after the dark time, and behind nothing that it should have come before. */
        INCLUDED_IN_ORDER("included in order"),
        /** In a block, behind nothing that it should have come before, but not soon. */
        INCLUDED_LATE("included late"),
        /** In a block, behind something that was logged later, paid no more, and could have waited. */
        REORDERED("reordered"),
        /** In no block that was seen. */
        MISSING("missing"),
        /** In a block by way of L1. */
        FORCED("forced");

        private final String words;

        Fate(String words) {
            this.words = words;
        }

        /** As it stands in a report. */
        public String words() {
            return words;
        }
    }

    /**
     * One event that was in flight; or one transaction, if it is about no event.
     *
     * @param event null if the transaction is about none
     * @param tx the transaction that was logged first
     * @param logIndex where; −1 if it was not logged
     * @param cohort whose
     * @param submittedAtMillis when it was handed in
     * @param fate what became of it
     * @param includedAs the transaction that brought it into a block; null if none did
     * @param block that block; null if there is none
     * @param waitMillis from when it could first be included, which is no earlier than the end of the dark time, until it
     *     was seen in that block; null if there is none
     * @param overtakenBy one that was logged later and came first; null unless it was reordered
     * @param cause an innocent cause for being late or absent, that was shown
     */
    public record Line(
            @Nullable EventId event,
            Word tx,
            long logIndex,
            String cohort,
            long submittedAtMillis,
            Fate fate,
            @Nullable Word includedAs,
            @Nullable Long block,
            @Nullable Long waitMillis,
            @Nullable Word overtakenBy,
            Cause cause) {
        /**
         * Checks that the fate and what it rests on agree.
         *
         * @throws IllegalArgumentException if they do not
         */
        public Line {
            Bounds.checkNamed("cohort", cohort);
            Bounds.checkAtLeast("log index", logIndex, TrackedTransaction.NOT_LOGGED);
            boolean isIncluded = fate != Fate.MISSING;
            if (isIncluded != (includedAs != null)
                    || isIncluded != (block != null)
                    || isIncluded != (waitMillis != null)) {
                throw new IllegalArgumentException(tx + " is " + fate.words() + ", but its block is " + block);
            }
            if ((fate == Fate.REORDERED) != (overtakenBy != null)) {
                throw new IllegalArgumentException(tx + " is " + fate.words() + ", but overtaken by " + overtakenBy);
            }
        }
    }

    /** How many lines have each fate, in the order of the fates; those that none has are there with 0. */
    public Map<Fate, Integer> counts() {
        var counts = new EnumMap<Fate, Integer>(Fate.class);
        for (Fate fate : Fate.values()) {
            counts.put(fate, 0);
        }
        lines.forEach(line -> counts.merge(line.fate(), 1, Integer::sum));
        return counts;
    }

    /** How many were in flight. */
    public int total() {
        return lines.size();
    }
}
