package dev.plumbline.proofs.verify;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HeadTrust;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of evidence about forced transactions brings himself.
 *
 * @param portal the rollup's contract on L1 to which deposits are handed; null leaves everything undecided, since whoever likes
 *     may announce deposits from a contract of his own
 * @param windowBlocks the rollup's sequencing window in L1 blocks, such as 3600; null if it is not known
 * @param l1 on whose word L1 blocks are trusted
 * @param rollup on whose word blocks of the rollup are trusted
 * @param sequencers with which addresses the rollup's sequencer signs: a block that one of them signed is trusted to be what the
 *     sequencer spread
 */
public record ForcedPolicy(
        @Nullable Address portal,
        @Nullable Long windowBlocks,
        HeadTrust l1,
        HeadTrust rollup,
        Set<Address> sequencers) {
    /**
     * Copies the addresses.
     *
     * @throws IllegalArgumentException if the window is not positive
     */
    public ForcedPolicy {
        sequencers = Set.copyOf(sequencers);
        if (windowBlocks != null && windowBlocks <= 0) {
            throw new IllegalArgumentException("sequencing window is " + windowBlocks + " blocks, want 1 or more");
        }
    }
}
