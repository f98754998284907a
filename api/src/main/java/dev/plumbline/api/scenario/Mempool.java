package dev.plumbline.api.scenario;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What waits at the sequencer, and the filling of a block from it.
 *
 * <p>A block is filled as geth fills it: of the first transactions of all accounts, by nonce, the preferred one is taken, then
 * that account's next one competes. Filling costs n log n. Not safe for threads; its owner guards it.
 */
public final class Mempool {
    // A sender's waiting transactions by nonce.
    private final Map<Address, SortedMap<Long, PooledTransaction>> waiting = new HashMap<>();
    private final Map<Address, Long> nextNonce = new HashMap<>();
    private final Map<Word, Integer> slotsWaited = new HashMap<>();
    private final Set<Word> passedOver = new HashSet<>();

    /** Takes a transaction; one of the same account and nonce is replaced, whatever it pays, unless it is the same. */
    public void add(PooledTransaction transaction) {
        waiting.computeIfAbsent(transaction.sender(), sender -> new TreeMap<>())
                .merge(
                        transaction.nonce(),
                        transaction,
                        (old, newer) -> old.hash().equals(newer.hash()) ? old : newer);
    }

    /** Removes and returns what the sequencer would not take, although it could, since this was asked last. */
    public Set<Word> passedOver() {
        var all = Set.copyOf(passedOver);
        passedOver.clear();
        return all;
    }

    /** Transactions that wait. */
    public int size() {
        return waiting.values().stream().mapToInt(Map::size).sum();
    }

    /** Removes and returns what goes into a block, in the order in which it stands there. */
    public List<PooledTransaction> fill(Slot slot, Behaviour behaviour) {
        Comparator<PooledTransaction> preference = behaviour
                .preference(slot)
                .thenComparing(transaction -> transaction.hash().hex());
        var heads = new PriorityQueue<PooledTransaction>(preference);
        for (Address sender : waiting.keySet()) {
            offerNext(sender, slot, behaviour, heads);
        }
        var block = new ArrayList<PooledTransaction>();
        while (block.size() < slot.transactionsMax() && !heads.isEmpty()) {
            PooledTransaction taken = heads.remove();
            block.add(taken);
            waiting.getOrDefault(taken.sender(), new TreeMap<>()).remove(taken.nonce());
            nextNonce.put(taken.sender(), taken.nonce() + 1);
            slotsWaited.remove(taken.hash());
            offerNext(taken.sender(), slot, behaviour, heads);
        }
        countSlot(slot);
        return block;
    }

    private void offerNext(Address sender, Slot slot, Behaviour behaviour, PriorityQueue<PooledTransaction> heads) {
        SortedMap<Long, PooledTransaction> own = waiting.getOrDefault(sender, new TreeMap<>());
        PooledTransaction next = own.get(nextNonce.getOrDefault(sender, 0L));
        if (next == null || !isCandidate(next, slot)) {
            return;
        }
        if (behaviour.takes(next, slot, slotsWaited.getOrDefault(next.hash(), 0))) {
            heads.add(next);
        } else {
            passedOver.add(next.hash());
        }
    }

    private static boolean isCandidate(PooledTransaction transaction, Slot slot) {
        return transaction.arrivedAtMillis() <= slot.timeMillis() && transaction.pays(slot.baseFee());
    }

    private void countSlot(Slot slot) {
        for (SortedMap<Long, PooledTransaction> own : waiting.values()) {
            for (PooledTransaction transaction : own.values()) {
                if (isCandidate(transaction, slot)) {
                    slotsWaited.merge(transaction.hash(), 1, Integer::sum);
                }
            }
        }
    }
}
