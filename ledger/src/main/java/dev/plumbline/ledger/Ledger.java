package dev.plumbline.ledger;

import dev.plumbline.ledger.journal.FileJournal;
import dev.plumbline.ledger.publish.CheckpointSigner;
import dev.plumbline.ledger.publish.CoseSigner;
import dev.plumbline.ledger.publish.DataDirectory;
import dev.plumbline.ledger.publish.LastSigned;
import dev.plumbline.ledger.publish.Publisher;
import dev.plumbline.ledger.publish.SignedHead;
import dev.plumbline.ledger.publish.StaticFiles;
import dev.plumbline.ledger.sequence.AdmittedEvent;
import dev.plumbline.ledger.sequence.DemandedEntry;
import dev.plumbline.ledger.sequence.LogState;
import dev.plumbline.ledger.sequence.OwnEvents;
import dev.plumbline.ledger.sequence.Submission;
import dev.plumbline.ledger.sequence.Writer;
import dev.plumbline.ledger.tree.EntryStore;
import dev.plumbline.ledger.tree.HotTiles;
import dev.plumbline.proofs.cose.CoseReceipt;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.MultiInclusionProof;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An append-only Merkle log of attribution events on this machine's disk.
 *
 * <p>What {@link #submit} has answered is durable, and provable under the signed head that came with the answer. All methods
 * may be called from any thread.
 */
public final class Ledger implements AutoCloseable {
    private final DataDirectory directory;
    private final LogState state;
    private final Publisher publisher;
    private final Writer writer;
    private final CoseSigner coseSigner;

    private Ledger(DataDirectory directory, LogState state, Publisher publisher, Writer writer, CoseSigner coseSigner) {
        this.directory = directory;
        this.state = state;
        this.publisher = publisher;
        this.writer = writer;
        this.coseSigner = coseSigner;
    }

    /**
     * Opens a ledger, or creates it. Replays the whole journal: some 200,000 entries a second and core.
     *
     * @param grown told, on the writer's thread, that the log has grown; be quick
     * @throws IOException if another process holds the directory, if the disk fails, or, as
     *     {@link dev.plumbline.ledger.journal.JournalDamagedException}, if what lies there is not what this log signed
     */
    public static Ledger open(LedgerConfig config, Runnable grown) throws IOException {
        DataDirectory directory = DataDirectory.lock(config.dataDirectory());
        LastSigned lastSigned = null;
        FileJournal journal = null;
        try {
            lastSigned = LastSigned.open(directory.lastSigned());
            journal = FileJournal.open(
                    directory.journal(), config.key().verifierKey().name(), config.segmentBytes());
            return recover(config, directory, lastSigned, journal, grown);
        } catch (IOException | RuntimeException e) {
            if (lastSigned != null) {
                lastSigned.close();
            }
            if (journal != null) {
                journal.close();
            }
            directory.close();
            throw e;
        }
    }

    private static Ledger recover(
            LedgerConfig config, DataDirectory directory, LastSigned lastSigned, FileJournal journal, Runnable grown)
            throws IOException {
        var files = new StaticFiles(directory.publicFiles());
        var tiles = new HotTiles(files, config.hotTilesMax());
        var entries = new EntryStore(files);
        SignedHead genesis = new CheckpointSigner(config.key(), TreeHead.EMPTY).sign(TreeHead.EMPTY);
        var state = new LogState(tiles, entries, new OwnEvents(config.key(), config.clock()), genesis);
        var recovery = new Recovery(config.key().verifierKey(), state, files);
        for (SignedNote note : lastSigned.read()) {
            recovery.expect(note, "the copy of the last signed checkpoint");
        }
        long publishedSize = recovery.expectPublished();
        for (TreeHead head : config.knownHeads()) {
            recovery.expect(head, "the L1 anchor of size " + head.size());
        }
        List<TileAddress> notYetFiles = recovery.run(journal);

        var publisher =
                new Publisher(files, tiles, entries, state.head(), publishedSize, config.publishIntervalMillis());
        notYetFiles.forEach(publisher::tileIsFull);
        Writer.HeadListener listener = (oldSize, head) -> {
            Tiles.completedBetween(oldSize, head.head().size()).forEach(publisher::tileIsFull);
            publisher.headIs(head);
            grown.run();
        };
        var signer = new CheckpointSigner(config.key(), state.head().head());
        var writer = new Writer(state, journal, signer, lastSigned, listener, config.bounds());
        publisher.start();
        writer.start();
        return new Ledger(directory, state, publisher, writer, new CoseSigner(config.key()));
    }

    /**
     * Hands events in: all are logged, or told apart from those that are logged already, or none is taken. Never blocks.
     *
     * @return completes when what is new is durable
     */
    public CompletableFuture<Submission> submit(List<AdmittedEvent> events) {
        if (publisher.waitingCount() > Publisher.WAITING_TILES_MAX) {
            writer.fail("static files cannot be written: " + publisher.failure());
        }
        return writer.submit(events);
    }

    /**
     * Hands in an entry that was demanded on chain, which the log has to take as it is. Nothing is logged if it holds these
     * bytes already, however often it is asked and across restarts. Never blocks.
     *
     * @return completes when the bytes are durable, with one outcome: {@link dev.plumbline.ledger.sequence.Outcome.Logged} if
     *     they are an event of the log, else {@link dev.plumbline.ledger.sequence.Outcome.Forced}
     */
    public CompletableFuture<Submission> force(DemandedEntry demanded) {
        if (publisher.waitingCount() > Publisher.WAITING_TILES_MAX) {
            writer.fail("static files cannot be written: " + publisher.failure());
        }
        return writer.force(demanded);
    }

    /** The newest signed head. Everything below its size is durable and provable. */
    public SignedHead head() {
        return state.head();
    }

    /**
     * Proves that a leaf is in the tree of the first {@code size} leaves.
     *
     * @throws IllegalArgumentException unless {@code 0 <= leafIndex < size <= head().head().size()}
     */
    public InclusionProof prove(long leafIndex, long size) throws IOException {
        requireSize(size);
        return InclusionProof.prove(leafIndex, size, state.tiles());
    }

    /**
     * Proves that leaves are in the tree of the first {@code size} leaves.
     *
     * @throws IllegalArgumentException as {@link MultiInclusionProof#prove} has it, or if the log is smaller
     */
    public MultiInclusionProof prove(List<Long> leafIndexes, long size) throws IOException {
        requireSize(size);
        return MultiInclusionProof.prove(leafIndexes, size, state.tiles());
    }

    /**
     * The COSE receipt of an entry under the newest head. That head is durable and signed as a checkpoint already; it is
     * signed once more for COSE on the caller's thread, once for however many receipts.
     *
     * @throws IllegalArgumentException if the log does not have the entry
     */
    public CoseReceipt coseReceipt(long leafIndex) throws IOException {
        SignedHead head = head();
        return new CoseReceipt(
                coseSigner.sign(head), prove(leafIndex, head.head().size()));
    }

    /**
     * Proves that the tree of {@code oldSize} leaves is a prefix of the tree of {@code newSize}.
     *
     * @throws IllegalArgumentException unless {@code 0 < oldSize <= newSize <= head().head().size()}
     */
    public ConsistencyProof proveConsistency(long oldSize, long newSize) throws IOException {
        requireSize(newSize);
        return ConsistencyProof.prove(oldSize, newSize, state.tiles());
    }

    /** The root that the log had at a size. Costs as many reads as the size has bits set. */
    public TreeHead headAt(long size) throws IOException {
        requireSize(size);
        return Frontier.of(size, state.tiles()).head();
    }

    /**
     * The entry at an index.
     *
     * @throws IllegalArgumentException if the log does not have it
     */
    public byte[] entry(long index) throws IOException {
        if (index < 0) {
            throw new IllegalArgumentException("index is " + index + ", want 0 or more");
        }
        requireSize(index + 1);
        return state.entries().entry(index).clone();
    }

    /**
     * Consecutive entries, fewer where the log ends. The arrays are shared: look, do not write.
     *
     * @param from index of the first, at least 0
     */
    public List<byte[]> entries(long from, int countMax) throws IOException {
        long to = Math.min(head().head().size(), from + countMax);
        return from >= to ? List.of() : state.entries().entries(from, to);
    }

    /** Index of the entry with this event id, or -1. Needs no index; at most one read. */
    public long indexOf(EventId id) throws IOException {
        return state.indexOf(id);
    }

    /** Whether the entry at an index is bytes that a demand forced in, and no event whatever it looks like. */
    public boolean isForced(long index) {
        return state.isForced(index);
    }

    /** Index of bytes that a demand forced in, by their hash as a leaf, or -1. */
    public long indexOfForced(Hash leafHash) {
        return state.indexOfForced(leafHash);
    }

    /** The bytes of a tile or bundle, or null if the log is not large enough to fill it as wide as asked. */
    public byte @Nullable [] tile(TileAddress address) throws IOException {
        int width =
                Tiles.widthAt(address.level(), address.index(), head().head().size());
        if (address.width() > width) {
            return null;
        }
        return address.level() == TileAddress.ENTRIES
                ? state.entries().bundle(address)
                : state.tiles().places(address);
    }

    /** Where the ledger keeps its files. */
    public DataDirectory directory() {
        return directory;
    }

    /** Why the ledger takes no events any more, or null while it does. */
    public @Nullable String failure() {
        return writer.failure();
    }

    /** Why the last attempt to write static files failed, or null if it did not. It is tried again all the time. */
    public @Nullable String publishFailure() {
        return publisher.failure();
    }

    /** Figures for metrics and health. */
    public Figures figures() {
        return new Figures(writer.batches(), writer.waiting(), publisher.publishedSize(), publisher.waitingCount());
    }

    private void requireSize(long size) {
        long available = head().head().size();
        if (size < 0 || size > available) {
            throw new IllegalArgumentException("tree size " + size + ", want at most " + available);
        }
    }

    /** Makes durable what waits, publishes it, and lets go of the directory. */
    @Override
    public void close() throws IOException {
        writer.close();
        publisher.close();
        directory.close();
    }

    /**
     * What goes on inside.
     *
     * @param batches batches made durable since the start, one fsync each
     * @param waitingEvents events that wait for the writer
     * @param publishedSize size of the checkpoint among the static files
     * @param waitingTiles full tiles that are not yet files
     */
    public record Figures(long batches, int waitingEvents, long publishedSize, int waitingTiles) {}
}
