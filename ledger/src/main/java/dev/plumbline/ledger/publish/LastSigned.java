package dev.plumbline.ledger.publish;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.note.SignedNote;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The last signed checkpoint, kept apart from the journal in two slots that are written in turn.
 *
 * <p>Written after each batch and not forced: it cannot be ahead of the journal, and may be behind it by what a power cut
 * takes. What it is for: a journal that ends before a checkpoint found here has lost what was acknowledged.
 */
public final class LastSigned implements Closeable {
    private static final int SLOT_BYTES = 4_096;
    private static final int HEADER_BYTES = 8;

    private final FileChannel channel;
    private int slot;

    private LastSigned(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens the file, which is created if it is not there. */
    public static LastSigned open(Path file) throws IOException {
        return new LastSigned(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /**
     * What the slots hold, at most two notes. A slot that was cut short while it was written is passed over, and is the one
     * to be written next; so is the older of two.
     */
    public List<SignedNote> read() throws IOException {
        Inspection inspection = inspect(channel);
        slot = inspection.staleSlot();
        return inspection.notes();
    }

    /** As {@link #read}, without opening the file for writing; nothing if it is not there. */
    public static Inspection inspect(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return inspect(channel);
        } catch (NoSuchFileException e) {
            return new Inspection(List.of(), 0, 0);
        }
    }

    private static Inspection inspect(FileChannel channel) throws IOException {
        int damagedSlotCount = 0;
        int staleSlot = 0;
        var notes = new ArrayList<SignedNote>();
        long sizeMax = -1;
        for (int i = 0; i < 2; i++) {
            ByteBuffer bytes = ByteBuffer.allocate(SLOT_BYTES);
            for (int read = 0; read >= 0 && bytes.hasRemaining(); ) {
                read = channel.read(bytes, (long) i * SLOT_BYTES + bytes.position());
            }
            bytes.flip();
            if (bytes.remaining() < HEADER_BYTES) {
                continue;
            }
            int length = bytes.getInt();
            int checksum = bytes.getInt();
            if (length <= 0
                    || length > bytes.remaining()
                    || checksum != checksum(bytes.slice().limit(length))) {
                boolean isBlank = length == 0 && checksum == 0;
                damagedSlotCount += isBlank ? 0 : 1;
                continue;
            }
            byte[] note = new byte[length];
            bytes.get(note);
            try {
                SignedNote signed = SignedNote.parse(note);
                notes.add(signed);
                long size = Checkpoint.parse(signed.text()).head().size();
                if (size > sizeMax) {
                    sizeMax = size;
                    staleSlot = 1 - i;
                }
            } catch (MalformedException e) {
                throw new IOException("the copy of the last signed checkpoint is damaged: " + e.getMessage(), e);
            }
        }
        return new Inspection(notes, damagedSlotCount, staleSlot);
    }

    /** Replaces the older of the two slots. */
    public void write(SignedHead head) throws IOException {
        byte[] note = head.note().bytes();
        ByteBuffer bytes = ByteBuffer.allocate(SLOT_BYTES);
        if (note.length > SLOT_BYTES - HEADER_BYTES) {
            throw new IOException("checkpoint of " + note.length + " bytes, want at most 4,088");
        }
        bytes.putInt(note.length)
                .putInt(checksum(ByteBuffer.wrap(note)))
                .put(note)
                .rewind();
        while (bytes.hasRemaining()) {
            channel.write(bytes, (long) slot * SLOT_BYTES + bytes.position());
        }
        slot = 1 - slot;
    }

    /**
     * What the slots hold.
     *
     * @param notes at most two, none of them verified
     * @param damagedSlotCount slots that were written to and do not hold what was written
     * @param staleSlot the slot, 0 or 1, that is to be written next
     */
    public record Inspection(List<SignedNote> notes, int damagedSlotCount, int staleSlot) {
        /** Copies the list. */
        public Inspection {
            notes = List.copyOf(notes);
        }
    }

    private static int checksum(ByteBuffer bytes) {
        var checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
