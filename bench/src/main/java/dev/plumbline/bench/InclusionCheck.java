package dev.plumbline.bench;

import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The check of an inclusion proof against its floor, the same number of hashes of 65 bytes and nothing else, and against the
 * algorithm of Go's checksum database.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class InclusionCheck {
    /** Levels of the tree, which has 2^levels leaves. */
    @Param({"20", "30"})
    int levels;

    private InclusionProof proof = new InclusionProof(0, List.of());
    private Hash leaf = TreeHasher.emptyRoot();
    private TreeHead head = TreeHead.EMPTY;
    private byte[] nodes = {};
    private final MessageDigest sha256;
    private final RecordProof recordProof = new RecordProof();
    private byte[][] siblings = {};
    private byte[] leafBytes = {};
    private byte[] root = {};

    /** For the harness. */
    public InclusionCheck() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** Makes a path up a tree that need not exist: any siblings lead to some root. */
    @Setup
    public void prepare() {
        var random = new SplittableRandom(1);
        long index = random.nextLong(1L << levels);
        leaf = Samples.hash("leaf");
        var path = new ArrayList<Hash>();
        Hash node = leaf;
        for (int level = 0; level < levels; level++) {
            Hash sibling = Samples.hash("sibling " + level);
            path.add(sibling);
            node = (index >>> level & 1) == 1 ? TreeHasher.node(sibling, node) : TreeHasher.node(node, sibling);
        }
        proof = new InclusionProof(index, path);
        head = new TreeHead(1L << levels, node);
        nodes = new byte[3 * Hash.LENGTH];
        siblings = path.stream().map(Hash::bytes).toArray(byte[][]::new);
        leafBytes = leaf.bytes();
        root = node.bytes();
        if (check() != ProofStatus.VALID || !recursively()) {
            throw new IllegalStateException("the proof does not hold");
        }
    }

    /** Our check. */
    @Benchmark
    public ProofStatus check() {
        return proof.check(leaf, head);
    }

    /** The recursive check of {@link RecordProof}. */
    @Benchmark
    public boolean recursively() {
        return recordProof.check(siblings, head.size(), root, proof.leafIndex(), leafBytes);
    }

    /** As many hashes of 65 bytes by a digest at hand, each over the one before, so that none can be left out or overlap. */
    @Benchmark
    public byte[] floorOfHashes() throws DigestException {
        for (int level = 0; level < levels; level++) {
            sha256.update(nodes, 0, 1 + 2 * Hash.LENGTH);
            sha256.digest(nodes, 1, Hash.LENGTH);
        }
        return nodes;
    }
}
