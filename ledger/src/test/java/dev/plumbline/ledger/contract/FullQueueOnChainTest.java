package dev.plumbline.ledger.contract;

import static dev.plumbline.ledger.anchor.RootAnchorError.NOT_OPEN;
import static dev.plumbline.ledger.anchor.RootAnchorError.QUEUE_FULL;
import static dev.plumbline.ledger.contract.DemandOnChainTest.place;
import static dev.plumbline.ledger.contract.DemandOnChainTest.queue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.anchor.IncludedDemand;
import dev.plumbline.ledger.anchor.RootAnchor;
import dev.plumbline.proofs.ethereum.AnchorLayout;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A queue with 1,024 demands, made one by one: that is why the class takes a second or two to start. */
class FullQueueOnChainTest extends OnChain {
    private static final int FULL = AnchorLayout.QUEUE_MAX;
    private static final byte[] LATE = KnownTree.bytes("the demand after them");

    @Override
    void prepare() {
        anchor(0, 4).requireSuccess();
        node.demandAll(node.stranger, Collections.nCopies(FULL - 1, ENTRY));
        assertThat(node.slot(6)).isEqualTo(queue(FULL - 1, 0, 0));
    }

    @Test
    void takesTheLastPlaceAndNoMore() {
        node.demand(node.stranger, LATE).requireSuccess();
        assertThat(node.slot(6)).isEqualTo(queue(FULL, 0, 0));
        long last = 7 + 2 * (FULL - 1);
        assertThat(node.slot(last)).isEqualTo(Word.of(TreeHasher.leaf(LATE).bytes()));
        assertThat(node.slot(last + 1)).isEqualTo(place(FULL - 1, node.now() + RootAnchor.WINDOW_SECONDS, true));
        assertThat(node.slot(last + 2)).as("behind the ring").isEqualTo(Word.ZERO);
        assertThat(AnchorLayout.slotOfDemandedLeaf(FULL - 1)).isEqualTo(Word.ofNumber(last));
        assertThat(AnchorLayout.slotOfDemandedLeaf(FULL)).isEqualTo(Word.ofNumber(7));
        node.demand(node.stranger, LATE).requireRefusal(QUEUE_FULL, 0);
        // Room is at the front alone.
        satisfy(FULL - 1 - 10).requireSuccess();
        assertThat(node.slot(6)).isEqualTo(queue(FULL, 0, 0));
        node.demand(node.stranger, LATE).requireRefusal(QUEUE_FULL, 0);
    }

    @Test
    void everyPlaceOfTheRingHoldsItsDemand() {
        List<byte[]> calls = new ArrayList<>();
        for (long id = 0; id < FULL - 1; id++) {
            calls.add(RootAnchor.demandOfCall(id));
        }
        long deadline = node.now() + RootAnchor.WINDOW_SECONDS;
        List<Outcome> found = node.askAll(calls);
        for (int id = 0; id < FULL - 1; id++) {
            assertThat(found.get(id).requireSuccess().hex())
                    .isEqualTo(Words.of(TreeHasher.leaf(ENTRY), id, deadline, true));
        }
        for (long id : new long[] {0, 1, 500, FULL - 2}) {
            assertThat(node.slot(8 + 2 * id)).isEqualTo(place(id, deadline, true));
        }
        assertThat(node.slot(7 + 2L * (FULL - 1))).isEqualTo(Word.ZERO);
    }

    @Test
    void roomThatIsMadeInABlockOpensWithTheNext() {
        node.demand(node.stranger, ENTRY).requireSuccess();
        String freed =
                node.submit(node.operator, node.contract, RootAnchor.satisfyCall(shown(0, 1, 4), 4), BigInteger.ZERO);
        String sameBlock =
                node.submit(node.operator, node.contract, RootAnchor.demandCall(ENTRY), RootAnchor.DEPOSIT_WEI);
        node.mine();
        long block = node.outcome(freed).requireSuccess().block();
        Outcome refused = node.outcome(sameBlock);
        assertThat(refused.block()).isEqualTo(block);
        refused.requireRefusal(QUEUE_FULL, 1);
        assertThat(node.slot(6)).isEqualTo(queue(FULL, 1, block));
        node.demand(node.stranger, LATE).requireSuccess();
        assertThat(node.slot(6)).isEqualTo(queue(FULL + 1, 1, block));
        assertReuse();
    }

    /** Demand 1,024 took the place of demand 0, which nobody can mistake it for. */
    private void assertReuse() {
        assertThat(node.slot(7)).isEqualTo(Word.of(TreeHasher.leaf(LATE).bytes()));
        assertThat(node.slot(8)).isEqualTo(place(FULL, node.now() + RootAnchor.WINDOW_SECONDS, true));
        node.ask(RootAnchor.demandOfCall(0)).requireRefusal(NOT_OPEN, 0);
        node.ask(RootAnchor.demandOfCall(FULL)).requireSuccess();
        node.ask(RootAnchor.demandOfCall(FULL + 1)).requireRefusal(NOT_OPEN, FULL + 1);
        satisfy(0).requireRefusal(NOT_OPEN, 0);
        node.demand(node.stranger, LATE).requireRefusal(QUEUE_FULL, 1);
        // A satisfaction for the one that was there before is passed over.
        byte[] both = RootAnchor.anchorAndSatisfyCall(
                TREE.head(5), TREE.extension(4, 5), List.of(shown(0, 1, 5), shown(1, 1, 5)));
        assertThat(node.send(node.operator, both).requireSuccess().logs()).hasSize(2);
    }

    @Test
    void roomInAQueueThatWasNotFullIsThereAtOnce() {
        String freed =
                node.submit(node.operator, node.contract, RootAnchor.satisfyCall(shown(0, 1, 4), 4), BigInteger.ZERO);
        String first = node.submit(node.operator, node.contract, RootAnchor.demandCall(ENTRY), RootAnchor.DEPOSIT_WEI);
        String second = node.submit(node.operator, node.contract, RootAnchor.demandCall(ENTRY), RootAnchor.DEPOSIT_WEI);
        node.mine();
        node.outcome(freed).requireSuccess();
        node.outcome(first).requireSuccess();
        node.outcome(second).requireSuccess();
        assertThat(node.slot(6)).isEqualTo(queue(FULL + 1, 1, 0));
    }

    /** The operator's attempt to keep everybody else out: satisfy, anchor and demand again, all in one block. */
    @Test
    void anOperatorCannotKeepTheQueueFullInOneBlock() {
        node.demand(node.stranger, ENTRY).requireSuccess();
        byte[] both = RootAnchor.anchorAndSatisfyCall(
                TREE.head(5), TREE.extension(4, 5), List.of(shown(0, 1, 5), shown(1, 1, 5)));
        String anchored = node.submit(node.operator, node.contract, both, BigInteger.ZERO);
        String again = node.submit(node.operator, node.contract, RootAnchor.demandCall(ENTRY), RootAnchor.DEPOSIT_WEI);
        String honest = node.submit(node.other, node.contract, RootAnchor.demandCall(LATE), RootAnchor.DEPOSIT_WEI);
        node.mine();
        node.outcome(anchored).requireSuccess();
        node.outcome(again).requireRefusal(QUEUE_FULL, 2);
        node.outcome(honest).requireRefusal(QUEUE_FULL, 2);
        node.demand(node.other, LATE).requireSuccess();
    }

    /** The dearest thing that a single satisfaction can be made to do, and it still fits. */
    @Test
    void theFrontPassesAllThatWasSatisfiedBehindIt() {
        node.demand(node.stranger, ENTRY).requireSuccess();
        List<IncludedDemand> behind = new ArrayList<>();
        for (int id = 1; id < FULL; id++) {
            behind.add(shown(id, 1, 5));
            if (behind.size() == 256 || id == FULL - 1) {
                long size = TREE.head(5).size() + id;
                behind.replaceAll(one -> shown(one.id(), 1, size));
                long older = latestSize();
                byte[] both = RootAnchor.anchorAndSatisfyCall(TREE.head(size), TREE.extension(older, size), behind);
                node.send(node.operator, both).requireSuccess();
                behind.clear();
            }
        }
        assertThat(node.slot(6)).isEqualTo(queue(FULL, 0, 0));
        long size = latestSize();
        Outcome last = node.send(node.other, RootAnchor.satisfyCall(shown(0, 1, size), size))
                .requireSuccess();
        assertThat(node.slot(6)).isEqualTo(queue(FULL, FULL, last.block()));
        assertThat(last.gas()).isLessThan(3_000_000);
        assertThat(node.balance(node.contract)).isZero();
    }

    private long latestSize() {
        return new BigInteger(1, node.slot(0).bytes()).longValue();
    }

    private Outcome satisfy(long id) {
        return node.send(node.other, RootAnchor.satisfyCall(shown(id, 1, 4), 4));
    }
}
