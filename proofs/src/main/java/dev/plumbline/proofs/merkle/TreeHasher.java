package dev.plumbline.proofs.merkle;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hash functions of RFC 6962 section 2.1: a leaf is hashed behind the byte 0x00 and a node behind 0x01, so neither
 * can be passed off as the other.
 *
 * <p>Each thread reuses one digest, which is what makes a node cost no more than its compression.
 */
public final class TreeHasher {
    private static final byte LEAF_PREFIX = 0;
    private static final byte NODE_PREFIX = 1;

    // A bare thread-local instance and not clone() each time: cloning costs a seventh of the hash of a node.
    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(TreeHasher::newSha256);

    private static final Hash EMPTY_ROOT = sha256(new byte[0]);

    private TreeHasher() {}

    /** The root of the tree without leaves: SHA-256 of nothing. */
    public static Hash emptyRoot() {
        return EMPTY_ROOT;
    }

    /** SHA-256(0x00 || data), the hash of one leaf. */
    public static Hash leaf(byte[] data) {
        MessageDigest digest = SHA256.get();
        digest.update(LEAF_PREFIX);
        return Hash.owning(digest.digest(data));
    }

    /** The hash of the leaf whose data are {@code length} bytes of {@code source} from {@code offset} on. */
    public static Hash leaf(byte[] source, int offset, int length) {
        MessageDigest digest = SHA256.get();
        digest.update(LEAF_PREFIX);
        digest.update(source, offset, length);
        return Hash.owning(digest.digest());
    }

    /** SHA-256(0x01 || left || right), the hash of an inner node. */
    public static Hash node(Hash left, Hash right) {
        MessageDigest digest = SHA256.get();
        digest.update(NODE_PREFIX);
        digest.update(left.shared());
        return Hash.owning(digest.digest(right.shared()));
    }

    /** SHA-256(0x01 || the 64 bytes from {@code pairOffset}), written to {@code target} without an object on the way. */
    public static void node(byte[] source, int pairOffset, byte[] target, int targetOffset) {
        MessageDigest digest = SHA256.get();
        digest.update(NODE_PREFIX);
        digest.update(source, pairOffset, 2 * Hash.LENGTH);
        try {
            digest.digest(target, targetOffset, Hash.LENGTH);
        } catch (DigestException e) {
            throw new AssertionError("SHA-256 did not give " + Hash.LENGTH + " bytes", e);
        }
    }

    /** The 65 bytes of an inner node, {@code 0x01 || left || right}, with the children still to be filled in behind the first. */
    static byte[] emptyNode() {
        byte[] node = new byte[1 + 2 * Hash.LENGTH];
        node[0] = NODE_PREFIX;
        return node;
    }

    /** The hash of the 65 bytes of a node, written back into them: one call of the digest, and no object on the way. */
    static void node(byte[] node, int targetOffset) {
        MessageDigest digest = SHA256.get();
        digest.update(node, 0, 1 + 2 * Hash.LENGTH);
        try {
            digest.digest(node, targetOffset, Hash.LENGTH);
        } catch (DigestException e) {
            throw new AssertionError("SHA-256 did not give " + Hash.LENGTH + " bytes", e);
        }
    }

    /** Plain SHA-256 of the concatenated parts; the caller puts its own domain prefix first. */
    public static Hash sha256(byte[]... parts) {
        MessageDigest digest = SHA256.get();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return Hash.owning(digest.digest());
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
