package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.MalformedException;
import org.jspecify.annotations.Nullable;

/** Bytes that evidence claims to be the RLP of a block header or a trie node, before anybody has read them. Immutable. */
public final class RawRlp {
    private final byte[] bytes;

    private RawRlp(byte[] owned) {
        this.bytes = owned;
    }

    /** Bytes as somebody gave them; copies them. */
    public static RawRlp of(byte[] bytes) {
        return new RawRlp(bytes.clone());
    }

    /**
     * Reads {@code 0x} and lowercase hex; what it says is not looked at.
     *
     * @param subject what is being read, for the message
     * @param bytesMax most bytes to accept
     */
    public static RawRlp parse(CharSequence hex, String subject, int bytesMax) throws MalformedException {
        return new RawRlp(HexData.parse(hex, subject, bytesMax));
    }

    /** As {@link #parse}, of ASCII at a place in an array; null where that would refuse. */
    public static @Nullable RawRlp read(byte[] ascii, int from, int to, int bytesMax) {
        byte[] bytes = HexData.read(ascii, from, to, bytesMax);
        return bytes == null ? null : new RawRlp(bytes);
    }

    /** The bytes themselves, for reading inside this package. */
    byte[] shared() {
        return bytes;
    }

    /** The block header that they are; costs one hash. */
    public BlockHeader readHeader() throws MalformedException {
        return BlockHeader.parse(bytes);
    }

    /** The Keccak-256 hash of the bytes, whatever they are. */
    public Word keccak() {
        return Word.keccak(bytes);
    }

    /** A fresh copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** {@code 0x} and lowercase hex. */
    public String hex() {
        return HexData.encode(bytes);
    }
}
