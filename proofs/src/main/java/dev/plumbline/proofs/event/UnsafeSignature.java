package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A sequencer's signature of a block that it has spread and not yet posted to L1. It is held here and not checked: whose
 * it is, and over which bytes, depends on the chain. Immutable, equal by value.
 */
public final class UnsafeSignature {
    /** Bytes of a signature: r, s and v. */
    public static final int SIGNATURE_BYTES = 65;

    private static final String PREFIX = "0x";
    private static final HexFormat HEX = HexFormat.of();

    private final byte[] signature;
    private final Hash payloadHash;

    private UnsafeSignature(byte[] owned, Hash payloadHash) {
        this.signature = owned;
        this.payloadHash = payloadHash;
    }

    /**
     * A signature and the hash of the payload that it is over.
     *
     * @throws IllegalArgumentException if the signature has not 65 bytes
     */
    public static UnsafeSignature of(byte[] signature65, Hash payloadHash) {
        if (signature65.length != SIGNATURE_BYTES) {
            throw new BrokenRuleException(
                    Malformed.VALUE, "/signature", "has " + signature65.length + " bytes, want " + SIGNATURE_BYTES);
        }
        return new UnsafeSignature(signature65.clone(), payloadHash);
    }

    static UnsafeSignature parse(Fields fields) throws MalformedException {
        byte[] signature = fields.parsed("signature", UnsafeSignature::parseSignature);
        Hash payloadHash = fields.parsed("payload_hash", ChainHash::parse);
        return fields.end(() -> new UnsafeSignature(signature, payloadHash));
    }

    private static byte[] parseSignature(String text) throws MalformedException {
        if (text.length() == PREFIX.length() + 2 * SIGNATURE_BYTES && text.startsWith(PREFIX)) {
            byte[] bytes;
            try {
                bytes = HEX.parseHex(text, PREFIX.length(), text.length());
            } catch (IllegalArgumentException e) {
                throw notHex(text);
            }
            // The JDK reads digits of either case.
            if (text.endsWith(HEX.formatHex(bytes))) {
                return bytes;
            }
        }
        throw notHex(text);
    }

    private static MalformedException notHex(String text) {
        return new MalformedException(
                Malformed.VALUE,
                "signature",
                "is " + MalformedException.quote(text) + ", want 0x and 130 lowercase hex digits");
    }

    JsonObject encode() {
        return JsonObject.builder()
                .put("signature", PREFIX + HEX.formatHex(signature))
                .put("payload_hash", ChainHash.encode(payloadHash))
                .build();
    }

    /** The 65 bytes. A fresh copy. */
    public byte[] signature() {
        return signature.clone();
    }

    /** Hash of the payload that was signed. */
    public Hash payloadHash() {
        return payloadHash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnsafeSignature unsafe
                && Arrays.equals(signature, unsafe.signature)
                && payloadHash.equals(unsafe.payloadHash);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(signature) + payloadHash.hashCode();
    }

    @Override
    public String toString() {
        return "signature of payload " + ChainHash.encode(payloadHash);
    }
}
