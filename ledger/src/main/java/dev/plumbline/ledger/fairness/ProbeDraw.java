package dev.plumbline.ledger.fairness;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.nio.ByteBuffer;

/**
 * The lot of paired probes: which of the two of a pair goes into which arm follows from a seed, and the seed from a
 * commitment that is logged before the first is sent.
 *
 * <p>The commitment is SHA-256 of {@code plumbline/probe-seed/v1}, a zero byte and the seed. Pair k is swapped if the
 * last bit of SHA-256 of {@code plumbline/probe-pair/v1}, a zero byte, the seed and k as four bytes, big-endian, is 1.
 * Of the two arms the one whose name sorts first is the first arm; a pair that is not swapped has its first probe in it.
 */
public final class ProbeDraw {
    /** Bytes of a seed. */
    public static final int SEED_BYTES = 32;

    private static final String COMMITMENT_PREFIX = "sha256:";
    private static final byte[] SEED_DOMAIN = "plumbline/probe-seed/v1\0".getBytes(US_ASCII);
    private static final byte[] PAIR_DOMAIN = "plumbline/probe-pair/v1\0".getBytes(US_ASCII);

    private ProbeDraw() {}

    /**
     * What is logged before the first probe: {@code sha256:} and 64 lowercase hex digits.
     *
     * @param seed {@link #SEED_BYTES} bytes
     */
    public static String commitment(byte[] seed) {
        return COMMITMENT_PREFIX + TreeHasher.sha256(SEED_DOMAIN, checked(seed)).hex();
    }

    /** Whether the first probe of the pair goes into the second arm, and so the second into the first. */
    public static boolean isSwapped(byte[] seed, int pair) {
        byte[] number = ByteBuffer.allocate(Integer.BYTES).putInt(pair).array();
        byte[] hash = TreeHasher.sha256(PAIR_DOMAIN, checked(seed), number).bytes();
        return (hash[Hash.LENGTH - 1] & 1) == 1;
    }

    private static byte[] checked(byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("seed of " + seed.length + " bytes, want " + SEED_BYTES);
        }
        return seed;
    }
}
