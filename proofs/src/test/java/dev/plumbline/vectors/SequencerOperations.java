package dev.plumbline.vectors;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.verify.SequencerEvidenceVerifier;
import java.util.Set;

/** The operations about rollups' sequencers. */
final class SequencerOperations {
    private SequencerOperations() {}

    static Outcome verifyEquivocation(Input input) throws MalformedException {
        Set<Address> named =
                input.has("sequencer") ? Set.of(Address.parseHex(input.text("sequencer"), "sequencer")) : Set.of();
        return Outcome.rejected(new SequencerEvidenceVerifier(named)
                .verify(input.bytes("evidence"))
                .reason());
    }
}
