package dev.plumbline.ledger.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.index.IndexRow.Naming;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** A log in memory whose entries are rows written as text, so that a test needs no signatures. */
final class MemoryLog implements EntrySource {
    static final int ISSUERS = 7;
    static final int NAMESPACES = 3;
    static final List<String> KINDS = List.of("datanet.upload", "inference", "reward.accrue");
    static final List<String> RELATIONS = List.of("upload", "model", "payee");
    static final int TARGETS = 30;

    private final List<byte[]> entries = new ArrayList<>();
    private volatile int visible;
    private volatile boolean isBroken;

    /** The first {@code size} entries, of those that the seed gives. Sequence numbers have gaps and repetitions. */
    static MemoryLog random(long seed, int size) {
        var random = new SplittableRandom(seed);
        var log = new MemoryLog();
        for (int i = 0; i < size; i++) {
            // Issuer 0 writes half of the log, and the highest number hardly anything.
            int issuer = Math.min(random.nextInt(2 * ISSUERS), random.nextInt(ISSUERS));
            Set<Naming> namings = new HashSet<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                namings.add(new Naming(
                        "target-" + random.nextInt(TARGETS), RELATIONS.get(random.nextInt(RELATIONS.size()))));
            }
            long iseq = random.nextInt(50) == 0 ? 1 + random.nextInt(size) : 1 + i / ISSUERS;
            log.add(new IndexRow(
                    "id-" + seed + "-" + i,
                    issuer(issuer),
                    namespace(random.nextInt(NAMESPACES)),
                    KINDS.get(random.nextInt(KINDS.size())),
                    iseq,
                    namings));
        }
        return log;
    }

    static String issuer(int number) {
        return "did:example:" + number;
    }

    static String namespace(int number) {
        return "eip155:1612/net-" + number;
    }

    void add(IndexRow row) {
        var text = new StringBuilder(
                String.join(" ", row.id(), row.issuer(), row.namespace(), row.kind(), Long.toString(row.iseq())));
        for (Naming naming : row.namings()) {
            text.append(' ').append(naming.target()).append(' ').append(naming.relation());
        }
        add(text.toString());
    }

    void add(String text) {
        entries.add(text.getBytes(UTF_8));
        visible = entries.size();
    }

    static IndexRow read(byte[] entry) throws MalformedException {
        String[] words = new String(entry, UTF_8).split(" ", -1);
        if (words.length < 5) {
            throw new MalformedException(Malformed.SYNTAX, "row", "has " + words.length + " words");
        }
        Set<Naming> namings = new HashSet<>();
        for (int i = 5; i < words.length; i += 2) {
            namings.add(new Naming(words[i], words[i + 1]));
        }
        return new IndexRow(words[0], words[1], words[2], words[3], Long.parseLong(words[4]), namings);
    }

    IndexRow row(int index) {
        try {
            return read(entries.get(index));
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    /** Shows only so many entries from now on. */
    void show(int size) {
        assertThat(size).isBetween(0, entries.size());
        visible = size;
    }

    /** Makes every read of entries fail. */
    void breakReads() {
        isBroken = true;
    }

    @Override
    public long size() {
        return visible;
    }

    @Override
    public List<byte[]> entries(long from, int max) throws IOException {
        if (isBroken) {
            throw new IOException("disk is gone");
        }
        assertThat(from).as("first entry asked for").isBetween(0L, visible - 1L);
        return List.copyOf(entries.subList((int) from, (int) Math.min(visible, from + max)));
    }

    /** Leaf indexes of all rows that fit, found by looking at every row. */
    List<Long> scan(Query query) {
        List<Long> found = new ArrayList<>();
        for (int i = 0; i < visible; i++) {
            if (i > query.after() && query.matches(row(i))) {
                found.add((long) i);
            }
        }
        return found;
    }
}
