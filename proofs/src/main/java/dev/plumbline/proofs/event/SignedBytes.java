package dev.plumbline.proofs.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.plumbline.proofs.merkle.Hash;
import java.nio.ByteBuffer;

/** The exact bytes under an {@code ed25519}, {@code es256} or {@code es256k} signature (formats.md section 3). */
final class SignedBytes {
    private static final byte[] EVENT_DOMAIN = "plumbline/sig/v1\0".getBytes(US_ASCII);
    private static final byte[] BATCH_DOMAIN = "plumbline/batch/v1\0".getBytes(US_ASCII);

    private SignedBytes() {}

    /** "plumbline/sig/v1" || 0x00 || event id. */
    static byte[] ofEvent(EventId id) {
        return ByteBuffer.allocate(EVENT_DOMAIN.length + Hash.LENGTH)
                .put(EVENT_DOMAIN)
                .put(id.hash().bytes())
                .array();
    }

    /** "plumbline/batch/v1" || 0x00 || uint64be(size) || root. The size is signed, so a path cannot choose its tree. */
    static byte[] ofBatch(long size, Hash root) {
        return ByteBuffer.allocate(BATCH_DOMAIN.length + Long.BYTES + Hash.LENGTH)
                .put(BATCH_DOMAIN)
                .putLong(size)
                .put(root.bytes())
                .array();
    }
}
