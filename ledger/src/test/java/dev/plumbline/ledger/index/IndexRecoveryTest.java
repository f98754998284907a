package dev.plumbline.ledger.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the index does when it is opened on what a crash, a disk or a person has left. Takes seconds: files are real. */
class IndexRecoveryTest {
    private static final String ORIGIN = "ledger.example.org/test";
    private static final int SIZE = 2_000;
    private static final String FILE = "events.mv.db";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void goesOnWhereItWasClosed(long seed) throws Exception {
        MemoryLog log = MemoryLog.random(seed, SIZE);
        var random = new SplittableRandom(seed);
        long indexed = 0;
        while (indexed < SIZE) {
            try (EventIndex index = open(log)) {
                assertThat(index.indexedSize()).isEqualTo(indexed);
                for (int batches = random.nextInt(8); batches > 0; batches--) {
                    indexed += index.follow(1 + random.nextInt(100));
                }
            }
        }
        assertAnswersRight(log);
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void goesOnFromWhateverCopyOfItsFilesIsFound(long seed) throws Exception {
        MemoryLog log = MemoryLog.random(seed, SIZE);
        var random = new SplittableRandom(seed);
        Path copy = folder.resolve("copy");
        Path live = folder.resolve("live");
        try (EventIndex index = EventIndex.open(live, ORIGIN, log, MemoryLog::read)) {
            long written = 0;
            while (index.follow(1 + random.nextInt(400)) > 0) {
                if (random.nextBoolean()) {
                    written = index.indexedSize();
                    change(live, "CHECKPOINT");
                }
                // As after SIGKILL: the file as it is, whatever H2 still holds in memory.
                copyFile(live, copy);
                long before = index.indexedSize();
                try (EventIndex found = EventIndex.open(copy, ORIGIN, log, MemoryLog::read)) {
                    assertThat(found.indexedSize()).isBetween(written, before);
                    assertAnswersRight(found, log);
                }
            }
        }
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void answersRightOrNotAtAllAfterDamage(long seed) throws Exception {
        MemoryLog log = MemoryLog.random(seed, SIZE);
        var random = new SplittableRandom(seed);
        fill(log);
        byte[] whole = Files.readAllBytes(folder.resolve(FILE));
        for (int round = 0; round < 20; round++) {
            Files.write(folder.resolve(FILE), damaged(whole, random));
            try (EventIndex index = open(log)) {
                try {
                    assertAnswersRight(index, log);
                } catch (IOException refused) {
                    assertThatExceptionOfType(SQLException.class).isThrownBy(() -> index.follow(1));
                    index.replace();
                    assertAnswersRight(index, log);
                }
            }
        }
    }

    @Test
    void buildsAnewWhatIsNoDatabase() throws Exception {
        MemoryLog log = MemoryLog.random(1, SIZE);
        fill(log);
        byte[] whole = Files.readAllBytes(folder.resolve(FILE));
        byte[] noise = new byte[whole.length];
        new SplittableRandom(1).nextBytes(noise);
        for (byte[] content : List.of(new byte[0], "garbage".getBytes(UTF_8), noise, new byte[100_000])) {
            Files.write(folder.resolve(FILE), content);
            assertBegunAnew(ORIGIN, log);
        }
        for (int part = 1; part < 8; part++) {
            Files.write(folder.resolve(FILE), Arrays.copyOf(whole, whole.length * part / 8));
            assertAnswersRight(log);
        }
    }

    @Test
    void buildsAnewWhatIsMissing() throws Exception {
        MemoryLog log = MemoryLog.random(1, SIZE);
        fill(log);
        Files.delete(folder.resolve(FILE));
        assertBegunAnew(ORIGIN, log);
    }

    @Test
    void buildsAnewWhatIsOfAnotherLog() throws Exception {
        MemoryLog log = MemoryLog.random(1, SIZE);
        fill(log);
        assertBegunAnew("ledger.example.org/other", log);
    }

    @Test
    void buildsAnewWhatHoldsAnotherHistoryOfTheLog() throws Exception {
        fill(MemoryLog.random(1, SIZE));
        assertBegunAnew(ORIGIN, MemoryLog.random(2, SIZE));
    }

    @Test
    void buildsAnewWhatIsAheadOfTheLog() throws Exception {
        MemoryLog log = MemoryLog.random(1, SIZE);
        fill(log);
        log.show(SIZE - 1);
        assertBegunAnew(ORIGIN, log);
    }

    @Test
    void buildsAnewWhatIsOfAnotherVersion() throws Exception {
        assertBegunAnewAfter("UPDATE meta SET schema_version = schema_version + 1");
    }

    @Test
    void buildsAnewWhatDoesNotSayWhatItHolds() throws Exception {
        assertBegunAnewAfter("DELETE FROM meta");
    }

    @Test
    void buildsAnewWhatHasOtherTables() throws Exception {
        assertBegunAnewAfter("ALTER TABLE run DROP COLUMN from_leaf");
    }

    @Test
    void buildsAnewWhatLacksRun() throws Exception {
        assertBegunAnewAfter("DELETE FROM run WHERE from_leaf = 0");
    }

    @Test
    void buildsAnewWhatMissesItsEnd() throws Exception {
        assertBegunAnewAfter("DELETE FROM run WHERE to_leaf = " + SIZE);
    }

    @Test
    void leavesOtherFilesOfTheFolderAlone() throws Exception {
        Path other = Files.writeString(folder.resolve("notes.txt"), "keep");
        MemoryLog log = MemoryLog.random(1, SIZE);
        EventIndex.rebuild(folder, ORIGIN, log, MemoryLog::read, (done, total) -> {})
                .close();
        assertThat(other).hasContent("keep");
    }

    @Test
    void rebuildReportsProgressAndForgetsWhatWasThere() throws Exception {
        fill(MemoryLog.random(1, SIZE));
        MemoryLog log = MemoryLog.random(2, 3 * EventIndex.REBUILD_ENTRIES_MAX / 2);
        var reported = new StringBuilder();
        try (EventIndex index = EventIndex.rebuild(
                folder, ORIGIN, log, MemoryLog::read, (done, total) -> reported.append(done + "/" + total + " "))) {
            assertThat(reported).hasToString("16384/24576 24576/24576 ");
            assertAnswersRight(index, log);
        }
    }

    @Test
    void leavesIndexAloneThatAnotherProcessHasOpen() throws Exception {
        MemoryLog log = MemoryLog.random(1, SIZE);
        fill(log);
        Path file = folder.resolve(FILE);
        // H2 holds this lock as long as it has the file open; within one process it would share the database instead.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            assertThat(channel.tryLock()).isNotNull();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> open(log))
                    .withMessageEndingWith("is in use by another process");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> EventIndex.rebuild(folder, ORIGIN, log, MemoryLog::read, (done, total) -> {}))
                    .withMessageEndingWith("is in use by another process");
        }
        try (EventIndex index = open(log)) {
            assertThat(index.indexedSize()).isEqualTo(SIZE);
        }
    }

    @Test
    void rebuildSaysThatTheLogCannotBeRead() {
        MemoryLog log = MemoryLog.random(1, SIZE);
        log.breakReads();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> EventIndex.rebuild(folder, ORIGIN, log, MemoryLog::read, (done, total) -> {}))
                .withMessage("disk is gone");
    }

    private void assertBegunAnewAfter(String change) throws Exception {
        MemoryLog log = MemoryLog.random(1, SIZE);
        fill(log);
        change(folder, change);
        assertBegunAnew(ORIGIN, log);
    }

    private static void change(Path folder, String sql) throws SQLException {
        String url = "jdbc:h2:file:" + folder.resolve("events").toAbsolutePath();
        try (Connection connection = DriverManager.getConnection(url, "plumbline", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void assertBegunAnew(String origin, MemoryLog log) throws Exception {
        try (EventIndex index = EventIndex.open(folder, origin, log, MemoryLog::read)) {
            assertThat(index.indexedSize()).isZero();
            assertAnswersRight(index, log);
        }
    }

    private void assertAnswersRight(MemoryLog log) throws Exception {
        try (EventIndex index = open(log)) {
            assertAnswersRight(index, log);
        }
    }

    private static void assertAnswersRight(EventIndex index, MemoryLog log) throws Exception {
        while (index.follow(500) > 0) {}
        for (Query query : List.of(
                Query.all().withIssuer(MemoryLog.issuer(3)),
                Query.all().withNamespace(MemoryLog.namespace(1)).withReference("target-3"),
                Query.all().withReference("target-5", "model"))) {
            List<Long> expected = log.scan(query).stream().limit(query.limit()).toList();
            assertThat(index.find(query).leafIndexes()).as("%s", query).isEqualTo(expected);
        }
    }

    private EventIndex open(MemoryLog log) throws IOException {
        return EventIndex.open(folder, ORIGIN, log, MemoryLog::read);
    }

    /** An index of the whole log in several runs, closed. */
    private void fill(MemoryLog log) throws Exception {
        try (EventIndex index = open(log)) {
            while (index.follow(SIZE / 3) > 0) {}
        }
    }

    private static byte[] damaged(byte[] whole, SplittableRandom random) {
        byte[] damaged = whole.clone();
        for (int i = 1 + random.nextInt(40); i > 0; i--) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return damaged;
    }

    private static void copyFile(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        Files.copy(from.resolve(FILE), to.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    }
}
