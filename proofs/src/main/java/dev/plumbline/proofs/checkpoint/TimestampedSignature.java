package dev.plumbline.proofs.checkpoint;

import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.VerifierKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the key id in a cosignature's line: a time and a bare signature, C2SP tlog-cosignature. Not verified.
 */
final class TimestampedSignature {
    private final long unixSeconds;
    private final byte[] signature;

    TimestampedSignature(long unixSeconds, byte[] signature) {
        this.unixSeconds = unixSeconds;
        this.signature = signature;
    }

    /** The parts of a line that {@code key} claims; null if it does not, or if the line has not the form. Total. */
    static @Nullable TimestampedSignature of(VerifierKey key, NoteSignature line) {
        KeyType type = key.type();
        byte[] blob = line.signature();
        if (!type.isCosignature() || !key.claims(line) || blob.length != Long.BYTES + type.signatureBytes()) {
            return null;
        }
        long unixSeconds = ByteBuffer.wrap(blob).getLong();
        // The time is at most 2^63-1: what is above reads as negative.
        return unixSeconds < 0
                ? null
                : new TimestampedSignature(unixSeconds, Arrays.copyOfRange(blob, Long.BYTES, blob.length));
    }

    /** Seconds since 1970, at least 0. */
    long unixSeconds() {
        return unixSeconds;
    }

    /** As many bytes as the type of the key makes. */
    byte[] signature() {
        return signature;
    }

    byte[] encode() {
        return ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(unixSeconds)
                .put(signature)
                .array();
    }
}
