package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.MalformedException;
import java.util.Arrays;

/** The address of an Ethereum account or contract: exactly 20 bytes, immutable, compared by value. */
public final class Address {
    /** Bytes of an address. */
    public static final int LENGTH = 20;

    private final byte[] bytes;

    private Address(byte[] owned) {
        this.bytes = owned;
    }

    /**
     * Copies an address out of an array.
     *
     * @throws IllegalArgumentException if {@code bytes} is not 20 long
     */
    public static Address of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("address of " + bytes.length + " bytes, want " + LENGTH);
        }
        return new Address(bytes.clone());
    }

    /** Reads {@code 0x} and exactly 40 lowercase hex digits; the mixed-case checksum form is refused. */
    public static Address parseHex(String text, String subject) throws MalformedException {
        return new Address(HexData.parseExactly(text, subject, LENGTH));
    }

    /** A fresh copy of the 20 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** {@code 0x} and 40 lowercase hex digits. */
    public String hex() {
        return HexData.encode(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address address && Arrays.equals(bytes, address.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
