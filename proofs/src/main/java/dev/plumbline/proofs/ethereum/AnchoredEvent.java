package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The event {@code Anchored(uint64 indexed size, bytes32 root, bytes32 chain)} of {@code RootAnchor}: one anchor in the
 * contract's history.
 *
 * <p>A log proves which address wrote it and not which code runs there; {@link AnchorState} shows the code.
 *
 * @param anchored size and root of the anchored tree
 * @param chain the contract's hash over all anchors up to and with this one
 */
public record AnchoredEvent(TreeHead anchored, Word chain) {
    /** First topic of the event. */
    public static final Word SIGNATURE =
            Word.keccak("Anchored(uint64,bytes32,bytes32)".getBytes(StandardCharsets.US_ASCII));

    /** Reads a log; null if it is not this event of this contract. */
    public static @Nullable AnchoredEvent of(ContractLog log, Address contract) {
        byte[] data = log.data();
        boolean isIt = log.address().equals(contract)
                && log.topics().size() == 2
                && log.topics().get(0).equals(SIGNATURE)
                && data.length == 2 * Word.LENGTH;
        if (!isIt) {
            return null;
        }
        BigInteger size = new BigInteger(1, log.topics().get(1).bytes());
        if (size.signum() == 0 || size.bitLength() >= Long.SIZE) {
            return null;
        }
        Hash root = Hash.of(Arrays.copyOf(data, Word.LENGTH));
        Word chain = Word.of(Arrays.copyOfRange(data, Word.LENGTH, data.length));
        return new AnchoredEvent(new TreeHead(size.longValue(), root), chain);
    }

    /**
     * Whether this is the anchor that came directly after the one whose hash chain stood at {@code before}. A list of
     * events is complete exactly if each follows the one before, the first follows zero, and the last leads to slot 2.
     *
     * @param block height of the block whose receipt holds the event
     */
    public boolean follows(Word before, long block) {
        var folded = new ByteArrayOutputStream();
        folded.writeBytes(before.bytes());
        folded.writeBytes(Word.ofNumber(anchored.size()).bytes());
        folded.writeBytes(anchored.root().bytes());
        folded.writeBytes(Word.ofNumber(block).bytes());
        return Word.keccak(folded.toByteArray()).equals(chain);
    }
}
