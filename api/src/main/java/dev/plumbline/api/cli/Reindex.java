package dev.plumbline.api.cli;

import dev.plumbline.ledger.index.EntrySource;
import dev.plumbline.ledger.index.EventIndex;
import dev.plumbline.ledger.journal.FileJournal;
import dev.plumbline.ledger.publish.DataDirectory;
import dev.plumbline.ledger.publish.StaticFiles;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.tile.EntryBundle;
import dev.plumbline.proofs.tile.TileAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumb reindex}. */
@Command(
        name = "reindex",
        description = {
            "Delete the search index of a stopped ledger and build it anew from the journal.",
            "The index is a function of the journal: nothing is lost by this but time."
        },
        footer = {"", "Example:", "  plumb reindex --data /var/lib/plumbline"})
final class Reindex implements Callable<Integer> {
    private static final long SEGMENT_BYTES_UNUSED = 1 << 20;

    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "the folder of a stopped ledger")
    private Path data = Path.of("");

    Reindex(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        try (DataDirectory directory = LogFolder.lock(data);
                var progress = new ProgressLine(console, "reindex")) {
            VerifierKey key = LogFolder.vkey(data);
            EntrySource entries = JournalEntries.read(directory, key.name());
            try (EventIndex index = EventIndex.rebuild(directory.index(), key.name(), entries, progress::report)) {
                long size = index.indexedSize();
                console.line(
                        options.isJson()
                                ? Json.encode(Json.object().put("indexed", size))
                                : size + " entries are indexed");
            }
        }
        return ExitCode.OK;
    }

    /** The journal's entries: those in full published bundles are read from there, which the replay has just matched. */
    private static final class JournalEntries implements EntrySource {
        private final StaticFiles files;
        private final List<byte[]> tail = new ArrayList<>();
        private long tailFrom;

        private JournalEntries(StaticFiles files) {
            this.files = files;
        }

        static JournalEntries read(DataDirectory directory, String origin) throws IOException {
            var entries = new JournalEntries(new StaticFiles(directory.publicFiles()));
            try (FileJournal journal = FileJournal.open(directory.journal(), origin, SEGMENT_BYTES_UNUSED)) {
                journal.replay(frame -> entries.add(frame.entries()));
            }
            return entries;
        }

        private void add(List<byte[]> entries) throws IOException {
            tail.addAll(entries);
            while (tail.size() >= TileAddress.FULL_WIDTH) {
                List<byte[]> bundle = tail.subList(0, TileAddress.FULL_WIDTH);
                TileAddress address = bundleOf(tailFrom);
                if (!files.has(address) || !java.util.Arrays.equals(files.read(address), EntryBundle.encode(bundle))) {
                    // From here on the files are behind the journal or differ from it: memory it is.
                    return;
                }
                bundle.clear();
                tailFrom += TileAddress.FULL_WIDTH;
            }
        }

        private static TileAddress bundleOf(long index) {
            return new TileAddress(TileAddress.ENTRIES, index / TileAddress.FULL_WIDTH, TileAddress.FULL_WIDTH);
        }

        @Override
        public long size() {
            return tailFrom + tail.size();
        }

        @Override
        public List<byte[]> entries(long from, int max) throws IOException {
            if (from >= tailFrom) {
                int start = (int) (from - tailFrom);
                return tail.subList(start, (int) Math.min(tail.size(), (long) start + max)).stream()
                        .map(byte[]::clone)
                        .toList();
            }
            try {
                List<byte[]> bundle = EntryBundle.parse(files.read(bundleOf(from)), TileAddress.FULL_WIDTH);
                int start = (int) (from % TileAddress.FULL_WIDTH);
                return bundle.subList(start, Math.min(bundle.size(), start + max));
            } catch (MalformedException e) {
                throw new IOException(bundleOf(from).path() + ": " + e.getMessage(), e);
            }
        }
    }
}
