package dev.plumbline.bench;

import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.SignatureStatus;
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

/** The check of one signature, of each algorithm, the issuer known. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SignatureCheck {
    /** Who signs. */
    public enum Signer {
        /** Ed25519. */
        ED25519,
        /** ECDSA over P-256. */
        ES256,
        /** ECDSA over secp256k1. */
        ES256K,
        /** An Ethereum account, by typed data: a recovery and not a check. */
        EIP712;

        private EventSigner signer() {
            byte[] key = Samples.hash("key").bytes();
            return switch (this) {
                case ED25519 -> EventSigner.ed25519(key);
                case ES256 -> EventSigner.p256(key);
                case ES256K -> EventSigner.secp256k1(key);
                case EIP712 -> EventSigner.ethereumAccount(1_612, key);
            };
        }
    }

    /** What is checked. */
    @Param({"ED25519", "ES256", "ES256K", "EIP712"})
    Signer signer = Signer.ED25519;

    private Event event =
            Samples.draft(Samples.upload(), Samples.signer().issuer()).sign(Samples.signer());

    /** Signs. */
    @Setup
    public void prepare() {
        EventSigner key = signer.signer();
        event = Samples.draft(Samples.upload(), key.issuer()).sign(key);
        if (check() != SignatureStatus.VALID) {
            throw new IllegalStateException("the signature does not hold");
        }
    }

    /** One signature. */
    @Benchmark
    public SignatureStatus check() {
        return event.checkSignatures();
    }
}
