package dev.plumbline.ledger.journal;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.SignedNote;

/**
 * The second path to every root: from the bytes that came back from the file, and from nothing that the writer holds.
 *
 * <p>Public logs have died of one bit that flipped between a request and the disk. So each frame is read back and its
 * root recomputed here before it is forced, and again, by the same code, at every start. The signature itself is
 * checked where the key is.
 */
final class FrameCheck {
    private final String origin;
    private final Frontier frontier = new Frontier();

    FrameCheck(String origin) {
        this.origin = origin;
    }

    /** The head of all frames that were accepted so far. */
    TreeHead head() {
        return frontier.head();
    }

    /** Number of entries in the frames that were accepted so far. */
    long size() {
        return frontier.size();
    }

    /**
     * Accepts the next frame, or refuses it and must not be asked again.
     *
     * @param payload bytes as read from the file, their checksum already right
     * @param where file and position, for the message
     */
    Frame next(byte[] payload, String where) throws JournalDamagedException {
        Frame.Payload parts = Frame.Payload.parse(payload);
        if (parts.firstIndex() != frontier.size()) {
            throw new JournalDamagedException(
                    where + ": a frame starts at entry " + parts.firstIndex() + ", want " + frontier.size());
        }
        SignedNote note;
        Checkpoint checkpoint;
        try {
            note = SignedNote.parse(parts.note());
            checkpoint = Checkpoint.parse(note.text());
        } catch (MalformedException e) {
            throw new JournalDamagedException(where + ": " + e.getMessage());
        }
        if (!checkpoint.origin().equals(origin)) {
            throw new JournalDamagedException(
                    where + ": a checkpoint of the log " + checkpoint.origin() + ", want " + origin);
        }
        for (byte[] entry : parts.entries()) {
            frontier.append(TreeHasher.leaf(entry), (level, index, hash) -> {});
        }
        TreeHead recomputed = frontier.head();
        if (!recomputed.equals(checkpoint.head())) {
            throw new JournalDamagedException(where + ": the entries give size " + recomputed.size() + " and root "
                    + recomputed.root() + ", the signed checkpoint says size "
                    + checkpoint.head().size() + " and root "
                    + checkpoint.head().root());
        }
        return new Frame(parts.firstIndex(), parts.entries(), checkpoint, note);
    }
}
