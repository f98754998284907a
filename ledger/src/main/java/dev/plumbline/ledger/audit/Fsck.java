package dev.plumbline.ledger.audit;

import dev.plumbline.ledger.journal.FileJournal;
import dev.plumbline.ledger.journal.Frame;
import dev.plumbline.ledger.journal.JournalDamagedException;
import dev.plumbline.ledger.publish.DataDirectory;
import dev.plumbline.ledger.publish.LastSigned;
import dev.plumbline.ledger.publish.StaticFiles;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.NoteStatus;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.tile.EntryBundle;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks a whole log: each byte is read again, each entry's form and signatures are checked, the tree is recomputed, and
 * everything else that the log keeps or serves is compared with it. Changes nothing.
 *
 * <p>Costs a signature check and some four hashes for each entry; memory does not grow with the log.
 */
public final class Fsck {
    private static final long SEGMENT_BYTES_UNUSED = 1 << 20;

    private final VerifierKey key;
    private final Progress progress;
    private final Findings findings = new Findings();
    private final RememberedHeads heads = new RememberedHeads(findings);
    private final EntryCheck entryCheck = new EntryCheck(findings);
    private long checkpointCount;

    private Fsck(VerifierKey key, Progress progress) {
        this.key = key;
        this.progress = progress;
    }

    /**
     * Checks a ledger's folder, which the caller has locked: every frame of the journal, the last signed checkpoint, and
     * the static files up to the published checkpoint.
     *
     * @param key the log's key; its name is the log's origin
     * @param remembered heads that must be in the log, such as its anchors, by who remembers them
     * @throws IOException if the folder cannot be read; damage is a finding and not an exception
     */
    public static FsckReport ofDirectory(
            DataDirectory directory, VerifierKey key, Map<String, TreeHead> remembered, Progress progress)
            throws IOException {
        var fsck = new Fsck(key, progress);
        remembered.forEach((by, head) -> fsck.heads.expect(head, by));
        return fsck.checkDirectory(directory);
    }

    /**
     * Checks a log from outside: all its bundles and tiles against one of its checkpoints.
     *
     * @param key the log's key
     * @param checkpoint the signed checkpoint, as it is served
     * @throws IOException if the files cannot be read; damage is a finding and not an exception
     */
    public static FsckReport ofFiles(LogFiles files, VerifierKey key, byte[] checkpoint, Progress progress)
            throws IOException {
        var fsck = new Fsck(key, progress);
        long size = fsck.expect(checkpoint, "checkpoint");
        return fsck.checkFiles(files, size, size);
    }

    /**
     * Checks a log's bundles up to a head that somebody else vouches for, and its tiles up to the size that it published.
     *
     * @param key the log's key
     * @param publishedSize up to which size there must be tiles, at most that of the head
     * @throws IOException if the files cannot be read; damage is a finding and not an exception
     */
    public static FsckReport ofFiles(
            LogFiles files, VerifierKey key, TreeHead head, long publishedSize, Progress progress) throws IOException {
        var fsck = new Fsck(key, progress);
        fsck.heads.expect(head, "the head of size " + head.size());
        return fsck.checkFiles(files, head.size(), publishedSize);
    }

    private FsckReport checkDirectory(DataDirectory directory) throws IOException {
        var files = new StaticFiles(directory.publicFiles());
        byte[] published = files.readCheckpoint();
        long publishedSize = published == null ? 0 : expect(published, "public/checkpoint");
        LastSigned.Inspection lastSigned = LastSigned.inspect(directory.lastSigned());
        for (SignedNote note : lastSigned.notes()) {
            expect(note.bytes(), "last-signed");
        }
        if (lastSigned.damagedSlotCount() > 0) {
            findings.add(
                    "last-signed",
                    lastSigned.damagedSlotCount() + " of its slots does not match its checksum: a power cut while it"
                            + " was written, or a damaged disk");
        }
        long total = heads.sizeMax();
        var tiles = new TileComparison(new FolderFiles(files), publishedSize, TileAddress.ENTRIES, "public/", findings);
        var tree = new Regrowth(tiles);
        try (FileJournal journal = FileJournal.open(directory.journal(), key.name(), SEGMENT_BYTES_UNUSED)) {
            journal.replay(frame -> check(frame, tree, publishedSize, total));
        } catch (JournalDamagedException e) {
            findings.add("journal", String.valueOf(e.getMessage()));
            findings.unchecked("whatever the journal holds behind entry " + tree.size());
        }
        heads.end(tree.head());
        entryCheck.end(tree.size());
        return report(tree, tiles);
    }

    private void check(Frame frame, Regrowth tree, long publishedSize, long total) throws IOException {
        entryCheck.check(frame.firstIndex(), frame.entries());
        for (byte[] entry : frame.entries()) {
            append(entry, tree, publishedSize);
        }
        checkpointCount++;
        String where = "checkpoint of size " + frame.head().size() + " in the journal";
        if (key.check(frame.note()) != NoteStatus.SIGNED) {
            findings.add(where, "is not signed by " + key);
        }
        if (!tree.head().equals(frame.head())) {
            findings.add(
                    where,
                    "has root " + frame.head().root() + ", the entries give "
                            + tree.head().root());
        }
        progress.report(tree.size(), Math.max(total, tree.size()));
    }

    private FsckReport checkFiles(LogFiles files, long size, long publishedSize) throws IOException {
        var tiles = new TileComparison(files, publishedSize, 0, "", findings);
        var tree = new Regrowth(tiles);
        while (tree.size() < size) {
            long index = tree.size() / TileAddress.FULL_WIDTH;
            var address = new TileAddress(TileAddress.ENTRIES, index, Tiles.widthAt(TileAddress.ENTRIES, index, size));
            List<byte[]> entries = bundle(files, address);
            if (entries.isEmpty()) {
                findings.unchecked("entry " + tree.size() + " and those behind it");
                return report(tree, tiles);
            }
            entryCheck.check(tree.size(), entries);
            for (byte[] entry : entries) {
                append(entry, tree, publishedSize);
            }
            progress.report(tree.size(), size);
        }
        entryCheck.end(size);
        return report(tree, tiles);
    }

    /** The entries of a bundle; none if it is missing or damaged, which is then a finding. */
    private List<byte[]> bundle(LogFiles files, TileAddress address) throws IOException {
        byte[] bytes = files.read(address);
        if (bytes == null) {
            findings.add(address.path(), "is missing, and the checkpoint needs it");
            return List.of();
        }
        try {
            return EntryBundle.parse(bytes, address.width());
        } catch (MalformedException e) {
            findings.add(address.path(), String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private void append(byte[] entry, Regrowth tree, long publishedSize) throws IOException {
        tree.append(entry);
        if (tree.size() == publishedSize) {
            tree.handPartials();
        }
        if (heads.isExpectedAt(tree.size())) {
            heads.reached(tree.head());
        }
    }

    /** Takes a signed checkpoint as something to be found again, and returns its size; 0 if it is none. */
    private long expect(byte[] note, String by) {
        checkpointCount++;
        try {
            SignedNote signed = SignedNote.parse(note);
            Checkpoint checkpoint = Checkpoint.parse(signed.text());
            if (key.check(signed) != NoteStatus.SIGNED) {
                findings.add(by, "is not signed by " + key);
            }
            if (!checkpoint.origin().equals(key.name())) {
                findings.add(by, "is a checkpoint of " + MalformedException.quote(checkpoint.origin()));
            }
            heads.expect(checkpoint.head(), by);
            return checkpoint.head().size();
        } catch (MalformedException e) {
            findings.add(by, "is damaged: " + e.getMessage());
            return 0;
        }
    }

    /** The static files in a ledger's folder. */
    private record FolderFiles(StaticFiles files) implements LogFiles {
        @Override
        public byte @Nullable [] read(TileAddress address) throws IOException {
            return files.has(address) ? files.read(address) : null;
        }

        @Override
        public List<Integer> partialWidths(TileAddress full) throws IOException {
            return files.partialWidths(full);
        }
    }

    private FsckReport report(Regrowth tree, TileComparison tiles) {
        return new FsckReport(
                tree.head(),
                entryCheck.signatureCount(),
                checkpointCount,
                tiles.count(),
                findings.count(),
                findings.kept(),
                findings.unchecked());
    }
}
