package dev.plumbline.ledger.sequence;

import dev.plumbline.ledger.journal.Frame;
import dev.plumbline.ledger.publish.SignedHead;
import dev.plumbline.ledger.tree.EntryStore;
import dev.plumbline.ledger.tree.ForcedLeaves;
import dev.plumbline.ledger.tree.HotTiles;
import dev.plumbline.ledger.tree.Integrator;
import dev.plumbline.ledger.tree.Integrator.Integration;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * All that the ledger knows in memory, as a function of the journal's frames: the tree, the entries that are not yet files,
 * and which events are known.
 *
 * <p>One thread applies frames, first the one that replays the journal, then the writer, through one method. Readers see a
 * frame once {@link #head} covers it.
 */
public final class LogState {
    private final HotTiles tiles;
    private final EntryStore entries;
    private final KnownEvents known;
    private final OwnEvents own;
    // Both owned by the thread that applies; the second by the one that replays. A writer makes an announcement and
    // what it
    // announces durable in one frame, but a journal that was cut anew from a mirror may part them.
    private final ForcedLeaves forced = new ForcedLeaves();
    private Frontier frontier = new Frontier();
    // Written last when a frame is applied: who reads it sees all that the frame brought.
    private volatile SignedHead head;

    /**
     * The state of a log without entries.
     *
     * @param own the ledger as an issuer
     * @param emptyHead the signed head of the empty tree
     */
    public LogState(HotTiles tiles, EntryStore entries, OwnEvents own, SignedHead emptyHead) {
        this.tiles = tiles;
        this.entries = entries;
        this.own = own;
        this.known = new KnownEvents(entries, own.ledgerDid());
        this.head = emptyHead;
    }

    /** The newest signed head that is durable. */
    public SignedHead head() {
        return head;
    }

    /** The nodes of the tree. */
    public HotTiles tiles() {
        return tiles;
    }

    /** The bytes of the entries. */
    public EntryStore entries() {
        return entries;
    }

    /** Index of the entry with this event id, or -1. Any thread. At most one read. */
    public long indexOf(EventId id) throws IOException {
        long index = known.indexOf(id);
        return index < head.head().size() ? index : KnownEvents.ABSENT;
    }

    KnownEvents known() {
        return known;
    }

    OwnEvents own() {
        return own;
    }

    /** Whether the leaf at an index is bytes that a demand forced in, and no event. Any thread. */
    public boolean isForced(long index) {
        return known.isForced(index);
    }

    /** Index of bytes that a demand forced in, by their hash as a leaf, or -1. Any thread. */
    public long indexOfForced(Hash leafHash) {
        long index = known.indexOfForced(leafHash);
        return index < head.head().size() ? index : KnownEvents.ABSENT;
    }

    /** What the tree would be with these leaves behind those that it has. */
    Integration integrate(List<? extends NewLeaf> leaves) {
        return Integrator.integrate(
                frontier, leaves.stream().map(NewLeaf::leafHash).toList());
    }

    /** Applies a frame that the journal has replayed. */
    public void replay(Frame frame) throws IOException {
        var leaves = new ArrayList<NewLeaf>(frame.entries().size());
        for (byte[] entry : frame.entries()) {
            leaves.add(replayed(entry, frame.firstIndex() + leaves.size()));
        }
        apply(frame, leaves, integrate(leaves), new SignedHead(frame.head(), frame.note()));
    }

    private NewLeaf replayed(byte[] entry, long index) throws IOException {
        if (forced.isForced(entry)) {
            return new ForcedBytes(entry);
        }
        try {
            Event event = Event.parse(entry);
            forced.passed(event);
            return new AdmittedEvent(event);
        } catch (MalformedException e) {
            throw new IOException("entry " + index + " is not an event: " + e.getMessage(), e);
        }
    }

    /** Applies a durable frame. */
    void apply(Frame frame, List<? extends NewLeaf> leaves, Integration integration, SignedHead newHead) {
        for (int i = 0; i < leaves.size(); i++) {
            long index = frame.firstIndex() + i;
            entries.add(index, frame.entries().get(i));
            if (leaves.get(i) instanceof AdmittedEvent admitted) {
                known.add(admitted, index);
                own.observe(admitted.event());
            } else {
                known.addForced(leaves.get(i).leafHash(), index);
            }
        }
        integration.addTo(tiles);
        frontier = integration.frontier();
        head = newHead;
    }
}
