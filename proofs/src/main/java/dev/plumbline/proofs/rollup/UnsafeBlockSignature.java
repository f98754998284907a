package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.crypto.Secp256k1;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A sequencer's signature of a block that it spreads before L1 has the block's data (OP Stack, rollup-node-p2p, "Block
 * signatures"): r, s and the parity of y, which is 0 or 1; 65 bytes. Immutable, compared by value.
 *
 * <p>Signed is {@code keccak256(32 zero bytes || chain number as 32 bytes || keccak256(payload))}. Neither the specification nor
 * op-node asks for the low s, so one block can carry many signatures of one signer: a signature is no name for what it signs.
 */
public final class UnsafeBlockSignature {
    /** Bytes of r, s and parity. */
    public static final int LENGTH = Secp256k1.RECOVERABLE_BYTES;

    private static final int PARITY_AT = LENGTH - 1;
    /** Reserved for kinds of messages; blocks have this one. */
    private static final byte[] DOMAIN = new byte[Word.LENGTH];

    private final byte[] bytes;

    private UnsafeBlockSignature(byte[] owned) {
        this.bytes = owned;
    }

    /** Reads 65 bytes; whether the numbers in them are a signature turns out in {@link #signer}. */
    public static UnsafeBlockSignature parse(byte[] bytes) throws MalformedException {
        if (bytes.length != LENGTH || (bytes[PARITY_AT] & 0xfe) != 0) {
            throw new MalformedException(
                    Malformed.VALUE, "block signature", "want " + LENGTH + " bytes, the last of them 0 or 1");
        }
        return new UnsafeBlockSignature(bytes.clone());
    }

    /**
     * Signs.
     *
     * @param privateKey32 the sequencer's key
     * @throws IllegalArgumentException if the key is not a scalar in [1, n−1]
     */
    public static UnsafeBlockSignature sign(byte[] privateKey32, RollupChain chain, Word payloadHash) {
        byte[] signature = Secp256k1.sign(privateKey32, signedHash(chain, payloadHash));
        // Ethereum's transactions and typed data count the parity from 27, the gossip from 0.
        signature[PARITY_AT] = (byte) (signature[PARITY_AT] - 27);
        return new UnsafeBlockSignature(signature);
    }

    /**
     * Whose signature it is; null if the numbers are no signature at all. Any other numbers are the signature of somebody, so
     * compare with an address that you know. Costs some 160 microseconds.
     */
    public @Nullable Address signer(RollupChain chain, Word payloadHash) {
        byte[] numbers = Arrays.copyOf(bytes, PARITY_AT);
        byte[] key = Secp256k1.recoverAnyS(signedHash(chain, payloadHash), numbers, bytes[PARITY_AT] == 1);
        return key == null ? null : Address.of(Secp256k1.address(key));
    }

    private static byte[] signedHash(RollupChain chain, Word payloadHash) {
        byte[] message = Arrays.copyOf(DOMAIN, 3 * Word.LENGTH);
        System.arraycopy(chain.word().bytes(), 0, message, Word.LENGTH, Word.LENGTH);
        System.arraycopy(payloadHash.bytes(), 0, message, 2 * Word.LENGTH, Word.LENGTH);
        return Word.keccak(message).bytes();
    }

    /** A fresh copy of the 65 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnsafeBlockSignature signature && Arrays.equals(bytes, signature.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexData.encode(bytes);
    }
}
