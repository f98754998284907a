package dev.plumbline.ledger.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the index answers, held against a scan of the whole log. Takes seconds: it asks thousands of questions. */
class EventIndexTest {
    private static final String ORIGIN = "ledger.example.org/test";
    private static final int SIZE = 3_000;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void answersEveryQueryAsScanOfTheLogDoes(long seed) throws Exception {
        MemoryLog log = MemoryLog.random(seed, SIZE);
        var random = new SplittableRandom(seed);
        try (EventIndex index = EventIndex.open(folder, ORIGIN, log, MemoryLog::read)) {
            followInBatches(index, random);
            for (Query query : everyQuery()) {
                assertThat(pages(index, query.withLimit(1 + random.nextInt(200))))
                        .as("%s", query)
                        .isEqualTo(log.scan(query));
            }
        }
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void findsTheHeadOfEveryIssuerAsScanOfTheLogDoes(long seed) throws Exception {
        MemoryLog log = MemoryLog.random(seed, SIZE);
        try (EventIndex index = EventIndex.open(folder, ORIGIN, log, MemoryLog::read)) {
            followInBatches(index, new SplittableRandom(seed));
            for (int issuer = 0; issuer <= MemoryLog.ISSUERS; issuer++) {
                for (int namespace = 0; namespace <= MemoryLog.NAMESPACES; namespace++) {
                    String did = MemoryLog.issuer(issuer);
                    String name = MemoryLog.namespace(namespace);
                    assertThat(index.head(did, name)).isEqualTo(slowHead(log, did, name));
                }
            }
        }
    }

    @Test
    void findsEveryEventByItsIdAndByItsNumber() throws Exception {
        List<Event> events = events();
        try (EventIndex index = EventIndex.open(folder, ORIGIN, source(events))) {
            while (index.follow(2) > 0) {}
            for (int i = 0; i < events.size(); i++) {
                Event event = events.get(i);
                assertThat(index.find(event.id()).leafIndexes()).containsExactly((long) i);
                assertThat(index.find(event.issuer().encode(), event.namespace().encode(), event.iseq())
                                .leafIndexes())
                        .containsExactly((long) i);
            }
            EventId unknown = SampleEvents.id("unknown");
            assertThat(index.find(unknown)).isEqualTo(new Answer(List.of(), events.size() - 1, events.size()));
        }
    }

    @Test
    void findsEventsByWhatTheyNameAndInWhichRelation() throws Exception {
        List<Event> events = events();
        try (EventIndex index = EventIndex.open(folder, ORIGIN, source(events))) {
            while (index.follow(3) > 0) {}
            Set<Query> queries = new java.util.HashSet<>();
            for (Event event : events) {
                event.references()
                        .forEach(reference -> queries.add(Query.all()
                                .withReference(
                                        reference.target().encode(),
                                        reference.relation().wireName())));
                event.mentions()
                        .forEach(mention -> queries.add(
                                Query.all().withReference(mention.party().encode())));
            }
            assertThat(queries).hasSizeGreaterThan(5);
            for (Query query : queries) {
                List<Long> expected = new ArrayList<>();
                for (int i = 0; i < events.size(); i++) {
                    if (query.matches(events.get(i))) {
                        expected.add((long) i);
                    }
                }
                assertThat(expected).isNotEmpty();
                assertThat(index.find(query).leafIndexes()).as("%s", query).isEqualTo(expected);
            }
        }
    }

    @Test
    void namesThePlaceWhereANumberWasLoggedFirst() throws Exception {
        var log = new MemoryLog();
        log.add(row("a", 1));
        log.add(row("b", 2));
        log.add(row("c", 2));
        try (EventIndex index = EventIndex.open(folder, ORIGIN, log, MemoryLog::read)) {
            while (index.follow(1) > 0) {}
            assertThat(index.head("did:x", "ns")).isEqualTo(new IssuerHead(3, 2, 1, null, 3));
            assertThat(index.find("did:x", "ns", 2).leafIndexes()).containsExactly(1L, 2L);
        }
    }

    @Test
    void seesGapOpenAndClose() throws Exception {
        var log = new MemoryLog();
        try (EventIndex index = EventIndex.open(folder, ORIGIN, log, MemoryLog::read)) {
            assertThat(index.head("did:x", "ns")).isEqualTo(new IssuerHead(0, 0, -1, null, 0));
            append(index, log, row("c", 3));
            assertThat(index.head("did:x", "ns")).isEqualTo(new IssuerHead(1, 3, 0, 1L, 1));
            append(index, log, row("a", 1));
            assertThat(index.head("did:x", "ns")).isEqualTo(new IssuerHead(2, 3, 0, 2L, 2));
            append(index, log, row("b", 2));
            assertThat(index.head("did:x", "ns")).isEqualTo(new IssuerHead(3, 3, 0, null, 3));
        }
    }

    @Test
    void passesOverEntriesThatItCannotRead() throws Exception {
        var log = new MemoryLog();
        log.add("a later version wrote");
        log.add(row("a", 1));
        try (EventIndex index = EventIndex.open(folder, ORIGIN, log, MemoryLog::read)) {
            while (index.follow(10) > 0) {}
            assertThat(index.unreadableCount()).isEqualTo(1);
            assertThat(index.find(Query.all()).leafIndexes()).containsExactly(0L, 1L);
            assertThat(index.find(Query.all().withIssuer("did:x")).leafIndexes())
                    .containsExactly(1L);
        }
    }

    @Test
    void saysHowFarItIsWhenItLags() throws Exception {
        MemoryLog log = MemoryLog.random(1, 100);
        try (EventIndex index = EventIndex.open(folder, ORIGIN, log, MemoryLog::read)) {
            assertThat(index.find(Query.all())).isEqualTo(new Answer(List.of(), -1, 0));
            assertThat(index.follow(40)).isEqualTo(40);
            Answer answer = index.find(Query.all().withAfter(70));
            assertThat(answer).isEqualTo(new Answer(List.of(), 70, 40));
            assertThat(answer.isComplete()).isTrue();
        }
    }

    @Test
    void answersNothingOnceClosed() throws Exception {
        EventIndex index = EventIndex.open(folder, ORIGIN, new MemoryLog(), MemoryLog::read);
        index.close();
        index.close();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> index.find(Query.all()));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> index.follow(1));
    }

    @Test
    void refusesFolderThatH2CannotName() {
        Path odd = folder.resolve("a;b");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> EventIndex.open(odd, ORIGIN, new MemoryLog(), MemoryLog::read))
                .withMessageContaining("semicolon");
    }

    @Test
    void refusesQueriesOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> Query.all().withAfter(-2));
        assertThatIllegalArgumentException().isThrownBy(() -> Query.all().withLimit(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Query.all().withLimit(Query.LIMIT_MAX + 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Query(null, null, null, null, "upload", -1, Query.LIMIT_MAX));
    }

    private static List<Query> everyQuery() {
        List<Query> queries = new ArrayList<>();
        for (int issuer = -1; issuer <= MemoryLog.ISSUERS; issuer += 2) {
            for (int namespace = -1; namespace <= MemoryLog.NAMESPACES; namespace += 2) {
                for (int kind = -1; kind < MemoryLog.KINDS.size(); kind++) {
                    Query query = new Query(
                            issuer < 0 ? null : MemoryLog.issuer(issuer),
                            namespace < 0 ? null : MemoryLog.namespace(namespace),
                            kind < 0 ? null : MemoryLog.KINDS.get(kind),
                            null,
                            null,
                            -1,
                            Query.LIMIT_MAX);
                    queries.add(query);
                    queries.add(query.withReference("target-7"));
                    queries.add(query.withReference("target-7", MemoryLog.RELATIONS.get(1)));
                    queries.add(query.withReference("target-" + MemoryLog.TARGETS));
                }
            }
        }
        return queries;
    }

    private static List<Long> pages(EventIndex index, Query first) throws IOException {
        List<Long> found = new ArrayList<>();
        Answer answer;
        Query query = first;
        do {
            answer = index.find(query);
            assertThat(answer.leafIndexes()).hasSizeLessThanOrEqualTo(query.limit());
            assertThat(answer.after()).isGreaterThan(query.after());
            found.addAll(answer.leafIndexes());
            query = query.withAfter(answer.after());
        } while (!answer.isComplete());
        return found;
    }

    private static IssuerHead slowHead(MemoryLog log, String issuer, String namespace) {
        List<Long> leaves = log.scan(Query.all().withIssuer(issuer).withNamespace(namespace));
        var numbers = new TreeSet<Long>();
        leaves.forEach(leaf -> numbers.add(log.row((int) (long) leaf).iseq()));
        long highest = numbers.isEmpty() ? 0 : numbers.last();
        long at = leaves.stream()
                .filter(leaf -> log.row((int) (long) leaf).iseq() == highest)
                .findFirst()
                .orElse(-1L);
        Long missing = null;
        for (long number = highest; number > 0; number--) {
            missing = numbers.contains(number) ? missing : Long.valueOf(number);
        }
        return new IssuerHead(leaves.size(), highest, at, missing, log.size());
    }

    private static void followInBatches(EventIndex index, SplittableRandom random) throws IOException, SQLException {
        while (index.follow(1 + random.nextInt(random.nextBoolean() ? 3 : 100)) > 0) {}
    }

    private static void append(EventIndex index, MemoryLog log, IndexRow row) throws IOException, SQLException {
        log.add(row);
        assertThat(index.follow(10)).isEqualTo(1);
    }

    private static IndexRow row(String id, long iseq) {
        return new IndexRow(id, "did:x", "ns", "inference", iseq, Collections.emptySet());
    }

    /** Signed events whose bodies name one another and parties. */
    private static List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            var upload = SampleEvents.smallUpload(i);
            var body =
                    i == 0 ? upload : upload.withDuplicateOf(events.get(i / 2).id());
            EventDraft draft = i == 0
                    ? EventDraft.first(
                            body, SampleEvents.NAMESPACE, SampleEvents.signer(0).issuer(), SampleEvents.ISSUED_AT)
                    : EventDraft.after(events.get(i - 1), body, SampleEvents.ISSUED_AT);
            events.add(draft.sign(SampleEvents.signer(0)));
        }
        return events;
    }

    private static EntrySource source(List<Event> events) {
        return new EntrySource() {
            @Override
            public long size() {
                return events.size();
            }

            @Override
            public List<byte[]> entries(long from, int max) {
                return events.stream().skip(from).limit(max).map(Event::entry).toList();
            }
        };
    }
}
