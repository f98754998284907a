package dev.plumbline.api.scenario;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * How a sequencer does its work: each method is one choice that a sequencer has, answered here as an honest one would.
 *
 * <p>A behaviour has no state and draws nothing: what it does to a transaction follows from the transaction, the slot and the
 * behaviour's own fields, so that a run can be replayed and its truth written down.
 */
public interface Behaviour {
    /** What the default of the OP Stack does: effective tip first, ties by arrival, nonces respected, nothing left out. */
    Behaviour HONEST = new Behaviour() {};

    /** Whether it derives from L1 what somebody has forced in there, as the rollup's rules demand. */
    default boolean takesForced(Address sender) {
        return true;
    }

    /** Whether it makes no block at that time. */
    default boolean isDark(long timeMillis) {
        return false;
    }

    /**
     * Whether it is willing to put a transaction into a block.
     *
     * @param slotsWaited blocks since the transaction arrived in which it could have been, by fee and time, and was not
     */
    default boolean takes(PooledTransaction transaction, Slot slot, int slotsWaited) {
        return true;
    }

    /** Whom it prefers when it fills a block; an account's nonces stay in order whatever this says. */
    default Comparator<PooledTransaction> preference(Slot slot) {
        return byTip(slot.baseFee());
    }

    /** Whether at that time it prefers others than an honest one would. */
    default boolean reorders(long timeMillis) {
        return false;
    }

    /** Whether it signs a second block of that number. */
    default boolean equivocatesAt(long number) {
        return false;
    }

    /** Which of its keys signs a block of that time, from 0. */
    default int signerAt(long number, long timeMillis) {
        return 0;
    }

    /** Effective tip from high to low, then arrival. */
    static Comparator<PooledTransaction> byTip(BigInteger baseFee) {
        return Comparator.comparing((PooledTransaction tx) -> tx.effectiveTip(baseFee))
                .reversed()
                .thenComparingLong(PooledTransaction::arrivedAtMillis);
    }

    /** Lets every transaction of some accounts wait for so many blocks. */
    record Delay(Set<Address> accounts, int blocks) implements Behaviour {
        /** Copies the set. */
        public Delay {
            accounts = Set.copyOf(accounts);
        }

        @Override
        public boolean takes(PooledTransaction transaction, Slot slot, int slotsWaited) {
            return slotsWaited >= blocks || !accounts.contains(transaction.sender());
        }
    }

    /**
     * Never takes one in {@code oneIn} of some accounts' transactions, chosen by their hashes.
     *
     * @param oneIn 1 drops them all
     */
    record Drop(Set<Address> accounts, int oneIn) implements Behaviour {
        /** Copies the set. */
        public Drop {
            accounts = Set.copyOf(accounts);
        }

        /** Whether it would never take this transaction. */
        public boolean drops(Address sender, Word hash) {
            long drawn = ByteBuffer.wrap(hash.bytes()).getLong();
            return accounts.contains(sender) && Math.floorMod(drawn, (long) oneIn) == 0;
        }

        @Override
        public boolean takes(PooledTransaction transaction, Slot slot, int slotsWaited) {
            return !drops(transaction.sender(), transaction.hash());
        }
    }

    /** Leaves out what its victims have forced in through L1, which the rollup's rules do not let it. */
    record LeaveOutForced(Set<Address> victims) implements Behaviour {
        /** Copies the set. */
        public LeaveOutForced {
            victims = Set.copyOf(victims);
        }

        @Override
        public boolean takesForced(Address sender) {
            return !victims.contains(sender);
        }
    }

    /** Puts its friends' transactions at the front of every block, whatever they pay. */
    record ReorderForProfit(Set<Address> friends) implements Behaviour {
        /** Copies the set. */
        public ReorderForProfit {
            friends = Set.copyOf(friends);
        }

        @Override
        public boolean reorders(long timeMillis) {
            return true;
        }

        @Override
        public Comparator<PooledTransaction> preference(Slot slot) {
            return Comparator.comparing((PooledTransaction tx) -> !friends.contains(tx.sender()))
                    .thenComparing(byTip(slot.baseFee()));
        }
    }

    /** Serves those first who came last, as a queue does that is emptied from the wrong end. */
    record LastComeFirstServed() implements Behaviour {
        @Override
        public boolean reorders(long timeMillis) {
            return true;
        }

        @Override
        public Comparator<PooledTransaction> preference(Slot slot) {
            return Comparator.comparingLong(PooledTransaction::arrivedAtMillis).reversed();
        }
    }

    /** Signs two blocks of one number. */
    record Equivocate(long number) implements Behaviour {
        @Override
        public boolean equivocatesAt(long asked) {
            return asked == number;
        }
    }

    /** Makes no block for a while. */
    record Dark(long fromMillis, long toMillis) implements Behaviour {
        @Override
        public boolean isDark(long timeMillis) {
            return fromMillis <= timeMillis && timeMillis < toMillis;
        }
    }

    /**
     * Is another operator from some time on, who has keys of his own and signs with each in turn.
     *
     * @param fromMillis when the keys change
     * @param first the new operator's first key
     * @param count how many he has; more than one is a rotating set
     * @param blocks blocks that each of a rotating set signs before the next one's turn
     */
    record Replaced(long fromMillis, int first, int count, int blocks) implements Behaviour {
        @Override
        public int signerAt(long number, long timeMillis) {
            return timeMillis < fromMillis ? 0 : first + (int) (number / blocks % count);
        }
    }

    /** Behaves like another, but only for a while; honest before and after. */
    record During(long fromMillis, long toMillis, Behaviour behaviour) implements Behaviour {
        private Behaviour at(long timeMillis) {
            return fromMillis <= timeMillis && timeMillis < toMillis ? behaviour : HONEST;
        }

        @Override
        public boolean isDark(long timeMillis) {
            return at(timeMillis).isDark(timeMillis);
        }

        @Override
        public boolean takes(PooledTransaction transaction, Slot slot, int slotsWaited) {
            return at(slot.timeMillis()).takes(transaction, slot, slotsWaited);
        }

        @Override
        public Comparator<PooledTransaction> preference(Slot slot) {
            return at(slot.timeMillis()).preference(slot);
        }

        @Override
        public boolean reorders(long timeMillis) {
            return at(timeMillis).reorders(timeMillis);
        }

        @Override
        public boolean equivocatesAt(long number) {
            return behaviour.equivocatesAt(number);
        }

        @Override
        public int signerAt(long number, long timeMillis) {
            return at(timeMillis).signerAt(number, timeMillis);
        }
    }

    /**
     * Does all of these: dark if one is, taking what all take, equivocating if one does. Order and signer are those of the
     * first that does not leave them as an honest one would.
     */
    record Together(List<Behaviour> all) implements Behaviour {
        /** Copies the list. */
        public Together {
            all = List.copyOf(all);
        }

        @Override
        public boolean isDark(long timeMillis) {
            return all.stream().anyMatch(each -> each.isDark(timeMillis));
        }

        @Override
        public boolean takesForced(Address sender) {
            return all.stream().allMatch(each -> each.takesForced(sender));
        }

        @Override
        public boolean takes(PooledTransaction transaction, Slot slot, int slotsWaited) {
            return all.stream().allMatch(each -> each.takes(transaction, slot, slotsWaited));
        }

        @Override
        public Comparator<PooledTransaction> preference(Slot slot) {
            for (Behaviour each : all) {
                if (each.reorders(slot.timeMillis())) {
                    return each.preference(slot);
                }
            }
            return byTip(slot.baseFee());
        }

        @Override
        public boolean reorders(long timeMillis) {
            return all.stream().anyMatch(each -> each.reorders(timeMillis));
        }

        @Override
        public boolean equivocatesAt(long number) {
            return all.stream().anyMatch(each -> each.equivocatesAt(number));
        }

        @Override
        public int signerAt(long number, long timeMillis) {
            return all.stream()
                    .mapToInt(each -> each.signerAt(number, timeMillis))
                    .max()
                    .orElse(0);
        }
    }
}
