package dev.plumbline.ledger.sequence;

import dev.plumbline.ledger.journal.Frame;
import dev.plumbline.ledger.publish.SignedHead;
import dev.plumbline.ledger.tree.EntryStore;
import dev.plumbline.ledger.tree.HotTiles;
import dev.plumbline.ledger.tree.Integrator;
import dev.plumbline.ledger.tree.Integrator.Integration;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.Frontier;
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
    private final ConflictLog conflicts;
    // Owned by the thread that applies.
    private Frontier frontier = new Frontier();
    // Written last when a frame is applied: who reads it sees all that the frame brought.
    private volatile SignedHead head;

    /**
     * The state of a log without entries.
     *
     * @param conflicts where the ledger keeps its own sequence as an issuer
     * @param emptyHead the signed head of the empty tree
     */
    public LogState(HotTiles tiles, EntryStore entries, ConflictLog conflicts, SignedHead emptyHead) {
        this.tiles = tiles;
        this.entries = entries;
        this.conflicts = conflicts;
        this.known = new KnownEvents(entries, conflicts.ledgerDid());
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

    ConflictLog conflicts() {
        return conflicts;
    }

    /** What the tree would be with these events behind those that it has. */
    Integration integrate(List<AdmittedEvent> events) {
        return Integrator.integrate(
                frontier, events.stream().map(event -> event.event().leafHash()).toList());
    }

    /** Applies a frame that the journal has replayed. */
    public void replay(Frame frame) throws IOException {
        var events = new ArrayList<AdmittedEvent>(frame.entries().size());
        for (byte[] entry : frame.entries()) {
            try {
                events.add(new AdmittedEvent(Event.parse(entry)));
            } catch (MalformedException e) {
                throw new IOException(
                        "entry " + (frame.firstIndex() + events.size()) + " is not an event: " + e.getMessage(), e);
            }
        }
        apply(frame, events, integrate(events), new SignedHead(frame.head(), frame.note()));
    }

    /** Applies a durable frame. */
    void apply(Frame frame, List<AdmittedEvent> events, Integration integration, SignedHead newHead) {
        for (int i = 0; i < events.size(); i++) {
            long index = frame.firstIndex() + i;
            entries.add(index, frame.entries().get(i));
            known.add(events.get(i), index);
            conflicts.observe(events.get(i).event());
        }
        integration.addTo(tiles);
        frontier = integration.frontier();
        head = newHead;
    }
}
