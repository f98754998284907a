package dev.plumbline.api.scenario;

import java.util.List;
import java.util.Set;

/**
 * The story of the demonstration: an honest hour; half an hour in which one contributor is delayed and another loses some of what he
 * sends, with a height that has two blocks; an hour without a block, in which two force something in through L1; and half an hour in
 * which others run the sequencer, a set of three who take turns, empty the backlog from the wrong end, and leave out what one of the
 * two has forced in.
 *
 * @param blockMillis pace of the blocks; an hour has to be a whole number of them
 */
record StoryScript(long blockMillis) implements Script {
    /** Who is delayed. */
    static final int DELAYED = 0;
    /** Who loses what he sends. */
    static final int DROPPED = 3;
    /** One in how many of his. */
    static final int DROPPED_ONE_IN = 5;

    /** Whose deposit is left out. */
    static final int LEFT_OUT = 4;

    private static final long HALF_HOUR_MILLIS = 1_800_000;
    private static final int HALF_HOURS = 6;
    private static final long BACKLOG_MILLIS = 600_000;
    private static final int TURN_BLOCKS = 5;
    // Between two blocks of L1, each.
    private static final long DEPOSIT_AFTER_MILLIS = 30_000;
    private static final long NEXT_DEPOSIT_AFTER_MILLIS = 80_000;

    /** All of it. */
    ScenarioTime time() {
        return new ScenarioTime(
                ScenarioTime.START_MILLIS, (int) (HALF_HOURS * HALF_HOUR_MILLIS / blockMillis), blockMillis);
    }

    private static long afterHalfHours(int count) {
        return ScenarioTime.START_MILLIS + count * HALF_HOUR_MILLIS;
    }

    /** When the honest hour is over. */
    long badFromMillis() {
        return afterHalfHours(2);
    }

    /** When the blocks stop. */
    long darkFromMillis() {
        return afterHalfHours(3);
    }

    /** When they go on. */
    long darkToMillis() {
        return afterHalfHours(5);
    }

    /** When the one who loses some of what he sends makes a deposit, which is taken over. */
    long takenAtMillis() {
        return afterHalfHours(4) + DEPOSIT_AFTER_MILLIS;
    }

    /** When another makes a deposit, which is left out. */
    long leftOutAtMillis() {
        return afterHalfHours(4) + NEXT_DEPOSIT_AFTER_MILLIS;
    }

    /** Until when the sequencer had its first operator. */
    long replacedAtMillis() {
        return darkToMillis();
    }

    @Override
    public Behaviour behaviour(Cast cast, ScenarioTime time) {
        long equivocal = (badFromMillis() + HALF_HOUR_MILLIS / 2 - time.startMillis()) / blockMillis;
        var delay = new Behaviour.Delay(Set.copyOf(cast.contributors().get(DELAYED)), 1);
        var drop = new Behaviour.Drop(Set.copyOf(cast.contributors().get(DROPPED)), DROPPED_ONE_IN);
        var leaveOut =
                new Behaviour.LeaveOutForced(Set.copyOf(cast.contributors().get(LEFT_OUT)));
        return new Behaviour.Together(List.of(
                leaveOut,
                new Behaviour.During(badFromMillis(), darkFromMillis(), delay),
                new Behaviour.During(badFromMillis(), time.endMillis() + blockMillis, drop),
                new Behaviour.Equivocate(equivocal),
                new Behaviour.Dark(darkFromMillis(), darkToMillis()),
                new Behaviour.During(
                        darkToMillis(), darkToMillis() + BACKLOG_MILLIS, new Behaviour.LastComeFirstServed()),
                new Behaviour.Replaced(replacedAtMillis(), 1, 3, TURN_BLOCKS)));
    }
}
