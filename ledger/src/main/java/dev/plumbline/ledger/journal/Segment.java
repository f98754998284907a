package dev.plumbline.ledger.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One file of a journal: a header that says which log and from which entry on, frames, and zeros.
 *
 * <p>The end is told from damage like this. Zeros to the end of the file: the end. A frame that checks: a frame. Anything
 * else is the torn remainder of the last write only if nothing but zeros follows it and no header of a later frame is
 * in it; otherwise bytes that were once durable have changed, and that is reported and never cut.
 */
final class Segment implements Closeable {
    static final int HEADER_BYTES = 64;

    private static final long MAGIC = 0x504c554d424a3031L;
    private static final int HEADER_USED_BYTES = 48;
    private static final int SCAN_BYTES = 1 << 20;

    private final Disk.DiskFile file;
    private final String name;
    private long end = HEADER_BYTES;
    private byte @Nullable [] lastPayload;

    private Segment(Disk.DiskFile file, String name) {
        this.file = file;
        this.name = name;
    }

    static Segment open(Disk disk, String name) throws IOException {
        return new Segment(disk.open(name), name);
    }

    /** Where reading or writing stands, for messages. */
    String where() {
        return "journal segment " + name + " at byte " + end;
    }

    /** Whether a crash cut this segment off before its header was whole. A frame is written only after that was forced. */
    boolean isUnused() throws IOException {
        return file.size() >= HEADER_BYTES
                && !isHeader(file.read(0, HEADER_BYTES))
                && isZero(HEADER_BYTES, file.size());
    }

    void writeHeader(long firstIndex, byte[] originHash) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putLong(MAGIC).putLong(firstIndex).put(originHash);
        header.putInt(Checksums.crc32c(header.array(), 0, HEADER_USED_BYTES)).rewind();
        file.write(header, 0);
        // Forced here, once a segment: so a header that does not check is damage and never a crash.
        file.force();
    }

    void readHeader(long firstIndex, byte[] originHash) throws IOException {
        if (file.size() < HEADER_BYTES) {
            throw new JournalDamagedException(name + ": has " + file.size() + " bytes, want a header of 64");
        }
        byte[] bytes = file.read(0, HEADER_BYTES);
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (!isHeader(bytes)) {
            throw new JournalDamagedException(name + ": the header of the segment does not check");
        }
        if (!Arrays.equals(bytes, 16, HEADER_USED_BYTES, originHash, 0, originHash.length)) {
            throw new JournalDamagedException(name + ": belongs to a log of another origin");
        }
        if (header.getLong(8) != firstIndex) {
            throw new JournalDamagedException(name + ": starts at entry " + header.getLong(8) + ", want " + firstIndex
                    + "; a segment is missing");
        }
    }

    private static boolean isHeader(byte[] bytes) {
        ByteBuffer header = ByteBuffer.wrap(bytes);
        return header.getLong(0) == MAGIC
                && header.getInt(HEADER_USED_BYTES) == Checksums.crc32c(bytes, 0, HEADER_USED_BYTES);
    }

    boolean hasRoom(int frameBytes) throws IOException {
        return file.size() - end >= frameBytes;
    }

    void write(ByteBuffer frame) throws IOException {
        file.write(frame, end);
    }

    void force() throws IOException {
        file.force();
    }

    /** Goes past a frame that was read and found right. */
    void accept(byte[] payload) {
        end += Frame.HEADER_BYTES + payload.length;
        lastPayload = payload;
    }

    /**
     * The payload of the next frame as the file has it, or null at the end.
     *
     * @param mayBeTorn whether this is where the last write of all may have been cut short
     */
    byte @Nullable [] next(boolean mayBeTorn) throws IOException {
        long left = file.size() - end;
        if (left >= Frame.HEADER_BYTES) {
            byte[] headerBytes = file.read(end, Frame.HEADER_BYTES);
            if (Frame.Header.isAt(headerBytes, 0)) {
                Frame.Header header = Frame.Header.parse(headerBytes);
                byte[] payload = payload(header, left);
                if (payload != null) {
                    return payload;
                }
                refuseUnless(
                        mayBeTorn && isZero(end + Frame.HEADER_BYTES + header.payloadLength(), file.size()),
                        "a frame of " + header.payloadLength() + " bytes does not match its checksum");
                return null;
            }
        }
        if (isZero(end, file.size())) {
            return null;
        }
        refuseUnless(mayBeTorn && !hasFrameBehind(), "what follows is neither a frame nor the end");
        return null;
    }

    private byte @Nullable [] payload(Frame.Header header, long left) throws IOException {
        if (header.payloadLength() > left - Frame.HEADER_BYTES) {
            return null;
        }
        byte[] payload = file.read(end + Frame.HEADER_BYTES, header.payloadLength());
        return Checksums.crc32c(payload, 0, payload.length) == header.payloadChecksum() ? payload : null;
    }

    private void refuseUnless(boolean isTornTail, String found) throws JournalDamagedException {
        if (!isTornTail) {
            throw new JournalDamagedException(where() + ": " + found
                    + "; the disk changed what was durable. Restore the file from a copy or a mirror");
        }
    }

    /**
     * Clears what a torn write left, writes the header and the last good frame again, and forces all of it.
     *
     * <p>Again, because after a failed fsync a file shows what its disk may not have: writing makes those pages dirty
     * once more, so that what was replayed is durable from here on.
     */
    void settle() throws IOException {
        for (long at = end; at < file.size(); ) {
            int length = (int) Math.min(SCAN_BYTES, file.size() - at);
            if (!isZero(file.read(at, length))) {
                file.write(ByteBuffer.allocate(length), at);
            }
            at += length;
        }
        if (lastPayload != null) {
            file.write(ByteBuffer.wrap(lastPayload), end - lastPayload.length);
        }
        file.write(ByteBuffer.wrap(file.read(0, HEADER_BYTES)), 0);
        file.force();
    }

    /** Whether a whole header of a frame stands anywhere behind the place that does not check. */
    private boolean hasFrameBehind() throws IOException {
        for (long at = end + 1; at < file.size(); at += SCAN_BYTES) {
            int length = (int) Math.min(SCAN_BYTES + Frame.HEADER_BYTES, file.size() - at);
            byte[] bytes = file.read(at, length);
            for (int offset = 0; offset + Frame.HEADER_BYTES <= length; offset++) {
                if (bytes[offset] != 0 && Frame.Header.isAt(bytes, offset)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isZero(long from, long to) throws IOException {
        for (long at = from; at < to; at += SCAN_BYTES) {
            if (!isZero(file.read(at, (int) Math.min(SCAN_BYTES, to - at)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
