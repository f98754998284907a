package dev.plumbline.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.crypto.Ed25519SigningKey;
import dev.plumbline.proofs.crypto.VerifyingKey;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.receipt.TlogProof;
import dev.plumbline.proofs.verify.ReceiptVerifier;
import dev.plumbline.proofs.verify.Verdict;
import dev.plumbline.proofs.verify.VerificationPolicy;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole receipt from a log of 2^20 entries, without an anchor, against its floor: two Ed25519 checks with keys at hand,
 * twenty hashes of nodes and one of the entry.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReceiptCheck {
    private static final int LEVELS = 20;

    private byte[] receipt = {};
    private byte[] entry = {};
    private byte[] message = {};
    private byte[] signature = {};
    private @Nullable ReceiptVerifier verifier;
    private @Nullable VerifyingKey key;

    /** Makes the receipt, of a tree that need not exist. */
    @Setup
    public void prepare() throws MalformedException {
        var logKey = new SignerKey(
                "bench.example.org/log", KeyType.ED25519, Samples.hash("log").bytes());
        Event event = Samples.draft(Samples.upload(), Samples.signer().issuer()).sign(Samples.signer());
        entry = event.entry();
        var path = new ArrayList<Hash>();
        Hash node = event.leafHash();
        for (int level = 0; level < LEVELS; level++) {
            path.add(Samples.hash("sibling " + level));
            node = TreeHasher.node(node, path.get(level));
        }
        var checkpoint = new Checkpoint(logKey.verifierKey().name(), new TreeHead(1L << LEVELS, node));
        var proof = new TlogProof(new InclusionProof(0, path), logKey.sign(checkpoint.encode()));
        receipt = new Receipt(new String(entry, UTF_8), proof, null).encode();
        verifier = new ReceiptVerifier(VerificationPolicy.of(TrustPolicy.ofLog(logKey.verifierKey())));
        Ed25519SigningKey bare = Ed25519SigningKey.of(Samples.hash("log").bytes());
        message = checkpoint.encode().getBytes(UTF_8);
        signature = bare.sign(message);
        key = VerifyingKey.ed25519(bare.publicKey());
        if (!(verify() instanceof Verdict.Verified) || !floorOfCrypto()) {
            throw new IllegalStateException("the receipt does not hold");
        }
    }

    /** Ours. */
    @Benchmark
    public Verdict verify() {
        return Objects.requireNonNull(verifier).verify(receipt);
    }

    /** The bare cryptography in it: a signature that holds, one that does not and costs the same, and the hashes. */
    @Benchmark
    public boolean floorOfCrypto() {
        byte[] nodes = new byte[3 * Hash.LENGTH];
        TreeHasher.leaf(entry).copyTo(nodes, 0);
        for (int level = 0; level < LEVELS; level++) {
            TreeHasher.node(nodes, 0, nodes, Hash.LENGTH);
        }
        VerifyingKey prepared = Objects.requireNonNull(key);
        boolean logSigned = prepared.verify(message, signature);
        return prepared.verify(entry, signature) != logSigned;
    }
}
