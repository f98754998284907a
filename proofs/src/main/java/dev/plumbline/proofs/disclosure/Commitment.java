package dev.plumbline.proofs.disclosure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;

/**
 * The salted commitment of formats section 4: SHA-256("plumbline/commit/v1" || 0x00 || field path || 0x00 || salt || value).
 *
 * <p>Binding: no second salt, value or field is known for a commitment. Hiding: as long as the salt is secret and random,
 * the commitment says nothing of the value, however few values there may be. The salt has 32 bytes, so that no byte can move
 * between it and the value; a path has no zero byte.
 */
public final class Commitment {
    private static final byte[] DOMAIN = "plumbline/commit/v1\0".getBytes(US_ASCII);

    private Commitment() {}

    /** The commitment to a value of any length. One hash of all of it. */
    public static Hash of(CommittedField field, Salt salt, byte[] value) {
        byte[] path = (field.path() + "\0").getBytes(US_ASCII);
        return TreeHasher.sha256(DOMAIN, path, salt.bytes(), value);
    }

    /** Whether salt and value are what was committed to in that field. Total. */
    public static boolean check(Hash commitment, CommittedField field, Salt salt, byte[] value) {
        return of(field, salt, value).equals(commitment);
    }
}
