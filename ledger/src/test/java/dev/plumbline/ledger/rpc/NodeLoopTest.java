package dev.plumbline.ledger.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class NodeLoopTest {
    private static final Duration FOREVER = Duration.ofDays(1);

    @Test
    void goesOnAtOnceWhenToldNotToWait() throws InterruptedException {
        var steps = new CountDownLatch(100);
        try (NodeLoop loop = start(() -> {
            steps.countDown();
            return Duration.ZERO;
        })) {
            steps.await();
            assertThat(loop.isAlive()).isTrue();
        }
    }

    @Test
    void isStoppedInTheWaitBetweenTwoSteps() throws InterruptedException {
        var steps = new AtomicInteger();
        var hasStepped = new CountDownLatch(1);
        NodeLoop loop = start(() -> {
            steps.incrementAndGet();
            hasStepped.countDown();
            return FOREVER;
        });
        hasStepped.await();
        loop.close();
        assertThat(loop.isAlive()).isFalse();
        assertThat(steps).hasValue(1);
    }

    @Test
    void isStoppedInTheWaitForAnAnswer() throws InterruptedException {
        var isAsking = new CountDownLatch(1);
        NodeLoop loop = start(() -> {
            isAsking.countDown();
            new CountDownLatch(1).await();
            return Duration.ZERO;
        });
        isAsking.await();
        loop.close();
        assertThat(loop.isAlive()).isFalse();
    }

    @Test
    void endsWhenAStepCannotGoOn() throws InterruptedException {
        var steps = new AtomicInteger();
        try (NodeLoop loop = start(() -> {
            steps.incrementAndGet();
            throw new IOException("no space left on device");
        })) {
            awaitEnd(loop);
        }
        assertThat(steps).hasValue(1);
    }

    @Test
    void endsWhenAStepFailsForAReasonThatNobodyThoughtOf() throws InterruptedException {
        try (NodeLoop loop = start(() -> {
            throw new IllegalStateException("a defect");
        })) {
            awaitEnd(loop);
        }
    }

    @Test
    void isClosedTwiceWithoutHarm() {
        NodeLoop loop = start(() -> FOREVER);
        loop.close();
        loop.close();
        assertThat(loop.isAlive()).isFalse();
    }

    private static void awaitEnd(NodeLoop loop) {
        while (loop.isAlive()) {
            Thread.onSpinWait();
        }
    }

    private static NodeLoop start(NodeLoop.Step step) {
        return NodeLoop.start("loop", "nothing is done any more", step);
    }
}
