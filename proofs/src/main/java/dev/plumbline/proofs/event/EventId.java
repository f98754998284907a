package dev.plumbline.proofs.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.util.Comparator;

/**
 * The identity of an event: the SHA-256 of its canonical envelope without signatures, behind a domain prefix.
 *
 * <p>Two signatures of one event, or one signature malleated, leave the identity as it is (formats.md section 3).
 *
 * @param hash SHA-256("plumbline/event/v1" || 0x00 || canonical envelope without sig and cosig)
 */
public record EventId(Hash hash) implements Comparable<EventId> {
    // By the bytes of the hash, so first by the number that its first eight make, unsigned.
    private static final Comparator<EventId> ORDER = Comparator.comparingLong(
                    (EventId id) -> id.hash().prefix() ^ Long.MIN_VALUE)
            .thenComparing(id -> id.hash().hex());
    private static final byte[] DOMAIN = "plumbline/event/v1\0".getBytes(US_ASCII);
    private static final String PREFIX = "sha256:";

    /** The identity of the envelope whose canonical bytes, without sig and cosig, are given. */
    public static EventId of(byte[] canonicalEnvelopeWithoutSigs) {
        return new EventId(TreeHasher.sha256(DOMAIN, canonicalEnvelopeWithoutSigs));
    }

    /** Reads {@code sha256:} and 64 lowercase hex digits, and nothing else. */
    public static EventId parse(String text) throws MalformedException {
        if (!text.startsWith(PREFIX)) {
            throw new MalformedException(
                    Malformed.VALUE,
                    "event id",
                    "is " + MalformedException.quote(text) + ", want sha256: and 64 lowercase hex digits");
        }
        return new EventId(Hash.parseHex(text.substring(PREFIX.length())));
    }

    /** The form that {@link #parse} reads. */
    public String encode() {
        return PREFIX + hash.hex();
    }

    /** By the bytes of the hash, which is also the order of the text. */
    @Override
    public int compareTo(EventId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return encode();
    }
}
