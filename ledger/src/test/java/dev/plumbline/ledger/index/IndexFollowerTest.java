package dev.plumbline.ledger.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.index.IndexStatus.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The thread that keeps the index up. Nothing here waits for a time, only for what is to happen. */
@Timeout(60)
class IndexFollowerTest {
    private static final String ORIGIN = "ledger.example.org/test";
    private static final Duration PATIENCE = Duration.ofSeconds(50);
    private static final int SIZE = 5_000;

    @TempDir
    Path folder;

    @Test
    void followsTheLogAsItGrows() throws Exception {
        MemoryLog log = MemoryLog.random(1, SIZE);
        log.show(0);
        EventIndex index = open(log);
        try (IndexFollower follower = IndexFollower.start(index)) {
            for (int size : new int[] {1, 2, 500, SIZE}) {
                log.show(size);
                follower.wake();
                assertThat(follower.awaitIndexed(size, PATIENCE)).isTrue();
            }
            assertThat(follower.status()).isEqualTo(new IndexStatus(State.FOLLOWING, SIZE, SIZE, 0, null));
            Query query = Query.all().withIssuer(MemoryLog.issuer(3));
            assertThat(index.find(query).leafIndexes()).isEqualTo(log.scan(query));
        }
    }

    @Test
    void catchesUpAfterRestart() throws Exception {
        MemoryLog log = MemoryLog.random(1, SIZE);
        log.show(700);
        try (IndexFollower follower = IndexFollower.start(open(log))) {
            assertThat(follower.awaitIndexed(700, PATIENCE)).isTrue();
        }
        log.show(SIZE);
        EventIndex index = open(log);
        assertThat(index.indexedSize()).isEqualTo(700);
        try (IndexFollower follower = IndexFollower.start(index)) {
            assertThat(follower.awaitIndexed(SIZE, PATIENCE)).isTrue();
        }
    }

    @Test
    void buildsAnewOnceAndThenGivesUp() throws Exception {
        MemoryLog log = MemoryLog.random(1, SIZE);
        log.show(1_000);
        EventIndex index = open(log);
        try (IndexFollower follower = IndexFollower.start(index)) {
            assertThat(follower.awaitIndexed(1_000, PATIENCE)).isTrue();
            sabotage();
            log.show(2_000);
            follower.wake();
            assertThat(follower.awaitIndexed(2_000, PATIENCE)).isTrue();
            assertThat(follower.status().state()).isEqualTo(State.FOLLOWING);
            Query query = Query.all().withIssuer(MemoryLog.issuer(3));
            assertThat(index.find(query).leafIndexes()).isEqualTo(log.scan(query));

            sabotage();
            log.show(3_000);
            follower.wake();
            assertThat(follower.awaitIndexed(3_000, PATIENCE)).isFalse();
            IndexStatus status = follower.status();
            assertThat(status.state()).isEqualTo(State.GAVE_UP);
            assertThat(status.lag()).isEqualTo(1_000);
            assertThat(status.problem()).startsWith("index failed at entry 2000: ");
        }
    }

    @Test
    void showsThatTheLogCannotBeReadAndGivesUp() throws Exception {
        MemoryLog log = MemoryLog.random(1, SIZE);
        EventIndex index = open(log);
        log.breakReads();
        try (IndexFollower follower = IndexFollower.start(index)) {
            while (follower.status().state() == State.FOLLOWING) {
                follower.wake();
                Thread.onSpinWait();
            }
            assertThat(follower.status().problem()).isEqualTo("log cannot be read at entry 0: disk is gone");
            assertThat(follower.awaitIndexed(1, PATIENCE)).isFalse();
        }
    }

    @Test
    void givesUpVisiblyOnFaultOfItsOwn() throws Exception {
        MemoryLog log = MemoryLog.random(1, SIZE);
        EventIndex index = EventIndex.open(folder, ORIGIN, log, entry -> {
            throw new IllegalStateException("fault");
        });
        try (IndexFollower follower = IndexFollower.start(index)) {
            assertThat(follower.awaitIndexed(1, PATIENCE)).isFalse();
            assertThat(follower.status().state()).isEqualTo(State.GAVE_UP);
            assertThat(follower.status().problem()).contains("fault");
        }
    }

    @Test
    void closesAtOnceWhileItIsBehindAndKeepsWhatItHas() throws Exception {
        MemoryLog log = MemoryLog.random(1, 5 * IndexFollower.BATCH_ENTRIES_MAX);
        IndexFollower follower = IndexFollower.start(open(log));
        follower.close();
        follower.close();
        assertThat(follower.status().state()).isEqualTo(State.CLOSED);
        long reached = follower.status().indexedSize();
        try (EventIndex index = open(log)) {
            assertThat(index.indexedSize()).isEqualTo(reached);
        }
        assertThat(Files.exists(folder.resolve("events.mv.db"))).isTrue();
    }

    private EventIndex open(MemoryLog log) throws Exception {
        return EventIndex.open(folder, ORIGIN, log, MemoryLog::read);
    }

    /** Takes a table away, through a second connection to the database that this process has open. */
    private void sabotage() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("events").toAbsolutePath();
        try (Connection connection = DriverManager.getConnection(url, "plumbline", "");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE page");
        }
    }
}
