package dev.plumbline.api.scenario;

import dev.plumbline.ledger.rpc.AccountKey;
import java.util.SplittableRandom;

/** Keys for a scenario's accounts, from its seed. They are worth nothing anywhere. */
final class Contributors {
    private static final int KEY_BYTES = 32;

    private Contributors() {}

    /** One account of a seed. */
    static AccountKey key(long seed, int number) {
        return AccountKey.of(secret(seed, number));
    }

    /** Its secret. A fresh array. */
    static byte[] secret(long seed, int number) {
        byte[] secret = new byte[KEY_BYTES];
        new SplittableRandom(seed * 1_000_003 + number).nextBytes(secret);
        // Below the order of the curve, whatever was drawn.
        secret[0] &= 0x7f;
        return secret;
    }
}
