package dev.plumbline.bench;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.JsonValue;
import dev.plumbline.proofs.merkle.Hash;
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

/** From bytes to an event, step by step: each includes the ones before it but for the hash. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EventParse {
    /** Which event. */
    public enum Sample {
        /** Some 700 bytes. */
        UPLOAD,
        /** Some 2.4 KB. */
        INFERENCE;

        private Body body() {
            return switch (this) {
                case UPLOAD -> Samples.upload();
                case INFERENCE -> Samples.inference();
            };
        }
    }

    /** What is read. */
    @Param({"UPLOAD", "INFERENCE"})
    Sample sample = Sample.UPLOAD;

    private byte[] entry = {};
    private Event event =
            Samples.draft(Samples.upload(), Samples.signer().issuer()).sign(Samples.signer());

    /** Signs the event, and says how large it is. */
    @Setup
    public void prepare() {
        event = Samples.draft(sample.body(), Samples.signer().issuer()).sign(Samples.signer());
        entry = event.entry();
        System.out.println("# entry of " + entry.length + " bytes");
    }

    /** The hash of the bytes alone. */
    @Benchmark
    public Hash leafHash() {
        return event.leafHash();
    }

    /** Parse, write again, compare. */
    @Benchmark
    public JsonValue canonicalJson() throws MalformedException {
        return CanonicalJson.parse(entry);
    }

    /** All rules, and the event's id. */
    @Benchmark
    public Event event() throws MalformedException {
        return Event.parse(entry);
    }
}
