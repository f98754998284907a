package dev.plumbline.ledger.fairness;

import java.util.List;

/**
 * The times without blocks, added up.
 *
 * @param gaps how many
 * @param darkMillis how long together, beyond the time that any block takes
 * @param longestMillis the longest, from block to block; 0 if there is none
 * @param share part of the whole time that they are
 * @param inFlight followed transactions that were waiting in them; one that waited through two counts twice
 */
record Liveness(int gaps, long darkMillis, long longestMillis, double share, long inFlight) {
    static Liveness of(Casebook casebook) {
        List<LivenessGap> gaps = casebook.gaps();
        long dark = gaps.stream()
                .mapToLong(gap -> Math.max(0, gap.millis() - casebook.blockMillis()))
                .sum();
        long whole = casebook.toMillis() - casebook.fromMillis();
        return new Liveness(
                gaps.size(),
                dark,
                gaps.stream().mapToLong(LivenessGap::millis).max().orElse(0),
                whole == 0 ? 0 : (double) dark / whole,
                gaps.stream().mapToLong(LivenessGap::inFlight).sum());
    }
}
