package dev.plumbline.ledger.index;

import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast an index is built, and how large it becomes; run by hand: {@code IndexRebuildBenchmark <folder> [entries]}.
 *
 * <p>Two logs: rows that need no parsing, which shows the index alone, and signed events, which adds what reading them
 * costs. Prints per wall-clock second, and per second of processor time of the whole process.
 */
final class IndexRebuildBenchmark {
    private static final String ORIGIN = "ledger.example.org/bench";
    private static final int SIGNED_DISTINCT = 60_000;

    private IndexRebuildBenchmark() {}

    /** Runs both, twice each, so that the second is warm. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int size = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        MemoryLog rows = MemoryLog.random(1, size);
        EntrySource events = signed(Math.min(size, SIGNED_DISTINCT));
        for (int round = 0; round < 2; round++) {
            measure("rows", folder, rows, MemoryLog::read);
            measure("events", folder, events, IndexRow::parse);
        }
    }

    private static void measure(String name, Path folder, EntrySource log, IndexRow.Reader reader) throws IOException {
        long wallBefore = System.nanoTime();
        long cpuBefore = cpuNanos();
        EventIndex.rebuild(folder, ORIGIN, log, reader, (done, total) -> {}).close();
        double wall = (System.nanoTime() - wallBefore) / 1e9;
        double cpu = (cpuNanos() - cpuBefore) / 1e9;
        System.out.printf(
                "%s: %d entries, %.0f/s, %.0f per processor second, %d bytes of file each%n",
                name,
                log.size(),
                log.size() / wall,
                log.size() / cpu,
                Files.size(folder.resolve("events.mv.db")) / log.size());
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    private static EntrySource signed(int size) {
        EventSigner signer = SampleEvents.signer(0);
        List<byte[]> entries = new ArrayList<>();
        Event previous = SampleEvents.first();
        for (int i = 0; i < size; i++) {
            previous = EventDraft.after(
                            previous,
                            SampleEvents.smallUpload(i).withDuplicateOf(previous.id()),
                            SampleEvents.ISSUED_AT)
                    .sign(signer);
            entries.add(previous.entry());
        }
        return new EntrySource() {
            @Override
            public long size() {
                return entries.size();
            }

            @Override
            public List<byte[]> entries(long from, int max) {
                return entries.subList((int) from, (int) Math.min(entries.size(), from + max));
            }
        };
    }
}
