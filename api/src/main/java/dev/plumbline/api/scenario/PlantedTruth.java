package dev.plumbline.api.scenario;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a sequencer really did in a run, written down as it did it: what reports are held against.
 *
 * @param handedIn transactions that were sent to the sequencer
 * @param included of them, those in blocks
 * @param delayed of those, the ones that it let wait although it could have taken them
 * @param dropped transactions that it could have taken and never did; those behind them by nonce are not among them
 * @param forced transactions that were forced in through L1 and are in blocks
 * @param leftOut transactions that were forced in through L1 and left out of the block that had to hold them
 * @param jumped blocks in which somebody stands in front of one who pays more, without need
 * @param equivocal heights with two signed blocks
 * @param darkSlots blocks that should have been made and were not
 * @param signers keys that signed, by number
 */
public record PlantedTruth(
        int handedIn,
        Set<Word> included,
        Set<Word> delayed,
        Set<Word> dropped,
        Set<Word> forced,
        Set<Word> leftOut,
        int jumped,
        Set<Long> equivocal,
        int darkSlots,
        Set<Integer> signers) {
    /** Copies the sets. */
    public PlantedTruth {
        included = Set.copyOf(included);
        delayed = Set.copyOf(delayed);
        dropped = Set.copyOf(dropped);
        forced = Set.copyOf(forced);
        leftOut = Set.copyOf(leftOut);
        equivocal = Set.copyOf(equivocal);
        signers = Set.copyOf(signers);
    }

    /** Writes a truth down. Not safe for threads. */
    public static final class Scribe {
        private final Set<Word> included = new HashSet<>();
        private final Set<Word> passedOver = new HashSet<>();
        private final Set<Word> forced = new HashSet<>();
        private final Set<Word> leftOut = new HashSet<>();
        private final Set<Long> equivocal = new TreeSet<>();
        private final Set<Integer> signers = new TreeSet<>();
        private int handedIn;
        private int jumped;
        private int darkSlots;

        /** A transaction was sent to the sequencer. */
        public void handedIn() {
            handedIn++;
        }

        /** No block was made. */
        public void dark() {
            darkSlots++;
        }

        /** A block was made. */
        public void made(MadeBlock block) {
            block.transactions().forEach(transaction -> included.add(transaction.hash()));
            passedOver.addAll(block.passedOver());
            signers.add(block.signer());
            if (block.isEquivocal()) {
                equivocal.add(block.slot().number());
            }
            if (isJumped(block)) {
                jumped++;
            }
        }

        /** Deposits were due in a block that was made. */
        public void due(List<Word> taken, List<Word> notTaken) {
            forced.addAll(taken);
            leftOut.addAll(notTaken);
        }

        /** Whether a stranger stands behind one who pays less, and not because of its own earlier nonce. */
        private static boolean isJumped(MadeBlock block) {
            List<PooledTransaction> all = block.transactions();
            for (int i = 1; i < all.size(); i++) {
                Set<Address> before = new HashSet<>();
                for (int j = i - 1; j >= 0; j--) {
                    before.add(all.get(j).sender());
                    boolean paysMore = all.get(i)
                                    .effectiveTip(block.slot().baseFee())
                                    .compareTo(
                                            all.get(j).effectiveTip(block.slot().baseFee()))
                            > 0;
                    if (paysMore && !before.contains(all.get(i).sender())) {
                        return true;
                    }
                }
            }
            return false;
        }

        /** What is written. */
        public PlantedTruth truth() {
            var delayed = new HashSet<>(passedOver);
            delayed.retainAll(included);
            var dropped = new HashSet<>(passedOver);
            dropped.removeAll(included);
            return new PlantedTruth(
                    handedIn, included, delayed, dropped, forced, leftOut, jumped, equivocal, darkSlots, signers);
        }
    }
}
