package dev.plumbline.bench;

import dev.plumbline.ledger.tree.HotTiles;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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

/** Proofs out of the tiles that the server keeps in memory: twenty reads and no hash, but on the right edge. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class InclusionProve {
    private static final int LEAVES = (1 << 20) - 1;

    private final HotTiles tiles = new HotTiles(
            full -> {
                throw new IOException(full + " is not in memory");
            },
            Integer.MAX_VALUE);
    private final SplittableRandom random = new SplittableRandom(1);

    /** Grows the tree. */
    @Setup
    public void prepare() {
        var frontier = new Frontier();
        for (int i = 0; i < LEAVES; i++) {
            frontier.append(TreeHasher.leaf(ByteBuffer.allocate(4).putInt(i).array()), tiles);
        }
    }

    /** Any leaf. */
    @Benchmark
    public InclusionProof random() throws IOException {
        return InclusionProof.prove(random.nextInt(LEAVES), LEAVES, tiles);
    }

    /** One of the newest, which is what an answer to a submission proves. */
    @Benchmark
    public InclusionProof newest() throws IOException {
        return InclusionProof.prove(LEAVES - 1 - random.nextInt(512), LEAVES, tiles);
    }
}
