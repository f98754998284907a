package dev.plumbline.api.scenario;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a sequencer really did in a run, written down as it did it: what reports are held against.
 *
 * @param plot what was going to happen
 * @param seed from which all of it can be replayed
 * @param handedIn transactions that reached the sequencer
 * @param included of them, those in blocks
 * @param delayed of those, the ones that it let wait
 * @param dropped transactions that it could have taken and never will; those behind them by nonce are not among them
 * @param jumped blocks in which somebody stands in front of one who pays more, without need
 * @param equivocal heights with two signed blocks
 * @param darkSlots blocks that should have been made and were not
 * @param signers keys that signed, by number
 */
public record PlantedTruth(
        Plot plot,
        long seed,
        int handedIn,
        int included,
        int delayed,
        Set<Word> dropped,
        int jumped,
        Set<Long> equivocal,
        int darkSlots,
        Set<Integer> signers) {
    /** Copies the sets. */
    public PlantedTruth {
        dropped = Set.copyOf(dropped);
        equivocal = Set.copyOf(equivocal);
        signers = Set.copyOf(signers);
    }

    /** Writes a truth down. Not safe for threads. */
    public static final class Scribe {
        private final Plot plot;
        private final long seed;
        private final Cast cast;
        private final Behaviour behaviour;
        private final List<PooledTransaction> handedIn = new ArrayList<>();
        private final Set<Word> included = new HashSet<>();
        private final Set<Long> equivocal = new TreeSet<>();
        private final Set<Integer> signers = new TreeSet<>();
        private int jumped;
        private int delayed;
        private int darkSlots;

        /** @param behaviour what the plot made of the cast */
        public Scribe(Plot plot, long seed, Cast cast, Behaviour behaviour) {
            this.plot = plot;
            this.seed = seed;
            this.cast = cast;
            this.behaviour = behaviour;
        }

        /** A transaction reached the sequencer. */
        public void handedIn(PooledTransaction transaction) {
            handedIn.add(transaction);
        }

        /** No block was made. */
        public void dark() {
            darkSlots++;
        }

        /** A block was made. */
        public void made(MadeBlock block) {
            block.transactions().forEach(transaction -> included.add(transaction.hash()));
            signers.add(block.signer());
            if (block.isEquivocal()) {
                equivocal.add(block.slot().number());
            }
            if (plot == Plot.DELAY_BY_ONE_BLOCK) {
                delayed += (int)
                        block.transactions().stream().filter(this::isVictim).count();
            }
            if (isJumped(block)) {
                jumped++;
            }
        }

        private boolean isVictim(PooledTransaction transaction) {
            return cast.victim().contains(transaction.sender());
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

        /** Whether all earlier ones of its account are in blocks. */
        private boolean isReady(PooledTransaction transaction) {
            return handedIn.stream()
                    .filter(each -> each.sender().equals(transaction.sender()) && each.nonce() < transaction.nonce())
                    .allMatch(each -> included.contains(each.hash()));
        }

        /** What is written. */
        public PlantedTruth truth() {
            var dropped = new HashSet<Word>();
            if (behaviour instanceof Behaviour.Drop drop) {
                handedIn.stream()
                        .filter(each -> drop.drops(each.sender(), each.hash()) && isReady(each))
                        .forEach(each -> dropped.add(each.hash()));
            }
            return new PlantedTruth(
                    plot,
                    seed,
                    handedIn.size(),
                    included.size(),
                    delayed,
                    dropped,
                    jumped,
                    equivocal,
                    darkSlots,
                    signers);
        }
    }
}
