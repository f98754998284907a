package dev.plumbline.bench;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.verify.Verdict;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** A whole receipt, {@link SampleReceipt}, against the sum of its cryptography, {@link BareCrypto}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReceiptCheck {
    /** Who signed the event. */
    public enum Signer {
        /** A {@code did:key}. */
        ED25519,
        /** An Ethereum account. */
        EIP712;

        EventSigner signer() {
            byte[] key = Samples.hash("key").bytes();
            return this == ED25519 ? EventSigner.ed25519(key) : EventSigner.ethereumAccount(1_612, key);
        }
    }

    /** Whose event the receipt is for. */
    @Param({"ED25519", "EIP712"})
    Signer signer = Signer.ED25519;

    private @Nullable SampleReceipt receipt;

    /** Makes the receipt. */
    @Setup
    public void prepare() throws MalformedException {
        receipt = new SampleReceipt(signer.signer());
    }

    /** Ours. */
    @Benchmark
    public Verdict verify() {
        SampleReceipt made = Objects.requireNonNull(receipt);
        return made.verifier.verify(made.bytes);
    }

    /** The bare cryptography in it. */
    @Benchmark
    public boolean floorOfCrypto() {
        return Objects.requireNonNull(receipt).bare.run();
    }
}
