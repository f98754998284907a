package dev.plumbline.testkit;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.tile.EntryBundle;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import dev.plumbline.proofs.view.TileFetcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A log whose operator logs whatever he likes: any bytes become entries under a checkpoint that he signs. In memory. */
public final class RawLog {
    private final SignerKey key;
    private final List<byte[]> entries = new ArrayList<>();
    private final List<List<Hash>> levels = new ArrayList<>();
    private final Map<String, byte @Nullable []> replaced = new HashMap<>();

    /** An empty log of this origin. */
    public RawLog(String origin) {
        try {
            this.key = new SignerKey(
                    origin, KeyType.ED25519, SampleEvents.hash("log " + origin).bytes());
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        levels.add(new ArrayList<>());
    }

    /** The key that its checkpoints are signed with. */
    public VerifierKey key() {
        return key.verifierKey();
    }

    /** The log as an issuer: it signs its own events with the key of its checkpoints. */
    public EventSigner issuer() {
        return EventSigner.ed25519(key.seed());
    }

    /** Appends an event; its index. */
    public long add(Event event) {
        return add(event.entry());
    }

    /** Appends any bytes; their index. */
    public long add(byte[] entry) {
        entries.add(entry.clone());
        addHash(0, TreeHasher.leaf(entry));
        return entries.size() - 1L;
    }

    private void addHash(int level, Hash hash) {
        if (level == levels.size()) {
            levels.add(new ArrayList<>());
        }
        List<Hash> hashes = levels.get(level);
        hashes.add(hash);
        if (hashes.size() % TileAddress.FULL_WIDTH == 0) {
            addHash(level + 1, Tiles.root(tile(level, hashes.size() - TileAddress.FULL_WIDTH, hashes.size())));
        }
    }

    private byte[] tile(int level, int from, int to) {
        var bytes = new ByteArrayOutputStream();
        levels.get(level).subList(from, to).forEach(hash -> bytes.writeBytes(hash.bytes()));
        return bytes.toByteArray();
    }

    /** Number of entries. */
    public long size() {
        return entries.size();
    }

    /** The head of the first entries. */
    public TreeHead head(long size) {
        var frontier = new Frontier();
        levels.get(0).subList(0, (int) size).forEach(leaf -> frontier.append(leaf, (level, index, hash) -> {}));
        return frontier.head();
    }

    /** The signed checkpoint of all entries. */
    public byte[] checkpoint() {
        return checkpoint(size());
    }

    /** The signed checkpoint of the first entries. */
    public byte[] checkpoint(long size) {
        return key.sign(new Checkpoint(key().name(), head(size)).encode()).bytes();
    }

    /** Serves something else under a path; null for nothing. */
    public void replace(String path, UnaryOperator<byte @Nullable []> change) {
        replaced.put(path, change.apply(file(path)));
    }

    /** The log's files, in every width that its size allows. */
    public TileFetcher<IOException> fetcher() {
        return (path, bytesMax) -> replaced.containsKey(path) ? replaced.get(path) : file(path);
    }

    private byte @Nullable [] file(String path) {
        try {
            TileAddress address = TileAddress.parse(path);
            int level = Math.max(address.level(), 0);
            long from = address.index() * TileAddress.FULL_WIDTH;
            long to = from + address.width();
            if (level >= levels.size() || to > levels.get(level).size()) {
                return null;
            }
            return address.level() == TileAddress.ENTRIES
                    ? EntryBundle.encode(entries.subList((int) from, (int) to))
                    : tile(level, (int) from, (int) to);
        } catch (MalformedException e) {
            throw new AssertionError("asked for " + path, e);
        }
    }

    /** Writes checkpoint, tiles and bundles of all entries into a folder, as a web server would serve them. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("checkpoint"), checkpoint());
        for (int level = TileAddress.ENTRIES; level < levels.size(); level++) {
            long index = 0;
            for (int width = width(level, 0); width > 0; width = width(level, index)) {
                String path = new TileAddress(level, index++, width).path();
                byte[] bytes = fetcher().fetch(path, Integer.MAX_VALUE);
                if (bytes != null) {
                    Path file = folder.resolve(path);
                    Files.createDirectories(file.getParent());
                    Files.write(file, bytes);
                }
            }
        }
    }

    private int width(int level, long index) {
        return Tiles.widthAt(level, index, size());
    }
}
