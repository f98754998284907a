package dev.plumbline.ledger.rollup;

import java.util.SortedMap;

/**
 * Where a follower stands after a step.
 *
 * @param tip height of the newest block read; -1 if none
 * @param bestHead height of the newest block that an observer claims to have; -1 if none answered
 * @param safe the highest block that an observer calls safe; -1 if none
 * @param finalized the highest that one calls finalized; -1 if none
 * @param answering observers that answered in the last step
 * @param troubles by name of the observer, what is wrong with it now
 */
public record FollowStatus(
        long tip, long bestHead, long safe, long finalized, int answering, SortedMap<String, String> troubles) {
    /** Whether every block that observers claim to have was read. */
    public boolean isCaughtUp() {
        return answering > 0 && tip >= bestHead;
    }
}
