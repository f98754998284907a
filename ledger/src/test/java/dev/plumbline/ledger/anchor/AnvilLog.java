package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcFields;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
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
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pretended log and the real chain under it. All leaves of the log are alike, so that each level of its tree has one
 * hash and a log of any size costs nothing.
 */
final class AnvilLog implements AnchorSource, AutoCloseable {
    static final String ORIGIN = "ledger.example.org/attribution";
    static final String EVERY_LEAF = "every leaf";
    private static final int STEPS_MAX = 40;
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T00:00:00Z"));

    final Anvil anvil;
    final Path directory;
    final AccountKey key = key(Anvil.FIRST_KEY);
    final EthereumRpc rpc;
    final Address contract;
    final long chainId;
    AnchorPolicy policy = AnchorPolicy.DEFAULT
            .withFeePerGasMax(BigInteger.valueOf(1_000_000_000_000L))
            .withStuckBlocks(3)
            .withWeiPerDayMax(BigInteger.TEN.pow(18));
    DemandSource demands = DemandSource.NONE;
    InstantSource clock = CLOCK;

    @Nullable
    TreeHead head;

    private AnvilLog(Anvil anvil, Path directory) throws IOException, InterruptedException {
        this.anvil = anvil;
        this.directory = directory;
        this.rpc = rpc(anvil.url());
        this.chainId = rpc.chainId();
        this.contract = AnchorDeployment.deploy(rpc, key, policy, ORIGIN);
        anvil.minesByHand();
    }

    static AnvilLog start(Path directory, String... arguments) throws IOException, InterruptedException {
        return new AnvilLog(Anvil.start(arguments), directory);
    }

    static EthereumRpc rpc(URI url) {
        return new EthereumRpc(url, Duration.ofSeconds(10));
    }

    static AccountKey key(String hex) {
        try {
            return AccountKey.of(HexData.parseExactly(hex, "key", 32));
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    static TreeHead headOf(long size) {
        return Frontier.of(size, AnvilLog::node).head();
    }

    private static Hash node(int level, long index) {
        Hash node = TreeHasher.leaf(EVERY_LEAF.getBytes(StandardCharsets.US_ASCII));
        for (int below = 0; below < level; below++) {
            node = TreeHasher.node(node, node);
        }
        return node;
    }

    /** The consistency proof between two sizes of this log. */
    static List<Hash> proof(long older, long newer) {
        return ConsistencyProof.prove(older, newer, AnvilLog::node).path();
    }

    /** The inclusion proof of a leaf of this log. */
    static List<Hash> inclusion(long index, long size) {
        return InclusionProof.prove(index, size, AnvilLog::node).path();
    }

    /** Has the second account demand an entry, and mines the block. */
    void demand(String entry) {
        anvil.call(
                "eth_sendTransaction",
                Map.of(
                        "from",
                        key(Anvil.SECOND_KEY).address().hex(),
                        "to",
                        contract.hex(),
                        "gas",
                        "0x100000",
                        "value",
                        RpcFields.encode(RootAnchor.DEPOSIT_WEI),
                        "data",
                        HexData.encode(RootAnchor.demandCall(entry.getBytes(StandardCharsets.US_ASCII)))));
        anvil.mine(1);
    }

    /** Lets the time of the chain pass, and mines a block then. */
    void wait(Duration time) {
        anvil.call("evm_increaseTime", time.toSeconds());
        anvil.mine(1);
    }

    /** Steps, and mines a block after each step, until an anchor of the log's size is final. */
    void anchorAll(Anchorer anchorer) {
        long size = Objects.requireNonNull(head).size();
        for (int step = 0; step < STEPS_MAX && anchorer.status().anchoredSize() < size; step++) {
            anchorer.step();
            anvil.mine(1);
        }
        if (anchorer.status().anchoredSize() < size) {
            throw new AssertionError("not final after " + STEPS_MAX + " steps: " + anchorer.status());
        }
    }

    AnchorAttempt attempt() throws IOException, MalformedException {
        return Objects.requireNonNull(AnchorStore.open(directory).attempt());
    }

    void growTo(long size) {
        head = headOf(size);
    }

    AnchorTarget target() {
        return new AnchorTarget(chainId, null, contract, ORIGIN);
    }

    /** A new process, as far as the anchorer can tell: it knows what is on the disk and nothing else. */
    Anchorer open() throws IOException, MalformedException {
        return open(rpc);
    }

    Anchorer open(EthereumRpc through) throws IOException, MalformedException {
        return open(AnchorEndpoints.of(through));
    }

    /** The same through several nodes. */
    Anchorer open(AnchorEndpoints through) throws IOException, MalformedException {
        return new Anchorer(through, target(), policy, key, this, demands, AnchorStore.open(directory), clock);
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
