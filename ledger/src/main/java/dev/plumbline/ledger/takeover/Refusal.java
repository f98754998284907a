package dev.plumbline.ledger.takeover;

import org.jspecify.annotations.Nullable;

/**
 * Why nothing is rebuilt.
 *
 * @param cause for programs
 * @param detail for people: which source, what was found, what was wanted
 * @param evidence against the old operator; null unless the cause is an alarm
 */
public record Refusal(Cause cause, String detail, @Nullable Evidence evidence) {
    /** Why. New causes may be added in a minor version. */
    public enum Cause {
        /** The old key signed two trees that contradict each other. */
        EQUIVOCATION(true),
        /** The old key signed a tree that does not start with what L1 holds. */
        ANCHOR_CONTRADICTED(true),
        /** A source holds something else than its own checkpoint or the anchor says, and no other source is whole. */
        DAMAGED(false),
        /** No source has a checkpoint by the old key, or reaches as far as the anchor. */
        TOO_SHORT(false);

        private final boolean isAlarm;

        Cause(boolean isAlarm) {
            this.isAlarm = isAlarm;
        }

        /** Whether the old operator has misbehaved. */
        public boolean isAlarm() {
            return isAlarm;
        }
    }
}
