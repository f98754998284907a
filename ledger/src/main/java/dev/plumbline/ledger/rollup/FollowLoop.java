package dev.plumbline.ledger.rollup;

import dev.plumbline.ledger.rpc.NodeLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

/** Steps a {@link Follower} on a thread of its own, which ends when the disk fails. */
public final class FollowLoop {
    private static final System.Logger LOGGER = System.getLogger(FollowLoop.class.getName());

    private FollowLoop() {}

    /**
     * Starts the thread.
     *
     * @param interval wait between two steps once caught up; a fraction of a block's time is a good choice
     */
    public static NodeLoop start(Follower follower, Duration interval) {
        return NodeLoop.start("rollup", "the rollup is followed no more", () -> step(follower, interval));
    }

    private static Duration step(Follower follower, Duration interval) throws IOException {
        FollowStatus before = follower.status();
        follower.step();
        FollowStatus after = follower.status();
        if (!Objects.equals(before.troubles(), after.troubles())) {
            LOGGER.log(System.Logger.Level.WARNING, "observers of the rollup: {0}", after.troubles());
        }
        // No wait while there is more to read: each step bounds itself.
        boolean hasMore =
                after.answering() > 0 && !after.isCaughtUp() && after.troubles().isEmpty();
        return hasMore ? Duration.ZERO : interval;
    }
}
