package dev.plumbline.ledger.journal;

import dev.plumbline.proofs.merkle.TreeHasher;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A journal in preallocated segment files, named by the index of their first entry.
 *
 * <p>Segments are allocated and zeroed ahead of need: an fsync then writes data and no file length, and a full disk shows
 * while the next segment is prepared and not in the middle of a batch. A segment ends where its zeros begin.
 */
public final class FileJournal implements Journal {
    private static final Logger LOG = System.getLogger(FileJournal.class.getName());

    private static final String SUFFIX = ".journal";
    private static final String SPARE = "spare.tmp";

    private final Disk disk;
    private final byte[] originHash;
    private final long segmentBytes;
    private final FrameCheck check;

    private @Nullable Segment current;
    private @Nullable Thread sparing;
    private @Nullable String unused;
    private State state = State.OPENED;

    FileJournal(Disk disk, String origin, long segmentBytes) {
        this.disk = disk;
        this.originHash =
                TreeHasher.sha256(origin.getBytes(StandardCharsets.UTF_8)).bytes();
        this.segmentBytes = segmentBytes;
        this.check = new FrameCheck(origin);
    }

    /**
     * Opens the journal in a folder, which is created if need be. The caller holds the lock on the data directory.
     *
     * @param segmentBytes size of new segments; a frame that needs more gets a segment of its own
     */
    public static FileJournal open(Path folder, String origin, long segmentBytes) throws IOException {
        return new FileJournal(new FileDisk(folder), origin, segmentBytes);
    }

    @Override
    public void replay(FrameSink frames) throws IOException {
        if (state != State.OPENED) {
            throw new IllegalStateException("the journal was replayed already");
        }
        state = State.REPLAYED;
        List<String> names =
                disk.list().stream().filter(name -> name.endsWith(SUFFIX)).toList();
        for (int i = 0; i < names.size(); i++) {
            boolean isLast = i == names.size() - 1;
            Segment segment = Segment.open(disk, names.get(i));
            try {
                if (isLast && segment.isUnused()) {
                    unused = names.get(i);
                    segment.close();
                    return;
                }
                replay(segment, isLast, frames);
            } catch (IOException e) {
                segment.close();
                throw e;
            }
            if (isLast) {
                current = segment;
            } else {
                segment.close();
            }
        }
    }

    private void replay(Segment segment, boolean isLast, FrameSink frames) throws IOException {
        segment.readHeader(check.size(), originHash);
        for (byte[] payload = segment.next(isLast); payload != null; payload = segment.next(isLast)) {
            frames.frame(check.next(payload, segment.where()));
            segment.accept(payload);
        }
    }

    @Override
    public void settle() throws IOException {
        if (state != State.REPLAYED) {
            throw new IllegalStateException("the journal is not freshly replayed");
        }
        state = State.FAILED;
        disk.delete(SPARE);
        if (unused != null) {
            disk.delete(unused);
        }
        if (current != null) {
            current.settle();
        }
        state = State.READY;
        prepareSpare();
    }

    @Override
    public void append(Frame frame) throws IOException {
        if (state != State.READY) {
            throw new IOException("the journal does not take frames, it is " + state);
        }
        // Only the last line makes it ready again: whatever throws in between leaves it failed for good.
        state = State.FAILED;
        ByteBuffer encoded = frame.encode();
        int length = encoded.remaining();
        Segment segment = room(length, frame.firstIndex());
        segment.write(encoded);
        // Dies here: the frame may be torn; the next start cuts it, nobody was told of it.
        byte[] payload = segment.next(true);
        if (payload == null) {
            throw new IOException(segment.where() + ": the frame just written does not read back");
        }
        check.next(payload, segment.where());
        segment.force();
        // Point of no return. Dies here: the next start replays the frame; who waited for it asks again and is told.
        segment.accept(payload);
        state = State.READY;
    }

    /** The segment that a frame of so many bytes goes to. */
    private Segment room(int length, long firstIndex) throws IOException {
        Segment segment = current;
        if (segment != null && segment.hasRoom(length)) {
            return segment;
        }
        long size = Math.max(segmentBytes, Segment.HEADER_BYTES + (long) length);
        awaitSpare();
        if (size > segmentBytes || !disk.list().contains(SPARE)) {
            disk.create(SPARE, size);
        }
        String name = String.format("%020d", firstIndex) + SUFFIX;
        disk.rename(SPARE, name);
        disk.forceDirectory();
        // Dies here: a segment without header, which the next start deletes.
        Segment next = Segment.open(disk, name);
        next.writeHeader(firstIndex, originHash);
        if (segment != null) {
            segment.close();
        }
        current = next;
        prepareSpare();
        return next;
    }

    /** Allocates the next segment while this one fills. That it fails is no harm yet: the next roll tries again. */
    private void prepareSpare() {
        var thread = new Thread(
                () -> {
                    try {
                        disk.create(SPARE, segmentBytes);
                    } catch (IOException e) {
                        LOG.log(Logger.Level.WARNING, "no room for the next journal segment: {0}", e.getMessage());
                    }
                },
                "journal-spare");
        thread.setDaemon(true);
        thread.start();
        sparing = thread;
    }

    private void awaitSpare() throws IOException {
        Thread thread = sparing;
        if (thread == null) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the next segment was prepared", e);
        }
        sparing = null;
    }

    @Override
    public void close() throws IOException {
        state = State.CLOSED;
        awaitSpare();
        Segment segment = current;
        if (segment != null) {
            segment.close();
        }
    }

    private enum State {
        OPENED,
        REPLAYED,
        READY,
        FAILED,
        CLOSED
    }
}
