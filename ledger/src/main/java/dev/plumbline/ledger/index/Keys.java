package dev.plumbline.ledger.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.merkle.TreeHasher;
import org.jspecify.annotations.Nullable;

/**
 * The keys under which an event is found: the first 64 bits of a SHA-256, a domain and the texts in it.
 *
 * <p>Two things can share a key: by chance about one pair in a log of 10^9 events, on purpose for 2^32 hashes if both are
 * of one's own making. What they cause is a leaf index too many, which {@link Query#matches} finds out.
 */
final class Keys {
    private static final byte[] ID = domain("id");
    private static final byte[] ATTRIBUTES = domain("attributes");
    private static final byte[] NUMBERS = domain("numbers");
    private static final byte[] NUMBERED = domain("numbered");
    private static final byte[] NAMED = domain("named");

    private Keys() {}

    /** Lists where the event is. */
    static long id(String eventId) {
        return key(ID, eventId);
    }

    /** Lists the events that have these attributes; what is null may be anything. */
    static long attributes(@Nullable String issuer, @Nullable String namespace, @Nullable String kind) {
        return key(ATTRIBUTES, orEmpty(issuer), orEmpty(namespace), orEmpty(kind));
    }

    /** Lists the sequence numbers, not the leaf indexes, of an issuer's events in a namespace. */
    static long numbers(String issuer, String namespace) {
        return key(NUMBERS, issuer, namespace);
    }

    /** Lists where the issuer's event of that number is. */
    static long numbered(String issuer, String namespace, long iseq) {
        return key(NUMBERED, issuer, namespace, Long.toString(iseq));
    }

    /** Lists the events that name the target, in the relation if one is given. */
    static long named(String target, @Nullable String relation) {
        return key(NAMED, target, orEmpty(relation));
    }

    private static byte[] domain(String name) {
        return ("plumbline/index/v1/" + name + "\0").getBytes(UTF_8);
    }

    private static long key(byte[] domain, String... texts) {
        // No text that occurs holds a zero, so the joined text says where each ends.
        return TreeHasher.sha256(domain, String.join("\0", texts).getBytes(UTF_8))
                .prefix();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
