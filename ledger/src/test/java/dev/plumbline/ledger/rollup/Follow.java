package dev.plumbline.ledger.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullMarked;

/** A follower under test, with a clock that the test sets and a log that can be read at any time. */
@NullMarked
final class Follow implements AutoCloseable {
    static final FollowOptions OPTIONS = new FollowOptions(0L, 64, 3, 10, 5_000, 5_000, 10_000);

    final AtomicLong clock = new AtomicLong(1_800_000_000_000L);
    private final ChainProfile profile;
    private final List<Observer> observers = new ArrayList<>();
    private final Path folder;
    private final FollowOptions options;
    private ObservationLog log;
    Follower follower;

    Follow(Path folder, ChainProfile profile, FollowOptions options, URI... urls)
            throws IOException, MalformedException {
        this.folder = folder;
        this.profile = profile;
        this.options = options;
        for (int i = 0; i < urls.length; i++) {
            observers.add(new Observer(String.valueOf((char) ('a' + i)), urls[i]));
        }
        this.log = ObservationLog.open(folder, profile.chainId());
        this.follower = start();
    }

    Follow(Path folder, URI... urls) throws IOException, MalformedException {
        this(folder, ChainProfile.of(901, "made up", 2), OPTIONS, urls);
    }

    private Follower start() throws IOException, MalformedException {
        return new Follower(profile, observers, log, options, () -> Instant.ofEpochMilli(clock.get()));
    }

    /** One step, two seconds later. */
    void step() throws IOException {
        clock.addAndGet(2_000);
        follower.step();
    }

    void steps(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            step();
        }
    }

    /** What a process that dies and starts again does; the log is not closed in any orderly way but its lock is gone. */
    void restart() throws IOException, MalformedException {
        log.close();
        log = ObservationLog.open(folder, profile.chainId());
        follower = start();
    }

    List<Observation> seen() {
        List<Observation> all = new ArrayList<>();
        try {
            ObservationLog.read(folder, profile.chainId(), all::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
        return all;
    }

    <T extends Observation> List<T> seen(Class<T> type) {
        return seen().stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<String> troubles() {
        return seen(Observation.ObserverTrouble.class).stream()
                .map(trouble -> trouble.observer() + " " + trouble.kind())
                .toList();
    }

    /** What the log says gives the state that the follower has. */
    void assertReplays() {
        var replayed = new FollowState();
        seen().forEach(replayed::apply);
        assertThat(replayed.summary()).isEqualTo(follower.state().summary());
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
