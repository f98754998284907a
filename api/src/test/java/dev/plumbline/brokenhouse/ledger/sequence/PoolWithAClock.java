package dev.plumbline.brokenhouse.ledger.sequence;

import java.time.Instant;
import java.util.function.Supplier;

final class PoolWithAClock {
    private PoolWithAClock() {}

    static Supplier<Instant> clock() {
        return Instant::now;
    }
}
