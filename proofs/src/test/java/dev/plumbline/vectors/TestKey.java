package dev.plumbline.vectors;

import dev.plumbline.proofs.crypto.Ed25519;
import java.util.HexFormat;

/** An Ed25519 key under a name, and the note lines that it signs. Its seed is the SHA-256 of a text that the README names. */
final class TestKey {
    static final String ORIGIN = "ledger.example.org/attribution";
    static final TestKey LOG = log(ORIGIN, "log");
    static final TestKey LOG_SUCCESSOR = log(ORIGIN, "log successor");
    static final TestKey OTHER_LOG = log("other.example.org/log", "other log");
    static final TestKey STRANGER = log("stranger.example.org/log", "stranger");
    static final long TIME = 1_763_700_000L;

    private final String name;
    private final int type;
    private final byte[] seed;

    /**
     * @param type 0x01 for a log, 0x04 for a witness
     * @param seed 32 bytes that everybody knows
     */
    TestKey(String name, int type, byte[] seed) {
        this.name = name;
        this.type = type;
        this.seed = seed.clone();
    }

    String name() {
        return name;
    }

    int type() {
        return type;
    }

    byte[] seed() {
        return seed.clone();
    }

    static TestKey log(String name, String label) {
        return new TestKey(name, 0x01, seed(label));
    }

    /** Witness 1, 2, 3 … */
    static TestKey witness(int number) {
        return new TestKey("witness.example.org/w" + number, 0x04, seed("witness " + number));
    }

    static byte[] seed(String label) {
        return Bytes.sha256(Bytes.of("plumbline vectors: " + label));
    }

    TestKey named(String other) {
        return new TestKey(other, type, seed);
    }

    TestKey typed(int other) {
        return new TestKey(name, other, seed);
    }

    byte[] publicKey() {
        return Ed25519.publicKey(seed);
    }

    byte[] id() {
        return id(name, type, publicKey());
    }

    static byte[] id(String name, int type, byte[] publicKey) {
        byte[] hash = Bytes.sha256(Bytes.of(name + "\n"), new byte[] {(byte) type}, publicKey);
        return new byte[] {hash[0], hash[1], hash[2], hash[3]};
    }

    String vkey() {
        return vkey(name, id(), Bytes.concat(new byte[] {(byte) type}, publicKey()));
    }

    static String vkey(String name, byte[] id, byte[] typeAndKey) {
        return name + "+" + HexFormat.of().formatHex(id) + "+" + Bytes.base64(typeAndKey);
    }

    byte[] sign(byte[] message) {
        return Ed25519.sign(seed, message);
    }

    /** The line of a log's signature, newline included. */
    String line(String text) {
        return line(sign(Bytes.of(text)));
    }

    /** The line of a signature under this key's name and id. */
    String line(byte[] signature) {
        return "\u2014 " + name + " " + Bytes.base64(Bytes.concat(id(), signature)) + "\n";
    }

    /** The line of a witness's cosignature at a time in seconds. */
    String cosignature(long time, String text) {
        byte[] signature = sign(Bytes.of("cosignature/v1\ntime " + time + "\n" + text));
        return line(Bytes.concat(Bytes.uint64(time), signature));
    }

    /** The note with this text, signed by this key alone. */
    String note(String text) {
        return text + "\n" + line(text);
    }
}
