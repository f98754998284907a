package dev.plumbline.api.cli;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HeadTrust;
import dev.plumbline.proofs.ethereum.NoHeads;
import dev.plumbline.proofs.verify.ForcedPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the caller says of a rollup himself, so that evidence about its sequencer need not be believed in it. */
final class SequencerOptions {
    @Option(
            names = "--sequencer",
            paramLabel = "0xADDRESS",
            description =
                    "with which a rollup's sequencer signs blocks, for evidence about it; may be given several times")
    private List<String> sequencers = new ArrayList<>();

    @Option(
            names = "--portal",
            paramLabel = "0xADDRESS",
            description = "the rollup's OptimismPortal on L1, for evidence of forced transactions")
    private @Nullable String portal;

    @Option(
            names = "--window",
            paramLabel = "BLOCKS",
            description = "the rollup's sequencing window in L1 blocks, such as 3600, for the same")
    private @Nullable Long window;

    SequencerOptions() {}

    /**
     * All of it.
     *
     * @param heads on whose word blocks are trusted; hashes may be of either chain, and nodes speak for L1 alone
     */
    ForcedPolicy policy(@Nullable HeadTrust heads, @Nullable HeadTrust hashes) throws FailedException {
        try {
            return new ForcedPolicy(
                    portal == null ? null : Address.parseHex(portal, "--portal"),
                    window,
                    heads == null ? NoHeads.NO_HEADS : heads,
                    hashes == null ? NoHeads.NO_HEADS : hashes,
                    stated());
        } catch (MalformedException | IllegalArgumentException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        }
    }

    /** What the caller said; empty if he said nothing. */
    Set<Address> stated() throws FailedException {
        var addresses = new HashSet<Address>();
        for (String text : sequencers) {
            try {
                addresses.add(Address.parseHex(text, "--sequencer"));
            } catch (MalformedException e) {
                throw FailedException.usage(String.valueOf(e.getMessage()));
            }
        }
        return addresses;
    }
}
