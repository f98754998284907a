package dev.plumbline.ledger.demand;

import dev.plumbline.ledger.rpc.NodeLoop;
import java.time.Duration;
import java.util.Objects;

/** Steps a {@link DemandWatcher} on a thread of its own. */
public final class DemandLoop {
    private static final System.Logger LOGGER = System.getLogger(DemandLoop.class.getName());

    private DemandLoop() {}

    /**
     * Starts the thread.
     *
     * @param interval wait between two steps; a few blocks' time is a good choice
     */
    public static NodeLoop start(DemandWatcher watcher, Duration interval) {
        return NodeLoop.start("demands", "demands are watched no more", () -> {
            step(watcher);
            return interval;
        });
    }

    private static void step(DemandWatcher watcher) throws InterruptedException {
        DemandStatus before = watcher.status();
        watcher.step();
        DemandStatus after = watcher.status();
        if (after.trouble() != null && !Objects.equals(before.trouble(), after.trouble())) {
            LOGGER.log(System.Logger.Level.WARNING, "demands: {0}", after.trouble());
        }
        if (after.open().size() != before.open().size()) {
            LOGGER.log(
                    System.Logger.Level.INFO,
                    "demands: {0} are open",
                    after.open().size());
        }
    }
}
