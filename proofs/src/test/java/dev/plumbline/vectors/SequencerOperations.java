package dev.plumbline.vectors;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.PinnedHeads;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.verify.ForcedPolicy;
import dev.plumbline.proofs.verify.ForcedVerdict;
import dev.plumbline.proofs.verify.ForcedVerifier;
import dev.plumbline.proofs.verify.SequencerEvidenceVerifier;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The operations about rollups' sequencers. */
final class SequencerOperations {
    private SequencerOperations() {}

    static Outcome verifyEquivocation(Input input) throws MalformedException {
        return Outcome.rejected(new SequencerEvidenceVerifier(sequencers(input))
                .verify(input.bytes("evidence"))
                .reason());
    }

    static Outcome verifyForced(Input input) throws MalformedException {
        var policy = new ForcedPolicy(
                input.has("portal") ? Address.parseHex(input.text("portal"), "portal") : null,
                input.has("window") ? input.integer("window") : null,
                heads(input, "heads"),
                heads(input, "rollup_heads"),
                sequencers(input));
        ForcedVerdict verdict = new ForcedVerifier(policy).verify(input.bytes("evidence"));
        if (verdict instanceof ForcedVerdict.Rejected rejected) {
            return Outcome.rejected(rejected.reason());
        }
        List<List<String>> checks = verdict.checks().stream()
                .map(check -> List.of(check.name().name(), check.result().name()))
                .toList();
        return new Outcome("accepted", "", "", checks, value((ForcedVerdict.Included) verdict));
    }

    private static Map<String, Object> value(ForcedVerdict.Included included) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("tx", included.transaction().hex());
        value.put("l1_block_number", Long.toString(included.l1Block()));
        value.put("block_number", Long.toString(included.rollupBlock()));
        value.put("index", Integer.toString(included.index()));
        return value;
    }

    private static Set<Address> sequencers(Input input) throws MalformedException {
        return input.has("sequencer") ? Set.of(Address.parseHex(input.text("sequencer"), "sequencer")) : Set.of();
    }

    private static PinnedHeads heads(Input input, String member) throws MalformedException {
        Set<Word> heads = new HashSet<>();
        for (String head : input.texts(member)) {
            heads.add(Word.parseHex(head, "head"));
        }
        return new PinnedHeads(heads);
    }
}
