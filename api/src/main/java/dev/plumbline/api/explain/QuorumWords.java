package dev.plumbline.api.explain;

import dev.plumbline.proofs.checkpoint.Quorum;
import java.util.stream.Collectors;

/** A quorum in plain words. */
final class QuorumWords {
    private QuorumWords() {}

    static String of(Quorum quorum) {
        if (quorum instanceof Quorum.Group group) {
            String members = group.members().stream().map(QuorumWords::of).collect(Collectors.joining(", "));
            return group.required() + " of (" + members + ")";
        }
        return quorum instanceof Quorum.Witness witness ? witness.name() : "no witness";
    }
}
