package dev.plumbline.ledger.journal;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.SignedNote;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One batch: consecutive entries and the signed checkpoint of the tree that ends with the last of them.
 *
 * <p>On disk: {@code magic u32, payload length u32, CRC-32C of the payload u32, CRC-32C of those twelve bytes u32}, then
 * the payload: {@code first index u64, entry count u32, note length u32, note, (entry length u32, entry)*}. All numbers
 * are big-endian. The header has a checksum of its own so that a damaged length is not taken for a torn tail.
 *
 * @param firstIndex index of the first entry
 * @param entries at least one
 * @param checkpoint what {@code note} says
 * @param note signed by the log
 */
public record Frame(long firstIndex, List<byte[]> entries, Checkpoint checkpoint, SignedNote note) {
    static final int HEADER_BYTES = 16;
    /** Bytes of the largest payload that is written or read. */
    static final int PAYLOAD_BYTES_MAX = 48 << 20;

    private static final int MAGIC = 0x504c4652;
    private static final int ENTRY_OVERHEAD_BYTES = 4;

    /** Copies the list; the arrays are handed over and not touched again by either side. */
    public Frame {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a frame holds at least one entry");
        }
    }

    /** The head that the checkpoint commits to. */
    public TreeHead head() {
        return checkpoint.head();
    }

    /** Bytes that so many entries of so many bytes take in a frame, besides the note. */
    public static long payloadBytes(int entryCount, long entryBytes) {
        return 16L + (long) entryCount * ENTRY_OVERHEAD_BYTES + entryBytes;
    }

    ByteBuffer encode() {
        byte[] noteBytes = note.bytes();
        long entryBytes = 0;
        for (byte[] entry : entries) {
            entryBytes += entry.length;
        }
        int payloadLength = Math.toIntExact(payloadBytes(entries.size(), entryBytes) + noteBytes.length);
        if (payloadLength > PAYLOAD_BYTES_MAX) {
            throw new IllegalArgumentException("frame of " + payloadLength + " bytes, want at most 48 MiB");
        }
        ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES + payloadLength);
        frame.position(HEADER_BYTES);
        frame.putLong(firstIndex)
                .putInt(entries.size())
                .putInt(noteBytes.length)
                .put(noteBytes);
        for (byte[] entry : entries) {
            frame.putInt(entry.length).put(entry);
        }
        int payloadChecksum = Checksums.crc32c(frame.array(), HEADER_BYTES, payloadLength);
        frame.flip();
        frame.putInt(0, MAGIC).putInt(4, payloadLength).putInt(8, payloadChecksum);
        frame.putInt(12, Checksums.crc32c(frame.array(), 0, 12));
        return frame;
    }

    /** What a frame's header promises. */
    record Header(int payloadLength, int payloadChecksum) {
        /** Whether the sixteen bytes at {@code offset} are a header. */
        static boolean isAt(byte[] bytes, int offset) {
            ByteBuffer header = ByteBuffer.wrap(bytes);
            return header.getInt(offset) == MAGIC
                    && header.getInt(offset + 12) == Checksums.crc32c(bytes, offset, 12)
                    && header.getInt(offset + 4) > 0
                    && header.getInt(offset + 4) <= PAYLOAD_BYTES_MAX;
        }

        static Header parse(byte[] bytes) {
            ByteBuffer header = ByteBuffer.wrap(bytes);
            return new Header(header.getInt(4), header.getInt(8));
        }
    }

    /** The parts of a payload whose checksum is right; what they say is checked by {@link FrameCheck}. */
    @SuppressWarnings("ArrayRecordComponent") // Lives for one call and is never compared.
    record Payload(long firstIndex, byte[] note, List<byte[]> entries) {
        /** @throws JournalDamagedException if the lengths do not add up */
        static Payload parse(byte[] bytes) throws JournalDamagedException {
            ByteBuffer payload = ByteBuffer.wrap(bytes);
            if (bytes.length < 16) {
                throw new JournalDamagedException("a frame's payload has " + bytes.length + " bytes, want 16 or more");
            }
            long firstIndex = payload.getLong();
            int count = payload.getInt();
            byte[] note = take(payload, payload.getInt(), Limits.NOTE_BYTES_MAX);
            var entries = new ArrayList<byte[]>();
            for (int i = 0; i < count; i++) {
                if (payload.remaining() < ENTRY_OVERHEAD_BYTES) {
                    throw new JournalDamagedException("a frame ends before its entry " + i + " of " + count);
                }
                entries.add(take(payload, payload.getInt(), Limits.ENTRY_BYTES_MAX));
            }
            if (payload.hasRemaining() || entries.isEmpty()) {
                throw new JournalDamagedException(
                        "a frame has " + payload.remaining() + " bytes behind its " + count + " entries");
            }
            return new Payload(firstIndex, note, entries);
        }

        private static byte[] take(ByteBuffer payload, int length, int lengthMax) throws JournalDamagedException {
            if (length < 0 || length > lengthMax || length > payload.remaining()) {
                throw new JournalDamagedException(
                        "a frame has a part of " + length + " bytes, and " + payload.remaining() + " bytes left");
            }
            byte[] part = new byte[length];
            payload.get(part);
            return part;
        }
    }
}
