package dev.plumbline.api.cli;

import dev.plumbline.ledger.rollup.ChainProfile;
import dev.plumbline.ledger.rollup.Observer;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Namespace;
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
    }

    boolean isGiven() {
        return profile != null;
    }

    /** Refuses what is of no use without a rollup. */
    void check() throws FailedException {
        if (profile == null && (!observers.isEmpty() || signer != null)) {
            throw FailedException.usage("--observer and --sequencer-signer need --sequencer as well");
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

    /** Where what is observed of a rollup is logged. */
    static Namespace namespace(ChainProfile profile) {
        try {
            return Namespace.parse(profile.caip2() + "/sequencer");
        } catch (MalformedException e) {
            throw new AssertionError("a chain has a namespace", e);
        }
    }
}
