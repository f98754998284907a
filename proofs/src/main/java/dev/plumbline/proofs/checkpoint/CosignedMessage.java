package dev.plumbline.proofs.checkpoint;

import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.SubtreeHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a cosigner signs with ML-DSA-44: the {@code cosigned_message} of C2SP tlog-cosignature.
 *
 * <p>It binds the cosigner's name, which the Ed25519 form does not, and it leaves out the extension lines of a checkpoint,
 * which the Ed25519 form holds.
 *
 * @param cosigner name of the cosigner's key, 1 to 255 bytes of UTF-8
 * @param unixSeconds when, 0 if nothing is claimed about the tree being the largest seen; 0 if {@code start} is not
 * @param origin the log's origin, 1 to 255 bytes of UTF-8
 * @param start index of the first leaf, 0 for a checkpoint
 * @param end index behind the last leaf, the size for a checkpoint
 * @param root root hash of those leaves
 */
public record CosignedMessage(String cosigner, long unixSeconds, String origin, long start, long end, Hash root) {
    /** Bytes of a cosigner's name and of an origin: their length is one byte. */
    public static final int NAME_BYTES_MAX = 255;

    private static final byte[] LABEL = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);

    /** @throws IllegalArgumentException if the parts are not {@link #isWellFormed} */
    public CosignedMessage {
        if (!isWellFormed(cosigner, unixSeconds, origin, start, end)) {
            throw new IllegalArgumentException("no cosigned message of leaves " + start + " to " + end + " at "
                    + unixSeconds + " with names of " + bytes(cosigner).length + " and " + bytes(origin).length
                    + " bytes");
        }
    }

    /** Whether such a message exists: for parts from outside, before one is made of them. Total. */
    static boolean isWellFormed(String cosigner, long unixSeconds, String origin, long start, long end) {
        boolean isEmptyTree = start == 0 && end == 0;
        return isName(cosigner)
                && isName(origin)
                && unixSeconds >= 0
                && (unixSeconds == 0 || start == 0)
                && (isEmptyTree || SubtreeHead.isSubtree(start, end));
    }

    /** The bytes that are signed. */
    public byte[] encode() {
        byte[] cosignerBytes = bytes(cosigner);
        byte[] originBytes = bytes(origin);
        return ByteBuffer.allocate(
                        LABEL.length + 2 + cosignerBytes.length + originBytes.length + 3 * Long.BYTES + Hash.LENGTH)
                .put(LABEL)
                .put((byte) cosignerBytes.length)
                .put(cosignerBytes)
                .putLong(unixSeconds)
                .put((byte) originBytes.length)
                .put(originBytes)
                .putLong(start)
                .putLong(end)
                .put(root.bytes())
                .array();
    }

    private static boolean isName(String name) {
        int length = bytes(name).length;
        return length >= 1 && length <= NAME_BYTES_MAX;
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
