package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ledger.rpc.NodeLoop;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When an anchor begins: after a time, or for so many entries. Each test starts a real node. */
class AnchorLoopTest {
    private static final Duration POLL = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final int BLOCKS_MAX = 5_000;

    @TempDir
    Path directory;

    private AnvilLog log;
    /** Readings of the clock, which is how a test sees that the loop has looked. */
    private final AtomicLong readings = new AtomicLong();

    @BeforeEach
    void startNode() throws IOException, InterruptedException {
        log = AnvilLog.start(directory.resolve("anchors"));
        log.clock = () -> {
            readings.incrementAndGet();
            return AnvilLog.CLOCK.instant();
        };
    }

    @AfterEach
    void stopNode() {
        // Null when the start was skipped for want of a node.
        if (log != null) {
            log.close();
        }
    }

    @Test
    void anchorsForAsManyEntriesAsTheScheduleSaysAndNotForOneLess() throws Exception {
        log.growTo(1);
        Anchorer anchorer = log.open();
        try (NodeLoop loop = AnchorLoop.start(anchorer, new AnchorSchedule(NEVER, 10, POLL))) {
            mineUntilAnchored(anchorer, 1);
            log.growTo(10);
            long before = readings.get();
            while (readings.get() < before + 200) {
                log.anvil.mine(1);
            }
            assertThat(anchorer.status().anchoredSize()).isEqualTo(1);
            assertThat(anchorer.status().lagEntries()).isEqualTo(9);
            log.growTo(11);
            mineUntilAnchored(anchorer, 11);
            assertThat(loop).isNotNull();
        }
    }

    @Test
    void anchorsWhenTheTimeHasComeHoweverFewEntriesWait() throws Exception {
        log.growTo(1);
        Anchorer anchorer = log.open();
        try (NodeLoop loop =
                AnchorLoop.start(anchorer, new AnchorSchedule(Duration.ofMillis(20), Long.MAX_VALUE, POLL))) {
            mineUntilAnchored(anchorer, 1);
            log.growTo(2);
            mineUntilAnchored(anchorer, 2);
            assertThat(loop).isNotNull();
        }
    }

    @Test
    void looksAgainSoonWhenSomethingStandsInTheWay() throws Exception {
        log.growTo(1);
        log.anchorAll(log.open());
        log.growTo(2);
        log.policy = log.policy.withFeePerGasMax(BigInteger.ONE);
        Anchorer anchorer = log.open();
        try (NodeLoop loop = AnchorLoop.start(anchorer, new AnchorSchedule(NEVER, Long.MAX_VALUE, POLL))) {
            long before = readings.get();
            while (anchorer.status().trouble() == null || readings.get() < before + 50) {
                log.anvil.mine(1);
            }
            assertThat(anchorer.status().trouble()).isEqualTo(AnchorTrouble.FEE_TOO_HIGH);
            assertThat(loop).isNotNull();
        }
    }

    @Test
    void theLagIsAsOldAsTheFirstEntryWithoutAnAnchor() throws Exception {
        var now = new Instant[] {
            Instant.ofEpochSecond(log.rpc.latestBlock().header().timestampSeconds())
        };
        log.clock = () -> now[0];
        Anchorer anchorer = log.open();
        assertThat(anchorer.observe().lagSeconds()).isZero();
        log.growTo(1);
        now[0] = now[0].plusSeconds(100);
        assertThat(anchorer.observe().lagSeconds()).isZero();
        now[0] = now[0].plusSeconds(60);
        assertThat(anchorer.observe().lagSeconds()).isEqualTo(60);
        log.growTo(2);
        now[0] = now[0].plusSeconds(7);
        assertThat(anchorer.observe().lagSeconds()).isEqualTo(67);
        log.anchorAll(anchorer);
        assertThat(anchorer.status().lagSeconds()).isZero();
        // After a restart it is counted from the block of the newest anchor.
        log.growTo(3);
        long blockSeconds = Objects.requireNonNull(
                        AnchorStore.open(log.directory).load(2))
                .state()
                .blockTimestampSeconds();
        assertThat(log.open().status().lagSeconds()).isEqualTo(now[0].getEpochSecond() - blockSeconds);
    }

    @Test
    void aScheduleHasToMakeSense() {
        assertThatThrownBy(() -> new AnchorSchedule(Duration.ZERO, 1, POLL))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AnchorSchedule(POLL, 0, POLL)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AnchorSchedule(POLL, 1, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        AnchorPolicy policy = AnchorPolicy.DEFAULT;
        assertThatThrownBy(() -> policy.withWeiPerDayMax(BigInteger.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> policy.withPatience(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    private void mineUntilAnchored(Anchorer anchorer, long size) {
        for (int block = 0; block < BLOCKS_MAX && anchorer.status().anchoredSize() < size; block++) {
            log.anvil.mine(1);
        }
        assertThat(anchorer.status().anchoredSize()).isEqualTo(size);
    }
}
