package dev.plumbline.api.cli;

import dev.plumbline.ledger.rollup.ChainProfile;
import dev.plumbline.ledger.rollup.Observer;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.HeadTrust;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.rollup.RollupProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The rollup that a server follows, if any. */
final class FollowedChainOptions {
    @Option(
            names = "--sequencer",
            paramLabel = "PROFILE|FILE",
            description = "follow the sequencer of this rollup: a built-in profile, or a file")
    private @Nullable String profile;

    @Option(
            names = "--observer",
            paramLabel = "NAME=URL",
            description = "a node of the rollup; may be given several times, and three tell who is wrong")
    private List<String> observers = new ArrayList<>();

    @Option(
            names = "--sequencer-signer",
            paramLabel = "FILE",
            description = "issuer key under which what is observed of submissions is logged; without it nothing is")
    private @Nullable Path signer;

    @Option(
            names = "--sequencer-rollup",
            paramLabel = "FILE",
            description =
                    "what you know of how that rollup settles, a .rollup.json, for evidence of settlement in reports")
    private @Nullable Path settling;

    @Option(
            names = "--sequencer-l1",
            paramLabel = "URL",
            description = {
                "node of the chain that the rollup settles on, to ask whether the block under evidence in reports is final;",
                "may be given several times, and more than half of them have to agree"
            })
    private List<String> l1 = new ArrayList<>();

    FollowedChainOptions() {}

    /** Fills in from a configuration file what the command line does not say. */
    void orElse(ServeConfig config) {
        profile = profile == null ? config.text(ServeConfig.Key.SEQUENCER) : profile;
        String configured = config.text(ServeConfig.Key.SEQUENCER_OBSERVERS);
        if (observers.isEmpty() && configured != null) {
            observers = List.of(configured.split(",", -1));
        }
        String file = config.text(ServeConfig.Key.SEQUENCER_SIGNER);
        signer = signer == null && file != null ? Path.of(file) : signer;
        String rules = config.text(ServeConfig.Key.SEQUENCER_ROLLUP);
        settling = settling == null && rules != null ? Path.of(rules) : settling;
        String nodes = config.text(ServeConfig.Key.SEQUENCER_L1);
        if (l1.isEmpty() && nodes != null) {
            l1 = List.of(nodes.split(",", -1));
        }
    }

    boolean isGiven() {
        return profile != null;
    }

    /** Refuses what is of no use without a rollup. */
    void check() throws FailedException {
        boolean isOfRollup = !observers.isEmpty() || signer != null || settling != null || !l1.isEmpty();
        if (profile == null && isOfRollup) {
            throw FailedException.usage("--observer and all --sequencer-… need --sequencer as well");
        }
    }

    ChainProfile profile() throws FailedException {
        return ChainProfiles.read(DemandOptions.require(profile, "--sequencer"));
    }

    List<Observer> observers() throws FailedException {
        return ChainProfiles.observers(observers.stream().map(String::strip).toList());
    }

    /** Null if nothing is to be logged. */
    @Nullable
    EventSigner signer() throws FailedException {
        return signer == null ? null : IssuerKey.read(signer);
    }

    /** By what evidence about the rollup is judged. Opens no connection. */
    EvidenceReader evidence(ChainProfile chain) throws FailedException {
        RollupProfile rules = settling == null ? null : RollupOption.read(settling);
        HeadTrust blocks = l1.isEmpty() ? null : HeadOptions.agreeing(l1, "--sequencer-l1");
        return new EvidenceReader(chain, rules, blocks);
    }

    /** Where what is observed of a rollup is logged. */
    static Namespace namespace(ChainProfile profile) {
        try {
            return Namespace.parse(profile.caip2() + "/sequencer");
        } catch (MalformedException e) {
            throw new AssertionError("a chain has a namespace", e);
        }
    }
}
