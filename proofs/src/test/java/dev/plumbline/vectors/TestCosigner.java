package dev.plumbline.vectors;

import dev.plumbline.proofs.crypto.MlDsa44;

/** An ML-DSA-44 key under a name, and what it signs: C2SP tlog-cosignature, type 0x06. */
final class TestCosigner {
    static final TestCosigner WITNESS = new TestCosigner("witness.example.org/pq", TestKey.seed("ml-dsa witness"));
    static final TestCosigner LOG = new TestCosigner(TestKey.ORIGIN, TestKey.seed("ml-dsa log"));
    private static final byte[] LABEL = Bytes.of("subtree/v1\n\0");

    private final String name;
    private final byte[] seed;

    TestCosigner(String name, byte[] seed) {
        this.name = name;
        this.seed = seed.clone();
    }

    String name() {
        return name;
    }

    TestCosigner named(String other) {
        return new TestCosigner(other, seed);
    }

    byte[] publicKey() {
        return MlDsa44.publicKey(seed);
    }

    byte[] id() {
        return TestKey.id(name, 6, publicKey());
    }

    String vkey() {
        return TestKey.vkey(name, id(), Bytes.concat(new byte[] {6}, publicKey()));
    }

    byte[] sign(byte[] message) {
        return MlDsa44.sign(seed, message);
    }

    /** The {@code cosigned_message}, field by field. */
    static byte[] message(String cosigner, long time, String origin, long start, long end, String root) {
        return Bytes.concat(
                LABEL,
                prefixed(cosigner),
                Bytes.uint64(time),
                prefixed(origin),
                Bytes.uint64(start),
                Bytes.uint64(end),
                Bytes.unbase64(root));
    }

    private static byte[] prefixed(String text) {
        return Bytes.concat(new byte[] {(byte) Bytes.of(text).length}, Bytes.of(text));
    }

    /** The line of a blob under this key's name and id. */
    String line(byte[] blob) {
        return "\u2014 " + name + " " + Bytes.base64(Bytes.concat(id(), blob)) + "\n";
    }

    /** The line with this time over any message. */
    String line(long time, byte[] message) {
        return line(Bytes.concat(Bytes.uint64(time), sign(message)));
    }

    /** The line that cosigns a tree or subtree. */
    String cosignature(long time, String origin, long start, long end, String root) {
        return line(time, message(name, time, origin, start, end, root));
    }
}
