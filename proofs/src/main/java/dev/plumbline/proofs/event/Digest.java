package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;

/** How a hash that is not an event id is written in an event: {@code sha256:} and 64 lowercase hex digits. */
final class Digest {
    private static final String PREFIX = "sha256:";

    private Digest() {}

    static Hash parse(String text) throws MalformedException {
        if (!text.startsWith(PREFIX)) {
            throw new MalformedException(
                    Malformed.VALUE,
                    "digest",
                    "is " + MalformedException.quote(text) + ", want sha256: and 64 lowercase hex digits");
        }
        return Hash.parseHex(text.substring(PREFIX.length()));
    }

    static String encode(Hash hash) {
        return PREFIX + hash.hex();
    }
}
