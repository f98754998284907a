package dev.plumbline.brokenhouse.ledger.sequence;

import java.util.concurrent.locks.LockSupport;

final class PoolThatParks {
    private PoolThatParks() {}

    static void doze() {
        LockSupport.parkNanos(1);
    }
}
