package dev.plumbline.ledger.contract;

import static dev.plumbline.ledger.contract.DemandOnChainTest.queue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.anchor.IncludedDemand;
import dev.plumbline.ledger.anchor.RootAnchor;
import dev.plumbline.ledger.anchor.RootAnchorError;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Demands, satisfactions, anchors and long waits in any order: the contract does what a list of open demands would do. Ids
 * start so that the ring goes round in the middle of it. A seed takes a second or two, because every step is a block.
 */
class QueueModelOnChainTest extends OnChain {
    private static final int STEPS = 150;
    private static final long FIRST_ID = 1_024 * 3 - 20;
    private static final int QUIET_SECONDS_MAX = 4_000;
    private static final byte[] ABSENT = KnownTree.bytes("never in the log");

    /** A demand that nobody has satisfied yet. */
    private record Open(long deadline, boolean isInLog) {}

    private final TreeMap<Long, Open> open = new TreeMap<>();
    private long next;
    private long size;
    private long now;

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void behavesLikeAListOfOpenDemands(long seed) {
        var random = new SplittableRandom(seed);
        open.clear();
        next = FIRST_ID;
        size = 0;
        now = node.now();
        node.setSlot(6, queue(next, next, 0));
        for (int step = 0; step < STEPS; step++) {
            now += 1 + random.nextInt(QUIET_SECONDS_MAX);
            node.nextBlockAt(now);
            switch (random.nextInt(5)) {
                // Few that the log leaves out, or it would soon be stalled for good.
                case 0, 1 -> demand(random.nextInt(60) != 0);
                case 2 -> satisfy(next - 1 - random.nextInt(12));
                case 3 -> anchor(List.of());
                default -> anchor(some(random));
            }
            assertThat(node.slot(6)).as("step " + step).isEqualTo(queue(next, front(), 0));
            assertThat(node.balance(node.contract))
                    .isEqualTo(RootAnchor.DEPOSIT_WEI.multiply(BigInteger.valueOf(open.size())));
        }
    }

    private long front() {
        return open.isEmpty() ? next : open.firstKey();
    }

    private void demand(boolean isInLog) {
        node.demand(node.stranger, isInLog ? ENTRY : ABSENT).requireSuccess();
        open.put(next, new Open(now + RootAnchor.WINDOW_SECONDS, isInLog));
        next++;
    }

    private void satisfy(long id) {
        long at = Math.max(0, id);
        Open demand = open.get(at);
        // Before the first anchor there is no proof at all.
        IncludedDemand shown = size == 0 ? new IncludedDemand(at, 0, List.of()) : shown(at, size / 2, size);
        Outcome outcome = node.send(node.other, RootAnchor.satisfyCall(shown, size));
        if (demand == null) {
            outcome.requireRefusal(RootAnchorError.NOT_OPEN, at);
        } else if (size == 0 || !demand.isInLog()) {
            outcome.requireRefusal(RootAnchorError.NOT_INCLUDED, at, size / 2);
        } else {
            outcome.requireSuccess();
            open.remove(at);
        }
    }

    /** Some of the demands that the log holds, in any order, with some that are not open. */
    private List<Long> some(SplittableRandom random) {
        List<Long> ids = new ArrayList<>();
        open.forEach((id, demand) -> {
            if (demand.isInLog() && random.nextInt(4) != 0) {
                ids.add(random.nextInt(ids.size() + 1), id);
            }
        });
        ids.add(random.nextInt(ids.size() + 1), next + random.nextInt(3));
        return ids;
    }

    private void anchor(List<Long> ids) {
        long larger = size + 1;
        List<IncludedDemand> shown = new ArrayList<>();
        ids.forEach(id -> shown.add(shown(id, larger - 1, larger)));
        byte[] call = shown.isEmpty()
                ? anchorCall(size, larger)
                : RootAnchor.anchorAndSatisfyCall(TREE.head(larger), TREE.extension(size, larger), shown);
        Outcome outcome = node.send(node.operator, call);
        Long overdue = overdueWithout(ids);
        if (overdue == null) {
            outcome.requireSuccess();
            ids.forEach(open::remove);
            size = larger;
        } else {
            outcome.requireRefusal(
                    RootAnchorError.DEMAND_OVERDUE, overdue, open.get(overdue).deadline());
        }
    }

    /** The oldest open demand, if it is none of these and overdue. */
    private @Nullable Long overdueWithout(List<Long> ids) {
        for (Long id : open.keySet()) {
            if (!ids.contains(id)) {
                return open.get(id).deadline() <= now ? id : null;
            }
        }
        return null;
    }
}
