package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One claim in a {@code L2OutputOracle}, the contract that rollups used before dispute games: its proposer writes an output
 * root, and its challenger may delete it as long as the delay has not passed.
 *
 * <p>To delete, the contract shortens its array and leaves the entries behind the end as they were. An entry counts only
 * below the array's length: whoever reads the slots alone believes in claims that were withdrawn.
 *
 * @param rootClaim the output root
 * @param proposedAtSeconds L1 time at which it was written, in seconds since the epoch
 * @param blockNumber height of the rollup's block
 */
public record OracleOutput(Word rootClaim, long proposedAtSeconds, long blockNumber) {
    /** The slot of the delay in seconds; zero where the implementation holds it in its code. */
    public static final Word DELAY_SLOT = Word.ofNumber(8);

    private static final int SLOTS = 2;
    private static final int HALF = Word.LENGTH / 2;

    /** The slot that holds how many outputs there are. */
    public static Word countSlot() {
        return LayoutProfile.OUTPUT_ORACLE.claimsSlot();
    }

    /** The two slots of an output: its root, then block number and time, 16 bytes each. */
    public static List<Word> slots(long index) {
        Word first = LayoutProfile.behind(
                Word.keccak(countSlot().bytes()), BigInteger.valueOf(index).multiply(BigInteger.valueOf(SLOTS)));
        return List.of(first, LayoutProfile.behind(first, BigInteger.ONE));
    }

    /** Puts the two slots together; null if block or time are past 2^63, which no rollup writes. */
    public static @Nullable OracleOutput unpack(Word rootClaim, Word place) {
        byte[] bytes = place.bytes();
        BigInteger block = new BigInteger(1, Arrays.copyOf(bytes, HALF));
        BigInteger time = new BigInteger(1, Arrays.copyOfRange(bytes, HALF, Word.LENGTH));
        return block.bitLength() < Long.SIZE && time.bitLength() < Long.SIZE
                ? new OracleOutput(rootClaim, time.longValue(), block.longValue())
                : null;
    }
}
