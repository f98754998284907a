package dev.plumbline.proofs.ethereum;

import java.util.Arrays;
import java.util.SplittableRandom;

/** RLP with some bytes changed, put in or left out, often to the first bytes that items begin with. */
final class ChangedRlp {
    private static final int[] HEADS = {
        0x00, 0x20, 0x7f, 0x80, 0x81, 0x9f, 0xa0, 0xa1, 0xb7, 0xb8, 0xb9, 0xbf, 0xc0, 0xc1, 0xf7, 0xf8, 0xf9, 0xfb, 0xff
    };

    private ChangedRlp() {}

    static byte[] of(byte[] rlp, SplittableRandom random) {
        byte[] changed = rlp.clone();
        for (int i = random.nextInt(1, 4); i > 0 && changed.length > 0; i--) {
            changed = changedOnce(changed, random);
        }
        return changed;
    }

    private static byte[] changedOnce(byte[] rlp, SplittableRandom random) {
        // The outermost head, which decides about all the rest, is one byte or two of hundreds.
        int at = random.nextInt(random.nextInt(4) == 0 ? Math.min(3, rlp.length) : rlp.length);
        int value = random.nextBoolean() ? HEADS[random.nextInt(HEADS.length)] : random.nextInt(256);
        switch (random.nextInt(4)) {
            case 0 -> {
                return Arrays.copyOf(rlp, random.nextInt(rlp.length + 2));
            }
            case 1 -> {
                byte[] shorter = Arrays.copyOf(rlp, rlp.length - 1);
                System.arraycopy(rlp, at + 1, shorter, at, shorter.length - at);
                return shorter;
            }
            case 2 -> {
                byte[] longer = Arrays.copyOf(rlp, rlp.length + 1);
                System.arraycopy(rlp, at, longer, at + 1, rlp.length - at);
                longer[at] = (byte) value;
                return longer;
            }
            default -> {
                byte[] same = rlp.clone();
                same[at] = (byte) value;
                return same;
            }
        }
    }
}
