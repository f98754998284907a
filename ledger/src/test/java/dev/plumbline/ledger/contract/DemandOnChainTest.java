package dev.plumbline.ledger.contract;

import static dev.plumbline.ledger.anchor.RootAnchorError.ENTRY_OUT_OF_BOUNDS;
import static dev.plumbline.ledger.anchor.RootAnchorError.NOT_INCLUDED;
import static dev.plumbline.ledger.anchor.RootAnchorError.NOT_LATEST;
import static dev.plumbline.ledger.anchor.RootAnchorError.NOT_OPEN;
import static dev.plumbline.ledger.anchor.RootAnchorError.WRONG_DEPOSIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.anchor.DemandedEvent;
import dev.plumbline.ledger.anchor.IncludedDemand;
import dev.plumbline.ledger.anchor.RootAnchor;
import dev.plumbline.ledger.anchor.SatisfiedEvent;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.ethereum.AnchorLayout;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The life of a demand: made, shown to be served, paid. */
class DemandOnChainTest extends OnChain {
    private static final Hash LEAF = TreeHasher.leaf(ENTRY);

    @Test
    void isHeldInItsPlaceAndAnnouncedWithItsBytes() throws RpcException {
        node.ask(RootAnchor.demandOfCall(0)).requireRefusal(NOT_OPEN, 0);
        for (long id = 0; id < 3; id++) {
            byte[] entry = KnownTree.bytes("entry " + id);
            Outcome made = node.demand(node.stranger, entry).requireSuccess();
            long deadline = node.now() + RootAnchor.WINDOW_SECONDS;
            Hash leaf = TreeHasher.leaf(entry);
            assertThat(node.slot(7 + 2 * id)).isEqualTo(Word.of(leaf.bytes()));
            assertThat(node.slot(8 + 2 * id)).isEqualTo(place(id, deadline, true));
            assertThat(node.slot(6)).isEqualTo(queue(id + 1, 0, 0));
            assertThat(AnchorLayout.slotOfDemand(id)).isEqualTo(Word.ofNumber(8 + 2 * id));
            assertThat(made.logs()).hasSize(1);
            DemandedEvent event = DemandedEvent.of(made.logs().get(0));
            assertThat(event.id()).isEqualTo(id);
            assertThat(event.deadline()).isEqualTo(deadline);
            assertThat(event.entry()).isEqualTo(entry);
            assertThat(node.ask(RootAnchor.demandOfCall(id)).requireSuccess().output())
                    .isEqualTo(Words.bytes(leaf, id, deadline, true));
        }
        assertThat(node.ask(Words.call("queue()")).output()).isEqualTo(Words.bytes(3, 0, 0));
        node.ask(RootAnchor.demandOfCall(3)).requireRefusal(NOT_OPEN, 3);
        assertThat(node.balance(node.contract)).isEqualTo(RootAnchor.DEPOSIT_WEI.multiply(BigInteger.valueOf(3)));
    }

    @Test
    void returnsItsNumber() {
        // A question with money: the node lends it.
        for (long id = 0; id < 2; id++) {
            String answer = node.anvil
                    .call(
                            "eth_call",
                            Map.of(
                                    "from",
                                    node.stranger.hex(),
                                    "to",
                                    node.contract.hex(),
                                    "data",
                                    "0x" + HexFormat.of().formatHex(RootAnchor.demandCall(ENTRY)),
                                    "value",
                                    "0x" + RootAnchor.DEPOSIT_WEI.toString(16)),
                            "latest")
                    .textValue();
            assertThat(answer).isEqualTo("0x" + Words.of(id));
            node.demand(node.stranger, ENTRY).requireSuccess();
        }
    }

    @Test
    void costsTheDepositToTheWei() {
        byte[] call = RootAnchor.demandCall(ENTRY);
        BigInteger deposit = RootAnchor.DEPOSIT_WEI;
        for (BigInteger wei : new BigInteger[] {
            BigInteger.ZERO,
            BigInteger.ONE,
            deposit.subtract(BigInteger.ONE),
            deposit.add(BigInteger.ONE),
            deposit.add(deposit)
        }) {
            node.send(node.stranger, call, wei).requireRefusal(WRONG_DEPOSIT, wei, deposit);
        }
        node.send(node.stranger, call, deposit).requireSuccess();
        assertThat(node.balance(node.contract)).isEqualTo(deposit);
    }

    @Test
    void takesEntriesOfTheSizesThatALogTakes() throws RpcException {
        node.demand(node.stranger, new byte[0]).requireRefusal(ENTRY_OUT_OF_BOUNDS, 0);
        byte[] tooLarge = new byte[RootAnchor.ENTRY_BYTES_MAX + 1];
        node.demand(node.stranger, tooLarge).requireRefusal(ENTRY_OUT_OF_BOUNDS, tooLarge.length);
        long id = 0;
        for (int length : new int[] {1, 31, 32, 33, RootAnchor.ENTRY_BYTES_MAX}) {
            byte[] entry = new byte[length];
            Arrays.fill(entry, (byte) 0xa5);
            Outcome made = node.demand(node.stranger, entry).requireSuccess();
            assertThat(DemandedEvent.of(made.logs().get(0)).entry()).isEqualTo(entry);
            assertThat(node.slot(7 + 2 * id).bytes())
                    .isEqualTo(TreeHasher.leaf(entry).bytes());
            id++;
        }
    }

    @Test
    void isSatisfiedByAnybodyAndPaysThem() throws RpcException {
        node.demand(node.stranger, ENTRY).requireSuccess();
        long deadline = node.now() + RootAnchor.WINDOW_SECONDS;
        anchor(0, 5).requireSuccess();
        BigInteger before = node.balance(node.other);
        byte[] call = RootAnchor.satisfyCall(shown(0, 3, 5), 5);
        Outcome satisfied = node.send(node.other, call).requireSuccess();
        assertThat(SatisfiedEvent.of(satisfied.logs().get(0))).isEqualTo(new SatisfiedEvent(0, 3, node.other));
        assertThat(satisfied.logs()).hasSize(1);
        assertThat(node.balance(node.contract)).isZero();
        // All of the deposit came, less what the gas cost.
        assertThat(node.balance(node.other))
                .isBetween(
                        before.add(RootAnchor.DEPOSIT_WEI.divide(BigInteger.TWO)), before.add(RootAnchor.DEPOSIT_WEI));
        assertThat(node.slot(7)).isEqualTo(Word.of(LEAF.bytes()));
        assertThat(node.slot(8)).isEqualTo(place(0, deadline, false));
        assertThat(node.slot(6)).isEqualTo(queue(1, 1, 0));
        node.send(node.other, call).requireRefusal(NOT_OPEN, 0);
        // It can still be read.
        assertThat(node.ask(RootAnchor.demandOfCall(0)).requireSuccess().output())
                .isEqualTo(Words.bytes(LEAF, 0, deadline, false));
    }

    @Test
    void ofAnEntryThatIsInTheLogAlreadyIsSatisfiedAtOnce() {
        anchor(0, 5).requireSuccess();
        node.demand(node.stranger, ENTRY).requireSuccess();
        node.send(node.stranger, RootAnchor.satisfyCall(shown(0, 0, 5), 5)).requireSuccess();
        assertThat(node.slot(6)).isEqualTo(queue(1, 1, 0));
        anchor(5, 6).requireSuccess();
    }

    @Test
    void twiceOfTheSameEntryAreTwoWithOneLeaf() {
        node.demand(node.stranger, ENTRY).requireSuccess();
        node.demand(node.other, ENTRY).requireSuccess();
        anchor(0, 1).requireSuccess();
        node.send(node.other, RootAnchor.satisfyCall(shown(1, 0, 1), 1)).requireSuccess();
        assertThat(node.slot(6)).as("the front waits for the oldest").isEqualTo(queue(2, 0, 0));
        node.send(node.other, RootAnchor.satisfyCall(shown(0, 0, 1), 1)).requireSuccess();
        assertThat(node.slot(6)).as("the front passes both").isEqualTo(queue(2, 2, 0));
        assertThat(node.balance(node.contract)).isZero();
    }

    @Test
    void isNotSatisfiedByAnythingElse() {
        KnownTree log = KnownTree.named("entry");
        node.demand(node.stranger, KnownTree.bytes("entry 3")).requireSuccess();
        node.demand(node.stranger, KnownTree.bytes("entry 9")).requireSuccess();
        // Before the first anchor nothing is in the log, whatever the proof.
        node.send(node.other, RootAnchor.satisfyCall(new IncludedDemand(0, 0, List.of()), 0))
                .requireRefusal(NOT_INCLUDED, 0, 0);
        node.send(node.operator, RootAnchor.anchorCall(log.head(7), List.of())).requireSuccess();
        List<Hash> path = log.inclusion(3, 7).path();
        for (long index = 0; index < 9; index++) {
            if (index != 3) {
                node.send(node.other, RootAnchor.satisfyCall(new IncludedDemand(0, index, path), 7))
                        .requireRefusal(NOT_INCLUDED, 0, index);
            }
        }
        for (int at = 0; at < path.size(); at++) {
            List<Hash> changed = new ArrayList<>(path);
            changed.set(at, LEAF);
            node.send(node.other, RootAnchor.satisfyCall(new IncludedDemand(0, 3, changed), 7))
                    .requireRefusal(NOT_INCLUDED, 0, 3);
        }
        var right = new IncludedDemand(0, 3, path);
        node.send(node.other, RootAnchor.satisfyCall(new IncludedDemand(1, 3, path), 7))
                .requireRefusal(NOT_INCLUDED, 1, 3);
        node.send(node.other, RootAnchor.satisfyCall(new IncludedDemand(2, 3, path), 7))
                .requireRefusal(NOT_OPEN, 2);
        node.send(node.other, RootAnchor.satisfyCall(new IncludedDemand(1_024, 3, path), 7))
                .requireRefusal(NOT_OPEN, 1_024);
        node.send(node.other, RootAnchor.satisfyCall(right, 6)).requireRefusal(NOT_LATEST, 6, 7);
        node.send(node.other, RootAnchor.satisfyCall(right, 8)).requireRefusal(NOT_LATEST, 8, 7);
        assertThat(node.slot(6)).isEqualTo(queue(2, 0, 0));
        node.send(node.other, RootAnchor.satisfyCall(right, 7)).requireSuccess();
        assertThat(node.slot(6)).isEqualTo(queue(2, 1, 0));
    }

    @Test
    void isSatisfiedInTheTransactionThatAnchorsIt() throws RpcException {
        for (int i = 0; i < 3; i++) {
            node.demand(node.stranger, ENTRY).requireSuccess();
        }
        BigInteger before = node.balance(node.operator);
        // One of them twice, and two that are not open: these are passed over.
        List<IncludedDemand> shown =
                List.of(shown(2, 1, 4), shown(0, 2, 4), shown(0, 2, 4), shown(3, 1, 4), shown(1_024, 1, 4));
        Outcome outcome = node.send(node.operator, RootAnchor.anchorAndSatisfyCall(TREE.head(4), List.of(), shown))
                .requireSuccess();
        assertThat(outcome.logs()).hasSize(3);
        assertThat(SatisfiedEvent.of(outcome.logs().get(1))).isEqualTo(new SatisfiedEvent(2, 1, node.operator));
        assertThat(SatisfiedEvent.of(outcome.logs().get(2))).isEqualTo(new SatisfiedEvent(0, 2, node.operator));
        assertThat(node.slot(6)).isEqualTo(queue(3, 1, 0));
        assertThat(node.balance(node.contract)).isEqualTo(RootAnchor.DEPOSIT_WEI);
        assertThat(node.balance(node.operator)).isGreaterThan(before.add(RootAnchor.DEPOSIT_WEI));
        // A proof that shows nothing undoes all of it.
        List<IncludedDemand> wrong =
                List.of(new IncludedDemand(1, 4, TREE.inclusion(3, 4).path()));
        node.send(node.operator, RootAnchor.anchorAndSatisfyCall(TREE.head(5), TREE.extension(4, 5), wrong))
                .requireRefusal(NOT_INCLUDED, 1, 4);
        assertThat(node.slot(0).hex()).endsWith(Words.of(4).substring(48));
    }

    static Word queue(long next, long oldest, long freedBlock) {
        return Word.of(Words.bytes(BigInteger.valueOf(freedBlock)
                .shiftLeft(64)
                .or(BigInteger.valueOf(oldest))
                .shiftLeft(64)
                .or(BigInteger.valueOf(next))));
    }

    static Word place(long id, long deadline, boolean isOpen) {
        return Word.of(Words.bytes(BigInteger.valueOf(isOpen ? 1 : 0)
                .shiftLeft(64)
                .or(BigInteger.valueOf(deadline))
                .shiftLeft(64)
                .or(BigInteger.valueOf(id))));
    }
}
