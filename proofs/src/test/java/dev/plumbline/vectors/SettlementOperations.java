package dev.plumbline.vectors;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.PinnedHeads;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.RollupProfile;
import dev.plumbline.proofs.verify.SettlementVerdict;
import dev.plumbline.proofs.verify.SettlementVerifier;
import dev.plumbline.proofs.verify.VerifiedSettlement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The operation of the suite that concerns settlements. */
final class SettlementOperations {
    private SettlementOperations() {}

    static Outcome verifySettlement(Input input) throws MalformedException {
        RollupProfile profile = RollupProfile.parse(input.bytes("profile"));
        Set<Word> heads = new HashSet<>();
        for (String head : input.texts("heads")) {
            heads.add(Word.parseHex(head, "head"));
        }
        SettlementVerdict verdict =
                new SettlementVerifier(profile, new PinnedHeads(heads)).verify(input.bytes("settlement"));
        List<List<String>> checks = verdict.checks().stream()
                .map(check -> List.of(check.name().name(), check.result().name()))
                .toList();
        if (verdict instanceof SettlementVerdict.Rejected rejected) {
            return new Outcome("rejected", rejected.reason().name(), "", checks, Map.of());
        }
        return new Outcome("accepted", "", "", checks, value(((SettlementVerdict.Verified) verdict).settlement()));
    }

    private static Map<String, Object> value(VerifiedSettlement settlement) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("grade", settlement.grade().wireName());
        value.put("tx", settlement.transaction().hex());
        value.put("index", Long.toString(settlement.index()));
        value.put("block_number", Long.toString(settlement.block().number()));
        value.put(
                "claimed_block_number", Long.toString(settlement.claimedBlock().number()));
        value.put("l1_block_hash", settlement.l1Block().hash().hex());
        if (settlement.event() != null) {
            value.put("event_id", settlement.event().encode());
        }
        return value;
    }
}
