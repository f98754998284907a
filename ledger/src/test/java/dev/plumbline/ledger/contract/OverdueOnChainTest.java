package dev.plumbline.ledger.contract;

import static dev.plumbline.ledger.anchor.RootAnchorError.DEMAND_OVERDUE;
import static dev.plumbline.ledger.contract.DemandOnChainTest.queue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.anchor.IncludedDemand;
import dev.plumbline.ledger.anchor.RootAnchor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** No root is taken while a demanded entry is left out beyond its deadline. */
class OverdueOnChainTest extends OnChain {
    private static final byte[] ABSENT = KnownTree.bytes("an entry that the log leaves out");

    @Test
    void anchorGoesThroughUntilTheSecondOfTheDeadline() {
        node.demand(node.stranger, ABSENT).requireSuccess();
        long deadline = node.now() + RootAnchor.WINDOW_SECONDS;
        node.nextBlockAt(deadline - 1);
        anchor(0, 1).requireSuccess();
        node.nextBlockAt(deadline);
        anchor(1, 2).requireRefusal(DEMAND_OVERDUE, 0, deadline);
        node.nextBlockAt(deadline + 1_000_000);
        anchor(1, 2).requireRefusal(DEMAND_OVERDUE, 0, deadline);
        byte[] nothingShown = RootAnchor.anchorAndSatisfyCall(TREE.head(2), TREE.extension(1, 2), List.of());
        node.send(node.operator, nothingShown).requireRefusal(DEMAND_OVERDUE, 0, deadline);
        assertThat(node.slot(0).hex()).endsWith(Words.of(1).substring(48));
    }

    @Test
    void theWayOnIsToAnchorTheEntryAndShowIt() {
        anchor(0, 1).requireSuccess();
        node.demand(node.stranger, ENTRY).requireSuccess();
        node.nextBlockAt(node.now() + RootAnchor.WINDOW_SECONDS);
        byte[] both = RootAnchor.anchorAndSatisfyCall(TREE.head(2), TREE.extension(1, 2), List.of(shown(0, 1, 2)));
        node.send(node.operator, both).requireSuccess();
        anchor(2, 3).requireSuccess();
    }

    @Test
    void anybodyCanOpenTheWayIfTheEntryIsAnchoredAlready() {
        anchor(0, 5).requireSuccess();
        node.demand(node.stranger, ENTRY).requireSuccess();
        node.nextBlockAt(node.now() + RootAnchor.WINDOW_SECONDS);
        assertThat(anchor(5, 6).succeeded()).isFalse();
        node.send(node.other, RootAnchor.satisfyCall(shown(0, 4, 5), 5)).requireSuccess();
        anchor(5, 6).requireSuccess();
    }

    @Test
    void theOldestOpenDemandCountsWhereverTheOthersStand() {
        node.demand(node.stranger, ABSENT).requireSuccess();
        long first = node.now() + RootAnchor.WINDOW_SECONDS;
        node.nextBlockAt(node.now() + 1_000);
        node.demand(node.stranger, ENTRY).requireSuccess();
        long second = node.now() + RootAnchor.WINDOW_SECONDS;
        anchor(0, 1).requireSuccess();
        // A newer one that is satisfied does not help, and one that is not overdue does not harm.
        node.send(node.other, RootAnchor.satisfyCall(shown(1, 0, 1), 1)).requireSuccess();
        node.nextBlockAt(first - 1);
        anchor(1, 2).requireSuccess();
        node.nextBlockAt(second);
        anchor(2, 3).requireRefusal(DEMAND_OVERDUE, 0, first);
        byte[] newer = RootAnchor.anchorAndSatisfyCall(TREE.head(3), TREE.extension(2, 3), List.of(shown(1, 0, 3)));
        node.send(node.operator, newer).requireRefusal(DEMAND_OVERDUE, 0, first);
    }

    @Test
    void aSatisfiedOldestLetsTheNextOneCount() {
        node.demand(node.stranger, ENTRY).requireSuccess();
        node.demand(node.stranger, ABSENT).requireSuccess();
        long deadline = node.now() + RootAnchor.WINDOW_SECONDS;
        node.nextBlockAt(deadline);
        byte[] both = RootAnchor.anchorAndSatisfyCall(TREE.head(1), List.of(), List.of(shown(0, 0, 1)));
        node.send(node.operator, both).requireRefusal(DEMAND_OVERDUE, 1, deadline);
    }

    /** A backlog as a log may find it whose operator was away for longer than the window. */
    @Test
    void aBacklogIsWorkedOffInPartsThatFitIntoOneTransaction() {
        int count = 300;
        node.demandAll(node.stranger, Collections.nCopies(count, ENTRY));
        assertThat(node.slot(6)).isEqualTo(queue(count, 0, 0));
        long deadline = node.now() + RootAnchor.WINDOW_SECONDS;
        node.nextBlockAt(deadline);
        // One less than a step is not enough.
        node.send(node.operator, part(0, 1L << 30, 0, RootAnchor.BACKLOG_STEP - 1))
                .requireRefusal(DEMAND_OVERDUE, RootAnchor.BACKLOG_STEP - 1, deadline);
        Outcome first = node.send(node.operator, part(0, 1L << 30, 0, RootAnchor.BACKLOG_STEP))
                .requireSuccess();
        assertThat(first.gas()).isLessThan(ContractNode.GAS_MAX / 2);
        assertThat(node.slot(6)).isEqualTo(queue(count, RootAnchor.BACKLOG_STEP, 0));
        // Demands that are not at the front move nothing, however many.
        long size = (1L << 30) + 1;
        node.send(node.operator, part(1L << 30, size, RootAnchor.BACKLOG_STEP + 1, RootAnchor.BACKLOG_STEP))
                .requireRefusal(DEMAND_OVERDUE, RootAnchor.BACKLOG_STEP, deadline);
        node.send(node.operator, part(1L << 30, size, RootAnchor.BACKLOG_STEP, RootAnchor.BACKLOG_STEP))
                .requireSuccess();
        int rest = count - 2 * RootAnchor.BACKLOG_STEP;
        node.send(node.operator, part(size, size + 1, 2 * RootAnchor.BACKLOG_STEP, rest))
                .requireSuccess();
        assertThat(node.slot(6)).isEqualTo(queue(count, count, 0));
        assertThat(node.balance(node.contract)).isZero();
        anchor(size + 1, size + 2).requireSuccess();
    }

    private static byte[] part(long older, long newer, long from, int count) {
        List<IncludedDemand> shown = new ArrayList<>(LongStream.range(from, from + count)
                .mapToObj(id -> shown(id, newer - 1, newer))
                .toList());
        return RootAnchor.anchorAndSatisfyCall(TREE.head(newer), TREE.extension(older, newer), shown);
    }
}
