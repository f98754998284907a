package dev.plumbline.ledger.rpc;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.Hash;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Arguments of one call in the contract ABI of Solidity: each takes a word in the head, and those of no fixed size say
 * there where in the tail behind it they start. Mutable, for one thread.
 */
public final class AbiWriter {
    /** Bytes that name a function or an error: the first of the Keccak-256 of its signature. */
    public static final int SELECTOR_BYTES = 4;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final ByteArrayOutputStream tail = new ByteArrayOutputStream();
    private final int headBytes;

    /** @param arguments how many there will be */
    public AbiWriter(int arguments) {
        this.headBytes = arguments * Word.LENGTH;
    }

    /** The first four bytes of a call, or of an error. */
    public static byte[] selector(String signature) {
        return Arrays.copyOf(
                Word.keccak(signature.getBytes(StandardCharsets.US_ASCII)).bytes(), SELECTOR_BYTES);
    }

    public AbiWriter number(long number) {
        head.writeBytes(Word.ofNumber(number).bytes());
        return this;
    }

    public AbiWriter hash(Hash hash) {
        head.writeBytes(hash.bytes());
        return this;
    }

    public AbiWriter address(Address address) {
        head.writeBytes(new byte[Word.LENGTH - Address.LENGTH]);
        head.writeBytes(address.bytes());
        return this;
    }

    /** A {@code bytes32[]}. */
    public AbiWriter hashes(List<Hash> hashes) {
        var encoded = new ByteArrayOutputStream();
        encoded.writeBytes(Word.ofNumber(hashes.size()).bytes());
        hashes.forEach(hash -> encoded.writeBytes(hash.bytes()));
        return inTail(encoded.toByteArray());
    }

    /** A {@code bytes}, padded with zeros to whole words. */
    public AbiWriter bytes(byte[] bytes) {
        var encoded = new ByteArrayOutputStream();
        encoded.writeBytes(Word.ofNumber(bytes.length).bytes());
        encoded.writeBytes(bytes);
        encoded.writeBytes(new byte[Math.floorMod(-bytes.length, Word.LENGTH)]);
        return inTail(encoded.toByteArray());
    }

    /** An array of structs of no fixed size, each as its own writer holds it. */
    public AbiWriter structs(List<AbiWriter> structs) {
        List<byte[]> encoded = new ArrayList<>();
        structs.forEach(struct -> encoded.add(struct.toByteArray()));
        var array = new ByteArrayOutputStream();
        array.writeBytes(Word.ofNumber(structs.size()).bytes());
        // Counted from behind the length.
        int start = structs.size() * Word.LENGTH;
        for (byte[] struct : encoded) {
            array.writeBytes(Word.ofNumber(start).bytes());
            start += struct.length;
        }
        encoded.forEach(array::writeBytes);
        return inTail(array.toByteArray());
    }

    private AbiWriter inTail(byte[] encoded) {
        number(headBytes + tail.size());
        tail.writeBytes(encoded);
        return this;
    }

    /** The call of a function with these arguments. */
    public byte[] call(byte[] selector) {
        var call = new ByteArrayOutputStream();
        call.writeBytes(selector);
        call.writeBytes(toByteArray());
        return call.toByteArray();
    }

    /** The arguments alone. */
    public byte[] toByteArray() {
        if (head.size() != headBytes) {
            throw new IllegalStateException("the head has " + head.size() + " bytes, want " + headBytes);
        }
        var both = new ByteArrayOutputStream();
        both.writeBytes(head.toByteArray());
        both.writeBytes(tail.toByteArray());
        return both.toByteArray();
    }
}
