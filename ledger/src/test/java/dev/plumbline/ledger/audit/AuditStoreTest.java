package dev.plumbline.ledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.testkit.SampleEvents;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was kept is found again: from memory, from the disk, and after a kill. */
class AuditStoreTest {
    @TempDir
    Path folder;

    private static Facts facts(long index, EventId id) {
        return new Facts(
                index,
                id,
                EventKind.INFERENCE,
                1,
                2,
                index + 1,
                -5,
                new Facts.Answer(
                        true,
                        false,
                        SampleEvents.hash("attempt " + index),
                        3,
                        4,
                        BigInteger.TEN.pow(30),
                        List.of(-1L, index, Long.MAX_VALUE),
                        List.of(1L, 2L, 3L),
                        4));
    }

    @Test
    void findsEveryEventBeforeAndAfterItIsStoredAndAfterAKill() throws Exception {
        int count = 3_000;
        AuditStore store = AuditStore.open(folder, 4);
        for (int index = 0; index < count; index++) {
            store.add(facts(index, SampleEvents.id("event " + index)));
        }
        assertFound(store, count);
        store.commit(count);
        store.add(facts(count, SampleEvents.id("lost")));
        // Killed: neither closed nor are the hashes on the disk.
        store.close();
        AuditStore after = AuditStore.open(folder, 4);
        assertFound(after, count);
        assertThat(after.find(SampleEvents.id("lost"))).isNull();
        after.commitAndClose(count);
        AuditStore closed = AuditStore.open(folder, 4);
        assertFound(closed, count);
        closed.close();
    }

    private static void assertFound(AuditStore store, int count) {
        for (int index = 0; index < count; index++) {
            EventId id = SampleEvents.id("event " + index);
            assertThat(store.find(id)).isEqualTo(facts(index, id));
            assertThat(store.attempts()
                            .find(SampleEvents.hash("attempt " + index).prefix()))
                    .containsExactly((long) index);
        }
        assertThat(store.find(SampleEvents.id("never"))).isNull();
    }

    @Test
    void tellsTwoEventsApartWhoseIdsBeginAlike() throws Exception {
        byte[] one = SampleEvents.hash("one").bytes();
        byte[] other = one.clone();
        other[31] ^= 1;
        var first = new EventId(Hash.of(one));
        var second = new EventId(Hash.of(other));
        try (AuditStore store = AuditStore.open(folder, 4)) {
            store.add(facts(0, first));
            assertThat(store.find(second)).isNull();
            store.add(facts(1, second));
            store.commit(2);
            assertThat(store.find(first)).isEqualTo(facts(0, first));
            assertThat(store.find(second)).isEqualTo(facts(1, second));
        }
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void packsNumbersAsTheyAre(long seed) {
        var random = new SplittableRandom(seed);
        var writer = new FactWriter();
        long[] numbers = new long[2_000];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextLong() >> random.nextInt(64);
        }
        numbers[0] = Long.MIN_VALUE;
        numbers[1] = Long.MAX_VALUE;
        writer.numbers(numbers).amount(BigInteger.valueOf(-7)).block("text".getBytes(UTF_8));
        var reader = new FactReader(writer.bytes());
        assertThat(reader.numbers()).isEqualTo(numbers);
        assertThat(reader.amount()).isEqualTo(BigInteger.valueOf(-7));
        assertThat(new String(reader.block(), UTF_8)).isEqualTo("text");
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void sortsIdsByTheirBytes(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        List<Hash> ids = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[Hash.LENGTH];
            random.nextBytes(bytes);
            ids.add(Hash.of(bytes));
        }
        List<Hash> sorted = new ArrayList<>();
        try (AuditStore store = AuditStore.open(folder, 4)) {
            var table = new SortedIds(store);
            table.addAll(ids);
            table.forEach(bytes -> sorted.add(Hash.of(bytes)));
        }
        ids.sort(Comparator.comparing(Hash::hex));
        assertThat(sorted).isEqualTo(ids);
    }

    @Test
    void theDocumentListsEveryInvariantAsItIs() throws Exception {
        Path document = Path.of("..", "docs", "format", "invariants.md").toAbsolutePath();
        List<String> rows = Files.readAllLines(document).stream()
                .filter(line -> line.startsWith("| I"))
                .toList();
        List<String> wanted = new ArrayList<>();
        for (Invariant invariant : Invariant.values()) {
            wanted.add("| " + invariant.id() + " | " + invariant.sentence() + " | " + invariant.severity() + " | "
                    + invariant.basis() + " |");
        }
        assertThat(rows).isEqualTo(wanted);
    }
}
