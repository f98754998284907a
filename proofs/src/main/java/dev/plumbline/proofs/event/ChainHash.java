package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;

/** How a chain's hash of a block, a transaction or a payload is written: {@code 0x} and 64 lowercase hex digits. */
final class ChainHash {
    private static final String PREFIX = "0x";

    private ChainHash() {}

    static Hash parse(String text) throws MalformedException {
        if (!text.startsWith(PREFIX)) {
            throw new MalformedException(
                    Malformed.VALUE,
                    "chain hash",
                    "is " + MalformedException.quote(text) + ", want 0x and 64 lowercase hex digits");
        }
        return Hash.parseHex(text.substring(PREFIX.length()));
    }

    static String encode(Hash hash) {
        return PREFIX + hash.hex();
    }
}
