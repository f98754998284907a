package dev.plumbline.api.scenario;

import dev.plumbline.proofs.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A run on a real node: what contributors send is witnessed by a ledger and followed through three observers, and the casebook is
 * joined from the ledger and the observations alone. Some seconds each.
 */
public final class LiveRun {
    private LiveRun() {}

    /**
     * Plays a plot with three sound observers.
     *
     * @param anvil the node's program
     * @param work an empty folder, or none yet
     * @param events transactions in all
     */
    public static ScenarioResult play(Path anvil, Path work, Plot plot, long seed, ScenarioTime time, int events)
            throws IOException, MalformedException, InterruptedException {
        Files.createDirectories(work);
        var clock = new SimulatedClock(time.startMillis());
        var play = new LiveStage.Play(anvil, work, plot, seed, time, events, LiveStage.Play.soundObservers());
        try (ScenarioLedger ledger = ScenarioLedger.open(work.resolve("ledger"), clock);
                LiveStage stage = LiveStage.open(play, ledger.log(), clock)) {
            stage.run();
            return new ScenarioResult(
                    plot, seed, stage.truth(), stage.casebook(ledger.ledger(), time.startMillis(), clock.millis()));
        }
    }
}
