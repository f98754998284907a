package dev.plumbline.ledger.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plumbline.ledger.index.IndexDatabase.Snapshot;
import dev.plumbline.ledger.index.IndexDatabase.State;
import dev.plumbline.proofs.merkle.Hash;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs, their pages and their merging, under the questions that are asked of them. */
class RunTest {
    private static final Hash ZERO = Hash.of(new byte[Hash.LENGTH]);

    @TempDir
    Path folder;

    @Test
    void pageHoldsSpansOfAnyKeyAndNumber() throws Exception {
        List<Span> spans = List.of(
                new Span(0, 0, 1),
                new Span(0, 2, 127),
                new Span(1, 5, 128),
                new Span(Long.MAX_VALUE, 0, 1L << 53),
                new Span(Long.MIN_VALUE, 1L << 53, 1),
                new Span(-1, Long.MAX_VALUE - 1, 1));
        assertThat(Page.decode(encoded(spans))).isEqualTo(spans);
    }

    @Test
    void pageRefusesEveryFlippedBitAndEveryShorterLength() {
        byte[] page = encoded(List.of(new Span(5, 1, 2), new Span(-9, 70_000, 1)));
        for (int bit = 0; bit < 8 * page.length; bit++) {
            byte[] flipped = page.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatExceptionOfType(SQLDataException.class).isThrownBy(() -> Page.decode(flipped));
        }
        for (int length = 0; length < page.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(page, length);
            assertThatExceptionOfType(SQLDataException.class).isThrownBy(() -> Page.decode(cut));
        }
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void runsStayFewAndInOrder(long seed) {
        var random = new SplittableRandom(seed);
        List<Run> runs = new ArrayList<>();
        long next = 0;
        for (int id = 0; id < 5_000; id++) {
            int size = 1 + random.nextInt(1 << random.nextInt(14));
            runs.add(new Run(id, next, next + size));
            next += size;
            for (int count = IndexDatabase.mergeable(runs); count > 0; count = IndexDatabase.mergeable(runs)) {
                List<Run> merged = runs.subList(runs.size() - count, runs.size());
                var joined = new Run(id, merged.get(0).from(), next);
                merged.clear();
                runs.add(joined);
            }
            long sealed = runs.stream().filter(Run::isSealed).count();
            assertThat(sealed).isLessThanOrEqualTo(next / Run.SEALED_SIZE);
            assertThat(runs.size() - sealed).isLessThan(100);
        }
        assertThat(runs.stream().mapToLong(Run::size).max().orElse(0)).isLessThan(32 * Run.SEALED_SIZE);
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void listsThatFillManyPagesAreReadWhole(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        List<TreeSet<Long>> lists = List.of(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        try (IndexDatabase database = empty()) {
            State state = database.state();
            for (int batch = 0; batch < 20; batch++) {
                long next = state.next() + 20_000;
                TreeSet<Span> spans = new TreeSet<>();
                for (int i = 0; i < 15_000; i++) {
                    long leaf = state.next() + random.nextInt(20_000);
                    int list = random.nextInt(lists.size());
                    lists.get(list).add(leaf);
                    spans.add(new Span(list - 1, leaf, 1));
                }
                State after = new State(1, ZERO, next, ZERO, 0);
                database.append(List.copyOf(spans), state, after);
                state = after;
            }
            for (int list = 0; list < lists.size(); list++) {
                long from = random.nextLong(state.next());
                assertThat(read(database, list - 1, from))
                        .isEqualTo(List.copyOf(lists.get(list).tailSet(from)));
            }
        }
    }

    @Test
    void readsPagesThroughThePrimaryKey() throws Exception {
        try (IndexDatabase database = empty();
                Snapshot snapshot = database.snapshot();
                var explain = snapshot.connection().prepareStatement("EXPLAIN " + RunReader.PAGE_AT)) {
            explain.setLong(1, 1);
            explain.setBytes(2, Page.position(0, 0));
            try (ResultSet rows = explain.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1))
                        .contains("PRIMARY_KEY", "index sorted")
                        .doesNotContain("tableScan");
            }
        }
    }

    private IndexDatabase empty() throws Exception {
        IndexDatabase database = IndexDatabase.open(folder);
        database.create(ZERO);
        return database;
    }

    private static List<Long> read(IndexDatabase database, long key, long from) throws Exception {
        List<Long> read = new ArrayList<>();
        try (Snapshot snapshot = database.snapshot()) {
            for (Run run : snapshot.runs()) {
                var cursor = new ListCursor(snapshot.reader(), run.id(), key);
                long next = from;
                for (Span span = cursor.seek(next); span != null; span = cursor.seek(next)) {
                    for (long leaf = Math.max(next, span.start()); leaf < span.end(); leaf++) {
                        read.add(leaf);
                    }
                    next = span.end();
                }
            }
        }
        return read;
    }

    private static byte[] encoded(List<Span> spans) {
        var writer = new Page.Writer();
        spans.forEach(writer::add);
        return writer.encode();
    }
}
