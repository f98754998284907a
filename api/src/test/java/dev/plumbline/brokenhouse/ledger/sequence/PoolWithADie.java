package dev.plumbline.brokenhouse.ledger.sequence;

import java.util.Random;

final class PoolWithADie {
    private PoolWithADie() {}

    static Random die() {
        return new Random();
    }
}
