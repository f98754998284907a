package dev.plumbline.api.cli;

import dev.plumbline.api.http.FollowedSequencer;
import dev.plumbline.api.http.LiveEvents;
import dev.plumbline.api.http.SequencerStanding;
import dev.plumbline.api.http.SequencerTally;
import dev.plumbline.ledger.fairness.FairnessReport;
import dev.plumbline.ledger.rollup.ChainProfile;
import dev.plumbline.ledger.rollup.FollowLoop;
import dev.plumbline.ledger.rollup.FollowOptions;
import dev.plumbline.ledger.rollup.FollowStatus;
import dev.plumbline.ledger.rollup.Follower;
import dev.plumbline.ledger.rollup.Observation;
import dev.plumbline.ledger.rollup.ObservationLog;
import dev.plumbline.ledger.rollup.Observer;
import dev.plumbline.ledger.rpc.NodeLoop;
import dev.plumbline.proofs.MalformedException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rollup that is followed into a folder: what observers show goes to the file of observations, from there to whoever listens, and
 * together with what the log says to reports. The thread that follows waits for none of them.
 */
final class RollupFollowing implements FollowedSequencer, Closeable {
    private static final long PACE_MILLIS = 2_000;
    private static final long STEP_MILLIS_MIN = 250;

    private final ChainProfile profile;
    private final EvidenceReader evidence;
    private final Path folder;
    private final InstantSource clock;
    private final @Nullable SequencerEntries entries;
    private final SequencerTally tally;
    private final LiveEvents events = new LiveEvents();
    private final ObservationLog log;
    private final Follower follower;
    private final @Nullable SubmissionTail tail;
    // Set once, by the thread that opened it.
    private volatile @Nullable NodeLoop loop;

    private RollupFollowing(
            EvidenceReader evidence,
            List<Observer> observers,
            Path folder,
            InstantSource clock,
            @Nullable SequencerEntries entries,
            @Nullable ObservationsOut out,
            ObservationLog log)
            throws IOException, MalformedException {
        this.profile = evidence.profile();
        this.evidence = evidence;
        this.folder = folder;
        this.clock = clock;
        this.entries = entries;
        this.log = log;
        this.tally = new SequencerTally(
                profile.caip2(),
                profile.name(),
                paceMillis(profile),
                observers.stream().map(Observer::name).toList());
        this.follower = new Follower(profile, observers, log, FollowOptions.USUAL, clock);
        this.tail = entries == null ? null : new SubmissionTail(entries, profile.caip2(), follower, tally, out);
        log.read(this::tell);
        log.onCommit(this::tell);
    }

    /**
     * Opens a folder, which is made if need be. Nobody is asked yet.
     *
     * @param evidence of which rollup, and by what evidence about it is judged
     * @param entries what the log says; null if no log is read
     * @param out where observations are logged; null if nowhere
     */
    static RollupFollowing open(
            EvidenceReader evidence,
            List<Observer> observers,
            Path folder,
            InstantSource clock,
            @Nullable SequencerEntries entries,
            @Nullable ObservationsOut out)
            throws FailedException, IOException {
        Files.createDirectories(folder);
        ObservationLog log = null;
        try {
            log = ObservationLog.open(folder, evidence.profile().chainId());
            return new RollupFollowing(evidence, observers, folder, clock, entries, out, log);
        } catch (MalformedException e) {
            log = closed(log);
            throw new FailedException(ExitCode.FALSE, folder + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            log = closed(log);
            throw FailedException.usage("observers: " + e.getMessage());
        } catch (IOException e) {
            log = closed(log);
            throw e;
        }
    }

    private static @Nullable ObservationLog closed(@Nullable ObservationLog log) throws IOException {
        if (log != null) {
            log.close();
        }
        return null;
    }

    private static long paceMillis(ChainProfile profile) {
        return profile.blockSeconds() == null ? PACE_MILLIS : profile.blockSeconds() * 1_000;
    }

    private void tell(Observation observation) {
        tally.take(observation);
        events.publish(observation);
        if (tail != null) {
            tail.take(observation);
        }
    }

    /** Follows on a thread of its own, and reads the log on another, until it is closed. */
    void start() {
        loop = FollowLoop.start(follower, Duration.ofMillis(Math.max(STEP_MILLIS_MIN, paceMillis(profile) / 4)));
        if (tail != null) {
            tail.start();
        }
    }

    /** One step on the caller's thread; never together with {@link #start}. */
    FollowStatus step() throws IOException {
        if (tail != null) {
            tail.step();
        }
        follower.step();
        if (tail != null) {
            tail.step();
        }
        return follower.status();
    }

    FollowStatus status() {
        return follower.status();
    }

    @Override
    public SequencerStanding standing() {
        NodeLoop running = loop;
        String trouble = tail == null ? null : tail.trouble();
        if (running != null && !running.isAlive()) {
            trouble = "following has stopped, because what was seen could not be written; see the process's own log";
        }
        tally.stalled(trouble);
        return tally.standing(clock.millis());
    }

    @Override
    public LiveEvents events() {
        return events;
    }

    @Override
    public FairnessReport report(long fromMillis, long toMillis) throws IOException {
        return ObservedReport.of(evidence, folder, entries, fromMillis, toMillis);
    }

    @Override
    public void close() throws IOException {
        NodeLoop running = loop;
        if (running != null) {
            running.close();
        }
        if (tail != null) {
            tail.close();
        }
        log.close();
    }
}
