package dev.plumbline.api.demo;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A small world as a log in memory, with its operator's key in hand. */
final class SmallWorld implements WorldSink {
    private static final String ORIGIN = "small.example.org/synthetic";
    private static final int REQUESTS = 120;
    private static final long START = 1_700_158_546_000L;
    private static final SignerKey KEY = key();

    private final Map<String, byte[]> files = new HashMap<>();
    private final List<byte[]> entries = new ArrayList<>();
    private final List<TreeHead> heads = new ArrayList<>();
    private final Frontier frontier = new Frontier();
    private final WorldTiles tiles = new WorldTiles((address, bytes) -> files.put(address.path(), bytes));

    private SmallWorld() {
        heads.add(TreeHead.EMPTY);
    }

    /** The world in which somebody meddles. */
    static SmallWorld with(Meddler meddler) throws IOException {
        return with(meddler, 1);
    }

    static SmallWorld with(Meddler meddler, long seed) throws IOException {
        WorldFacts whole = BuiltInFacts.world(START);
        var facts = new WorldFacts(
                whole.source(),
                whole.datasets(),
                whole.talk().subList(0, REQUESTS * 2 / 3),
                whole.code().subList(0, REQUESTS / 3));
        var log = new SmallWorld();
        AttributionWorld.write(facts, seed, 1, log, meddler);
        log.tiles.finish();
        return log;
    }

    @Override
    public void node(int level, long index, Hash hash) {
        tiles.node(level, index, hash);
    }

    @Override
    public void entry(byte[] entry) throws IOException {
        tiles.entry(entry);
        entries.add(entry.clone());
        frontier.append(TreeHasher.leaf(entry), (level, index, hash) -> {});
        heads.add(frontier.head());
    }

    /** All entries. */
    List<byte[]> entries() {
        return entries;
    }

    /** The head of the first so many entries. */
    TreeHead head(int size) {
        return heads.get(size);
    }

    int size() {
        return entries.size();
    }

    /** The files by their paths, to be changed. */
    Map<String, byte[]> files() {
        return files;
    }

    VerifierKey vkey() {
        return KEY.verifierKey();
    }

    /** The operator signs whatever head he likes. */
    byte[] checkpoint(TreeHead head) {
        return KEY.sign(new Checkpoint(ORIGIN, head).encode()).encode().getBytes(StandardCharsets.UTF_8);
    }

    /** What an entry says, if it says anything. */
    static Event event(byte[] entry) {
        try {
            return Event.parse(entry);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static SignerKey key() {
        try {
            byte[] seed = TreeHasher.sha256("small world".getBytes(StandardCharsets.UTF_8))
                    .bytes();
            return new SignerKey(ORIGIN, KeyType.ED25519, seed);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }
}
