package dev.plumbline.ledger;

import dev.plumbline.ledger.journal.Journal;
import dev.plumbline.ledger.journal.JournalDamagedException;
import dev.plumbline.ledger.publish.SignedHead;
import dev.plumbline.ledger.publish.StaticFiles;
import dev.plumbline.ledger.sequence.LogState;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.NoteStatus;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The start of every ledger: replays the journal and makes sure that it holds everything that was ever signed, as far as
 * anything outside the journal remembers.
 */
final class Recovery {
    private final VerifierKey key;
    private final LogState state;
    private final StaticFiles files;
    private final List<TileAddress> notYetFiles = new ArrayList<>();
    /** Heads that must come up, by size, and who remembers them. */
    private final Map<Long, Remembered> remembered = new HashMap<>();

    private long sizeMax;
    private long publishedSize;

    /**
     * A recovery that has seen nothing yet.
     *
     * @param key checks what claims to be signed by this log
     * @param state grows by every frame
     * @param files what was published already, and need not stay in memory
     */
    Recovery(VerifierKey key, LogState state, StaticFiles files) {
        this.key = key;
        this.state = state;
        this.files = files;
    }

    /** Demands that the journal holds a head. */
    void expect(TreeHead head, String by) throws JournalDamagedException {
        Remembered before = remembered.putIfAbsent(head.size(), new Remembered(head, by));
        if (before != null && !before.head().equals(head)) {
            throw new JournalDamagedException(before.by() + " and " + by + " remember two roots for size " + head.size()
                    + ": " + before.head().root() + " and " + head.root());
        }
        sizeMax = Math.max(sizeMax, head.size());
    }

    /** Demands that the journal holds what a note says, and that this log signed the note. */
    void expect(SignedNote note, String by) throws JournalDamagedException {
        if (key.check(note) != NoteStatus.SIGNED) {
            throw new JournalDamagedException(
                    by + " is not signed by " + key + "; is this the key and the data of one log?");
        }
        try {
            expect(Checkpoint.parse(note.text()).head(), by);
        } catch (MalformedException e) {
            throw new JournalDamagedException(by + ": " + e.getMessage());
        }
    }

    /** Demands that the journal holds the published checkpoint, if there is one, and returns its size. */
    long expectPublished() throws IOException {
        byte[] note = files.readCheckpoint();
        if (note == null) {
            return 0;
        }
        try {
            SignedNote published = SignedNote.parse(note);
            expect(published, "the published checkpoint");
            publishedSize = Checkpoint.parse(published.text()).head().size();
            return publishedSize;
        } catch (MalformedException e) {
            throw new JournalDamagedException("the published checkpoint file is damaged: " + e.getMessage());
        }
    }

    /**
     * Replays the journal and settles it once nothing is missing.
     *
     * @return full tiles and bundles that have still to be written
     */
    List<TileAddress> run(Journal journal) throws IOException {
        journal.replay(frame -> {
            state.replay(frame);
            forgetPublished(frame.firstIndex(), frame.head().size());
            compare(frame.head());
        });
        SignedHead head = state.head();
        if (head.head().size() < sizeMax) {
            Remembered missing = remembered.get(sizeMax);
            throw new JournalDamagedException(
                    "the journal ends at size " + head.head().size() + ", but "
                            + (missing == null ? "it" : missing.by()) + " shows that this log signed size " + sizeMax
                            + ": acknowledged entries are missing. Restore the journal; nothing was changed");
        }
        remembered.remove(0L);
        if (!remembered.isEmpty()) {
            Remembered odd = remembered.values().iterator().next();
            throw new JournalDamagedException("no checkpoint in the journal has size "
                    + odd.head().size() + ", which " + odd.by() + " remembers");
        }
        if (key.check(head.note()) != NoteStatus.SIGNED) {
            throw new JournalDamagedException("the last checkpoint of the journal, size "
                    + head.head().size() + ", is not signed by " + key + "; is this the key of this log?");
        }
        journal.settle();
        return notYetFiles;
    }

    /** Lets memory forget the tiles that a published checkpoint vouches for: they were forced before it was. */
    private void forgetPublished(long oldSize, long newSize) {
        for (TileAddress full : Tiles.completedBetween(oldSize, newSize)) {
            if (newSize > publishedSize || !files.has(full)) {
                notYetFiles.add(full);
            } else if (full.level() == TileAddress.ENTRIES) {
                state.entries().isCold(full);
            } else {
                state.tiles().isCold(full);
            }
        }
    }

    private void compare(TreeHead head) throws JournalDamagedException {
        Remembered wanted = remembered.remove(head.size());
        if (wanted != null && !wanted.head().equals(head)) {
            throw new JournalDamagedException("the journal has root " + head.root() + " for size " + head.size()
                    + ", but " + wanted.by() + " remembers " + wanted.head().root());
        }
    }

    private record Remembered(TreeHead head, String by) {}
}
