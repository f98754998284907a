package dev.plumbline.brokenhouse.ledger.sequence;

final class PoolThatSleeps {
    private PoolThatSleeps() {}

    static void doze() throws InterruptedException {
        Thread.sleep(1);
    }
}
