package dev.plumbline.api.cli;

import dev.plumbline.proofs.ethereum.HeadTrust;
import dev.plumbline.proofs.ethereum.PinnedHeads;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.ForcedEvidence;
import dev.plumbline.proofs.rollup.RollupBlock;
import dev.plumbline.proofs.verify.ForcedPolicy;
import dev.plumbline.proofs.verify.ForcedVerifier;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads evidence as whoever collected it may: the blocks are those that his own nodes showed him. For anybody else that is no
 * ground, so the words say whose blocks they are.
 */
final class ForcedReading {
    private ForcedReading() {}

    static Finding of(ForcedEvidence evidence, @Nullable Long window) {
        var hashes = new HashSet<Word>();
        hashes.add(evidence.header().keccak());
        RawRlp latest = evidence.latest();
        if (latest != null) {
            hashes.add(latest.keccak());
        }
        for (RollupBlock block : evidence.blocks()) {
            if (block instanceof RollupBlock.ByHeader plain) {
                hashes.add(plain.header().keccak());
            }
        }
        HeadTrust shown = new PinnedHeads(hashes);
        var policy = new ForcedPolicy(evidence.portal(), window, shown, shown, Set.of());
        return SequencerFileCheck.finding(new ForcedVerifier(policy).verify(evidence.encode()));
    }
}
