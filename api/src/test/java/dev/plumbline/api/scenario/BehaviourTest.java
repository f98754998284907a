package dev.plumbline.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.rpc.SignedTransaction;
import dev.plumbline.proofs.ethereum.Address;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each behaviour does to a pool of a few transactions, counted by hand. */
class BehaviourTest {
    private static final Address ANNE = account(1);
    private static final Address BERT = account(2);
    private static final Address CARL = account(3);
    private static final long START = 1_000_000;
    private static final long PLENTY = 100_000_000;

    private int made;

    @Test
    void paysAttentionToTipsThenToArrival() {
        var maker = new BlockMaker(Behaviour.HONEST, 0);
        var low = tx(ANNE, 0, 1, 10);
        var late = tx(BERT, 0, 5, 30);
        var early = tx(CARL, 0, 5, 20);
        List.of(low, late, early).forEach(maker::add);
        assertThat(block(maker, 1)).containsExactly(early, late, low);
    }

    @Test
    void keepsNoncesInOrderWhateverTheyPay() {
        var maker = new BlockMaker(Behaviour.HONEST, 0);
        var first = tx(ANNE, 0, 1, 0);
        var second = tx(ANNE, 1, 9, 1);
        var other = tx(BERT, 0, 5, 2);
        List.of(second, other, first).forEach(maker::add);
        assertThat(block(maker, 1)).containsExactly(other, first, second);
    }

    @Test
    void leavesWhatPaysLessThanTheBaseFee() {
        var maker = new BlockMaker(Behaviour.HONEST, 0);
        var poor = tx(ANNE, 0, 1, 0, maker.baseFee().longValueExact() - 1);
        maker.add(poor);
        assertThat(block(maker, 1)).isEmpty();
        assertThat(maker.waiting()).isEqualTo(1);
    }

    @Test
    void leavesWhatHasNotArrivedYet() {
        var maker = new BlockMaker(Behaviour.HONEST, 0);
        var tx = tx(ANNE, 0, 1, 3 * BlockMaker.BLOCK_MILLIS);
        maker.add(tx);
        assertThat(block(maker, 2)).isEmpty();
        assertThat(block(maker, 3)).containsExactly(tx);
    }

    @Test
    void delaysOneAccountByExactlySoManyBlocks() {
        for (int blocks = 0; blocks < 5; blocks++) {
            var maker = new BlockMaker(new Behaviour.Delay(Set.of(ANNE), blocks), 0);
            var delayed = tx(ANNE, 0, 9, 0);
            var other = tx(BERT, 0, 1, 0);
            maker.add(delayed);
            maker.add(other);
            for (int i = 0; i < blocks; i++) {
                assertThat(block(maker, i + 1L)).doesNotContain(delayed);
            }
            assertThat(block(maker, blocks + 1L)).contains(delayed);
        }
    }

    @Test
    void dropsAboutOneInNOfOneAccountOnly() {
        var drop = new Behaviour.Drop(Set.of(ANNE), 4);
        int dropped = 0;
        for (int i = 0; i < 400; i++) {
            var tx = tx(ANNE, i, 1, 0);
            boolean isTaken = drop.takes(tx, slot(), 0);
            assertThat(isTaken).isEqualTo(!drop.drops(ANNE, tx.hash()));
            assertThat(drop.takes(tx, slot(), 1_000)).isEqualTo(isTaken);
            assertThat(drop.drops(BERT, tx.hash())).isFalse();
            dropped += isTaken ? 0 : 1;
        }
        assertThat(dropped).isBetween(70, 130);
    }

    @Test
    void putsTheFriendInFront() {
        var maker = new BlockMaker(new Behaviour.ReorderForProfit(Set.of(CARL)), 0);
        var rich = tx(ANNE, 0, 9, 0);
        var friend = tx(CARL, 0, 1, 5);
        List.of(rich, friend).forEach(maker::add);
        assertThat(block(maker, 1)).containsExactly(friend, rich);
    }

    @Test
    void emptiesAQueueFromTheWrongEndOnlyWhileItDoes() {
        long until = START + 2 * BlockMaker.BLOCK_MILLIS;
        var behaviour = new Behaviour.During(0, until, new Behaviour.LastComeFirstServed());
        for (boolean isAfter : List.of(false, true)) {
            var maker = new BlockMaker(behaviour, 0);
            var early = tx(ANNE, 0, 5, 0);
            var late = tx(BERT, 0, 5, 1);
            List.of(early, late).forEach(maker::add);
            assertThat(block(maker, isAfter ? 2 : 1)).isEqualTo(isAfter ? List.of(early, late) : List.of(late, early));
        }
    }

    @Test
    void makesNoBlockInTheDark() {
        var maker = new BlockMaker(
                new Behaviour.Dark(START + BlockMaker.BLOCK_MILLIS, START + 3 * BlockMaker.BLOCK_MILLIS), 7);
        assertThat(maker.make(START)).isNotNull();
        assertThat(maker.make(START + BlockMaker.BLOCK_MILLIS)).isNull();
        assertThat(maker.make(START + 2 * BlockMaker.BLOCK_MILLIS)).isNull();
        MadeBlock next = maker.make(START + 3 * BlockMaker.BLOCK_MILLIS);
        assertThat(next).isNotNull();
        assertThat(next.slot().number()).isEqualTo(9);
    }

    @Test
    void handsOverToARotatingSet() {
        var behaviour = new Behaviour.Replaced(START, 1, 3, 2);
        assertThat(behaviour.signerAt(5, START - 1)).isZero();
        var signers = new ArrayList<Integer>();
        for (long number = 6; number < 14; number++) {
            signers.add(behaviour.signerAt(number, START));
        }
        assertThat(signers).containsExactly(1, 1, 2, 2, 3, 3, 1, 1);
    }

    @Test
    void doesSeveralThingsAtOnce() {
        var together = new Behaviour.Together(List.of(
                new Behaviour.Delay(Set.of(ANNE), 1),
                new Behaviour.Equivocate(3),
                new Behaviour.Dark(START, START + 1),
                new Behaviour.ReorderForProfit(Set.of(CARL)),
                new Behaviour.Replaced(START, 1, 1, 1)));
        assertThat(together.isDark(START)).isTrue();
        assertThat(together.isDark(START + 1)).isFalse();
        assertThat(together.takes(tx(ANNE, 0, 1, 0), slot(), 0)).isFalse();
        assertThat(together.takes(tx(BERT, 0, 1, 0), slot(), 0)).isTrue();
        assertThat(together.equivocatesAt(3)).isTrue();
        assertThat(together.equivocatesAt(4)).isFalse();
        assertThat(together.signerAt(4, START)).isEqualTo(1);
        var maker = new BlockMaker(together, 0);
        var friend = tx(CARL, 0, 1, 0);
        var other = tx(BERT, 0, 2, 0);
        List.of(other, friend).forEach(maker::add);
        assertThat(block(maker, 1)).containsExactly(friend, other);
    }

    @Test
    void fillsBlocksNoFurtherThanTheyGo() {
        var maker = new BlockMaker(Behaviour.HONEST, 0);
        for (int i = 0; i < BlockMaker.TRANSACTIONS_MAX + 3; i++) {
            maker.add(tx(ANNE, i, 1, 0));
        }
        BigInteger before = maker.baseFee();
        assertThat(block(maker, 1)).hasSize(BlockMaker.TRANSACTIONS_MAX);
        assertThat(maker.baseFee()).isGreaterThan(before);
        assertThat(block(maker, 2)).hasSize(3);
    }

    private static List<PooledTransaction> block(BlockMaker maker, long blocks) {
        MadeBlock block = maker.make(START + blocks * BlockMaker.BLOCK_MILLIS);
        assertThat(block).isNotNull();
        return block.transactions();
    }

    private PooledTransaction tx(Address sender, long nonce, long tip, long afterMillis) {
        return tx(sender, nonce, tip, afterMillis, PLENTY);
    }

    private PooledTransaction tx(Address sender, long nonce, long tip, long afterMillis, long cap) {
        made++;
        byte[] raw = BigInteger.valueOf(made).toByteArray();
        return new PooledTransaction(
                new SignedTransaction(raw),
                sender,
                nonce,
                BigInteger.valueOf(cap),
                BigInteger.valueOf(tip),
                START + afterMillis);
    }

    private static Slot slot() {
        return new Slot(1, START, BigInteger.ONE, 1);
    }

    private static Address account(int number) {
        byte[] bytes = new byte[Address.LENGTH];
        Arrays.fill(bytes, (byte) number);
        return Address.of(bytes);
    }
}
