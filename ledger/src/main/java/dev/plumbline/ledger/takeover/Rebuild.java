package dev.plumbline.ledger.takeover;

import dev.plumbline.ledger.audit.Progress;
import dev.plumbline.ledger.audit.Regrowth;
import dev.plumbline.ledger.journal.FileJournal;
import dev.plumbline.ledger.journal.Frame;
import dev.plumbline.ledger.publish.CheckpointSigner;
import dev.plumbline.ledger.publish.DataDirectory;
import dev.plumbline.ledger.publish.LastSigned;
import dev.plumbline.ledger.publish.SignedHead;
import dev.plumbline.ledger.publish.StagedDirectory;
import dev.plumbline.ledger.publish.StaticFiles;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.NoteStatus;
import dev.plumbline.proofs.tile.EntryBundle;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes a recovered log anew: a journal with the same entries in the same order, in frames that the new key signs, the
 * handover as the next entry, and the static files of all that, so that a ledger started on the folder has nothing to do.
 *
 * <p>May die on any line. The next run with the same plan reads what is durable, goes on behind it, and ends with the same
 * bytes: signatures are deterministic, and the handover is kept once it is written. Memory is one frame and one unfinished
 * tile for each level. Owned by one thread.
 */
public final class Rebuild {
    private static final int FRAME_ENTRIES = 8_192;
    /** Bytes from which on a frame is closed; one more entry fits into the largest frame in any case. */
    private static final int FRAME_BYTES = 16 << 20;

    private final Recovered log;
    private final Successor successor;
    private final CheckpointSigner signer;
    private final FileJournal journal;
    private final StaticFiles files;
    private final Regrowth tree;
    /** Sizes that must be the end of a frame, since a ledger looks for the heads that it knows there. */
    private final Set<Long> boundaries = new HashSet<>();

    private final List<byte[]> pending = new ArrayList<>();
    private long pendingBytes;

    private Rebuild(Recovered log, Successor successor, FileJournal journal, StaticFiles files) {
        this.log = log;
        this.successor = successor;
        this.signer = new CheckpointSigner(successor.key(), TreeHead.EMPTY);
        this.journal = journal;
        this.files = files;
        this.tree = new Regrowth(this::write);
        boundaries.add(log.head().size());
        boundaries.add(log.anchoredSize());
    }

    /**
     * Writes the folder, or finishes one that was begun.
     *
     * @param data where it is to be: not there yet, empty, or finished by this very takeover, which then changes nothing
     * @param segmentBytes size of the journal's files, as the ledger will be configured
     * @param progress is told of entries
     * @throws IOException if the disk fails, the place is taken, or the source is not any more what was verified
     */
    public static void into(Path data, Recovered log, Successor successor, long segmentBytes, Progress progress)
            throws IOException {
        try (StagedDirectory staged = StagedDirectory.open(data, successor.plan(log))) {
            if (staged.isDone()) {
                return;
            }
            DataDirectory directory = staged.directory();
            try (FileJournal journal = FileJournal.open(directory.journal(), log.origin(), segmentBytes)) {
                SignedHead head =
                        new Rebuild(log, successor, journal, new StaticFiles(directory.publicFiles())).run(progress);
                try (LastSigned copy = LastSigned.open(directory.lastSigned())) {
                    copy.write(head);
                }
            }
            staged.finish();
        }
    }

    private SignedHead run(Progress progress) throws IOException {
        journal.replay(this::replayed);
        journal.settle();
        long size = log.head().size();
        while (tree.size() < size) {
            for (byte[] entry : next(tree.size())) {
                append(entry);
            }
            progress.report(tree.size(), size);
        }
        if (tree.size() == size) {
            requireRecovered();
            append(successor.handover(log));
            flush();
        }
        // Dies here: the journal is whole; the next run replays it and comes here again.
        tree.handPartials();
        SignedHead head = signer.sign(tree.head());
        files.writeCheckpoint(head.note().bytes());
        return head;
    }

    private void replayed(Frame frame) throws IOException {
        if (successor.key().verifierKey().check(frame.note()) != NoteStatus.SIGNED) {
            throw new IOException("a frame that was begun earlier is signed by another key");
        }
        for (byte[] entry : frame.entries()) {
            if (tree.size() == log.head().size()) {
                requireRecovered();
                successor.requireHandover(entry, log);
            }
            tree.append(entry);
        }
    }

    /** The whole check: the root fixes each entry and its place. */
    private void requireRecovered() throws IOException {
        if (!tree.head().equals(log.head())) {
            throw new IOException("what was written has root " + tree.head().root() + " at size " + tree.size()
                    + ", and verified was " + log.head().root() + ": " + log.source()
                    + " has changed meanwhile; delete the folder that ends in .takeover and begin anew");
        }
    }

    /** The entries from an index to the end of their bundle, or to that of the log. */
    private List<byte[]> next(long index) throws IOException {
        long bundle = index / TileAddress.FULL_WIDTH;
        int width = Tiles.widthAt(TileAddress.ENTRIES, bundle, log.head().size());
        var address = new TileAddress(TileAddress.ENTRIES, bundle, width);
        byte[] bytes = log.source().read(address);
        if (bytes == null) {
            throw new IOException(log.source() + ": " + address.path() + " is gone; it was there a moment ago");
        }
        try {
            return EntryBundle.parse(bytes, width).subList((int) (index % TileAddress.FULL_WIDTH), width);
        } catch (MalformedException e) {
            throw new IOException(log.source() + ": " + address.path() + ": " + e.getMessage(), e);
        }
    }

    private void append(byte[] entry) throws IOException {
        tree.append(entry);
        pending.add(entry);
        pendingBytes += entry.length;
        boolean isFull = pending.size() >= FRAME_ENTRIES || pendingBytes >= FRAME_BYTES;
        if ((isFull && !announces(entry)) || boundaries.contains(tree.size())) {
            if (tree.size() == log.head().size()) {
                // Before it is signed: what is not the log is not to be signed as the log.
                requireRecovered();
            }
            flush();
        }
    }

    /** Whether what comes next may belong to this entry: bytes that were forced in lie in one frame with what says so. */
    private static boolean announces(byte[] entry) {
        try {
            return Event.parse(entry).kind() == EventKind.ENTRY_FORCED;
        } catch (MalformedException e) {
            return false;
        }
    }

    private void flush() throws IOException {
        if (pending.isEmpty()) {
            return;
        }
        SignedHead head = signer.sign(tree.head());
        var checkpoint = new Checkpoint(signer.origin(), head.head());
        journal.append(new Frame(tree.size() - pending.size(), pending, checkpoint, head.note()));
        // Dies before: the frame is not there, and is written again. Dies here: it is replayed.
        pending.clear();
        pendingBytes = 0;
    }

    /** A tile may be there from a run that died; only what it holds says whether it is the right one. */
    private void write(TileAddress address, byte[] bytes) throws IOException {
        if (!files.has(address) || !Arrays.equals(files.read(address), bytes)) {
            files.write(address, bytes);
        }
    }
}
