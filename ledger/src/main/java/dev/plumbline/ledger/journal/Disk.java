package dev.plumbline.ledger.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The few things a journal asks of a disk, so that tests can put a failing one under it.
 *
 * <p>What {@link DiskFile#force} and {@link #forceDirectory} have confirmed survives a power cut; nothing else need.
 */
interface Disk {
    /** Names of the files, sorted. */
    List<String> list() throws IOException;

    /** Creates a file of {@code size} zero bytes, all of them allocated and forced, or fails and leaves none. */
    void create(String name, long size) throws IOException;

    /** Renames a file; durable only after {@link #forceDirectory}. */
    void rename(String from, String to) throws IOException;

    /** Removes a file if it is there. */
    void delete(String name) throws IOException;

    /** Forces the names of files to disk. */
    void forceDirectory() throws IOException;

    /** Opens a file for reading and writing in place. */
    DiskFile open(String name) throws IOException;

    /** An open file. */
    interface DiskFile extends Closeable {
        /** Bytes in the file. */
        long size() throws IOException;

        /** Writes all that remains of {@code bytes} at {@code position}, or throws. */
        void write(ByteBuffer bytes, long position) throws IOException;

        /** Reads exactly {@code length} bytes at {@code position}. */
        byte[] read(long position, int length) throws IOException;

        /** Forces what was written to disk. After it has failed once, nothing that it says later can be believed. */
        void force() throws IOException;
    }
}
