package dev.plumbline.ledger.journal;

import java.io.Closeable;
import java.io.IOException;

/**
 * An append-only sequence of {@link Frame}s. Owned by one thread.
 *
 * <p>After {@link #append} has thrown once the journal is dead: whether the frame is on the disk is known only to the next
 * start, which reads it.
 */
public interface Journal extends Closeable {
    /**
     * Reads every frame from the first on, up to the end or to what a crash left of the last write. Changes nothing.
     *
     * @throws JournalDamagedException if anything but the very end is not what was written
     */
    void replay(FrameSink frames) throws IOException;

    /**
     * Cuts off what a crash left, makes what {@link #replay} read durable, and opens the journal for {@link #append}. To be
     * called once the caller is sure that nothing it acknowledged is missing.
     */
    void settle() throws IOException;

    /**
     * Appends a frame and returns when it is durable: one write, one read back, one fsync.
     *
     * @throws IOException if that cannot be said
     */
    void append(Frame frame) throws IOException;

    /** Takes replayed frames in order. */
    @FunctionalInterface
    interface FrameSink {
        /** One frame, its checksum, indexes and root already checked, its signature not. */
        void frame(Frame frame) throws IOException;
    }
}
