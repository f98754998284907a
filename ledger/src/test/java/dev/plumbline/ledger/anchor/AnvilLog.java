package dev.plumbline.ledger.anchor;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.testkit.Anvil;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pretended log and the real chain under it. All leaves of the log are alike, so that each level of its tree has one
 * hash and a log of any size costs nothing.
 */
final class AnvilLog implements AnchorSource, AutoCloseable {
    static final String ORIGIN = "ledger.example.org/attribution";
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T00:00:00Z"));

    final Anvil anvil;
    final Path directory;
    final AnchorKey key = key(Anvil.FIRST_KEY);
    final EthereumRpc rpc;
    final Address contract;
    AnchorPolicy policy = new AnchorPolicy(BigInteger.valueOf(1_000_000_000_000L), 3);

    @Nullable
    TreeHead head;

    private AnvilLog(Anvil anvil, Path directory) throws IOException, InterruptedException {
        this.anvil = anvil;
        this.directory = directory;
        this.rpc = rpc(anvil.url());
        this.contract = AnchorDeployment.deploy(rpc, key, policy, ORIGIN);
        anvil.minesByHand();
    }

    static AnvilLog start(Path directory, String... arguments) throws IOException, InterruptedException {
        return new AnvilLog(Anvil.start(arguments), directory);
    }

    static EthereumRpc rpc(URI url) {
        return new EthereumRpc(url, Duration.ofSeconds(10));
    }

    static AnchorKey key(String hex) {
        try {
            return AnchorKey.of(HexData.parseExactly(hex, "key", 32));
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    static TreeHead headOf(long size) {
        return Frontier.of(size, AnvilLog::node).head();
    }

    private static Hash node(int level, long index) {
        Hash node = TreeHasher.leaf("every leaf".getBytes(StandardCharsets.US_ASCII));
        for (int below = 0; below < level; below++) {
            node = TreeHasher.node(node, node);
        }
        return node;
    }

    /** The consistency proof between two sizes of this log. */
    static List<Hash> proof(long older, long newer) {
        return ConsistencyProof.prove(older, newer, AnvilLog::node).path();
    }

    void growTo(long size) {
        head = headOf(size);
    }

    AnchorTarget target() {
        return new AnchorTarget(Anvil.CHAIN_ID, null, contract, ORIGIN);
    }

    /** A new process, as far as the anchorer can tell: it knows what is on the disk and nothing else. */
    Anchorer open() throws IOException, MalformedException {
        return open(rpc);
    }

    Anchorer open(EthereumRpc through) throws IOException, MalformedException {
        return new Anchorer(through, target(), policy, key, this, AnchorStore.open(directory), CLOCK);
    }

    @Override
    public @Nullable TreeHead head() {
        return head;
    }

    @Override
    public @Nullable List<Hash> consistencyProof(TreeHead older, TreeHead newer) {
        return older.equals(headOf(older.size())) ? proof(older.size(), newer.size()) : null;
    }

    @Override
    public void close() {
        anvil.close();
    }
}
