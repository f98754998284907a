package dev.plumbline.ledger.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Which entries of a stretch of the log have their signatures checked, if not all: so many, drawn from a seed and the
 * root of the head. Whoever committed to the seed before the head was signed could choose neither.
 *
 * <p>Draw k, from 0 on, is {@code SHA-256("plumbline/audit-sample/v1" || 0x00 || seed || root || uint64be(k))}, its first
 * 63 bits modulo the number of entries; what was drawn before is drawn over. The commitment to the seed is
 * {@code SHA-256("plumbline/audit-seed/v1" || 0x00 || seed)}.
 *
 * @param seed what the draws are made from
 * @param root root of the head under which the entries stand
 * @param from index of the first entry that could be drawn
 * @param to the index after the last
 * @param count how many are drawn, at most as many as there are
 */
public record SignatureSample(Hash seed, Hash root, long from, long to, int count) {
    private static final byte[] DRAW = "plumbline/audit-sample/v1\0".getBytes(US_ASCII);
    private static final byte[] COMMITMENT = "plumbline/audit-seed/v1\0".getBytes(US_ASCII);

    /** The draw of at most {@code countMax} entries from index {@code from} up to the head. */
    static SignatureSample of(Hash seed, long from, TreeHead head, int countMax) {
        return new SignatureSample(seed, head.root(), from, head.size(), (int) Math.min(countMax, head.size() - from));
    }

    /** What the auditor may publish before, to show later that the seed was not chosen afterwards. */
    public Hash commitment() {
        return commitment(seed);
    }

    /** The commitment to a seed. */
    public static Hash commitment(Hash seed) {
        return TreeHasher.sha256(COMMITMENT, seed.bytes());
    }

    /** The indexes drawn. Memory grows with their number. */
    public Set<Long> draw() {
        var drawn = new HashSet<Long>();
        byte[] input = new byte[2 * Hash.LENGTH + Long.BYTES];
        seed.copyTo(input, 0);
        root.copyTo(input, Hash.LENGTH);
        for (long k = 0; drawn.size() < count; k++) {
            ByteBuffer.wrap(input).putLong(2 * Hash.LENGTH, k);
            long bits = TreeHasher.sha256(DRAW, input).prefix() >>> 1;
            drawn.add(from + bits % (to - from));
        }
        return drawn;
    }
}
