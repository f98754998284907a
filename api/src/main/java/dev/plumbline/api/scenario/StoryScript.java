package dev.plumbline.api.scenario;

import java.util.List;
import java.util.Set;

/**
 * The story of the demonstration: an honest hour; half an hour in which one contributor is delayed and another loses some of what he
 * sends, with a height that has two blocks; an hour without a block; and half an hour in which others run the sequencer, a set of three
 * who take turns, and empty the backlog from the wrong end.
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

    private static final long HALF_HOUR_MILLIS = 1_800_000;
    private static final int HALF_HOURS = 6;
    private static final long BACKLOG_MILLIS = 600_000;
    private static final int TURN_BLOCKS = 5;

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

    /** Until when the sequencer had its first operator. */
    long replacedAtMillis() {
        return darkToMillis();
    }

    @Override
    public Behaviour behaviour(Cast cast, ScenarioTime time) {
        long equivocal = (badFromMillis() + HALF_HOUR_MILLIS / 2 - time.startMillis()) / blockMillis;
        var delay = new Behaviour.Delay(Set.copyOf(cast.contributors().get(DELAYED)), 1);
        var drop = new Behaviour.Drop(Set.copyOf(cast.contributors().get(DROPPED)), DROPPED_ONE_IN);
        return new Behaviour.Together(List.of(
                new Behaviour.During(badFromMillis(), darkFromMillis(), delay),
                new Behaviour.During(badFromMillis(), time.endMillis() + blockMillis, drop),
                new Behaviour.Equivocate(equivocal),
                new Behaviour.Dark(darkFromMillis(), darkToMillis()),
                new Behaviour.During(
                        darkToMillis(), darkToMillis() + BACKLOG_MILLIS, new Behaviour.LastComeFirstServed()),
                new Behaviour.Replaced(replacedAtMillis(), 1, 3, TURN_BLOCKS)));
    }
}
