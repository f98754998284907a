package dev.plumbline.bench;

import dev.plumbline.api.demo.AttributionWorld;
import dev.plumbline.api.demo.WorldTiles;
import dev.plumbline.ledger.publish.CheckpointSigner;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.tile.TileAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the big synthetic world as a folder of tiles with a signed checkpoint, without a server: {@code WriteWorld FOLDER
 * [COUNT [SEED]]}. Takes the facts from {@code -Dplumbline.shared}, by default {@code ../shared}.
 *
 * <p>The log's key is one that anybody can compute; its public half lands in {@code vkey} beside the checkpoint.
 */
public final class WriteWorld {
    /** What the log calls itself. */
    public static final String ORIGIN = "world.plumbline.local/synthetic";

    private static final long COUNT = 100_000;
    private static final long SEED = 1;

    private WriteWorld() {}

    /** Writes the world. */
    public static void main(String[] args) throws IOException, MalformedException {
        if (args.length == 0 || args.length > 3) {
            System.err.println("usage: WriteWorld FOLDER [COUNT [SEED]]");
            System.exit(2);
        }
        Path folder = Files.createDirectories(Path.of(args[0]));
        long count = args.length > 1 ? Long.parseLong(args[1]) : COUNT;
        long seed = args.length > 2 ? Long.parseLong(args[2]) : SEED;
        Path data = Path.of(System.getProperty("plumbline.shared", "../shared")).resolve("data");
        long start = System.nanoTime();
        var tiles = new WorldTiles((address, bytes) -> put(folder, address, bytes));
        AttributionWorld.Written written = AttributionWorld.write(data, seed, count, tiles);
        tiles.finish();
        writeCheckpoint(folder, written.head());
        double seconds = (System.nanoTime() - start) / 1e9;
        long size = written.head().size();
        System.out.println("from " + written.source());
        System.out.println("weights, fees, prompts, keys and the rollup are synthetic");
        System.out.printf("%,d entries in %.1f s, %,.0f a second, in %s%n", size, seconds, size / seconds, folder);
    }

    /** Not forced to disk: what is lost is written anew. */
    private static void put(Path folder, TileAddress address, byte[] bytes) throws IOException {
        Path file = folder.resolve(address.path());
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(file, bytes);
    }

    private static void writeCheckpoint(Path folder, TreeHead head) throws IOException, MalformedException {
        byte[] seed = TreeHasher.sha256(ORIGIN.getBytes(StandardCharsets.UTF_8)).bytes();
        var key = new SignerKey(ORIGIN, KeyType.ED25519, seed);
        var signer = new CheckpointSigner(key, TreeHead.EMPTY);
        Files.writeString(folder.resolve("checkpoint"), signer.sign(head).note().encode());
        Files.writeString(folder.resolve("vkey"), key.verifierKey().encode() + "\n");
    }
}
