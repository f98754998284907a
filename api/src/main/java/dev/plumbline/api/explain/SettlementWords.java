package dev.plumbline.api.explain;

import dev.plumbline.api.explain.Explanation.Fact;
import dev.plumbline.api.explain.Explanation.Section;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.rollup.ClaimsContract;
import dev.plumbline.proofs.rollup.GameEvidence;
import dev.plumbline.proofs.rollup.LaterBlock;
import dev.plumbline.proofs.rollup.OutputEvidence;
import dev.plumbline.proofs.rollup.SettlementEvidence;
import java.util.ArrayList;
import java.util.List;

/** What evidence of a settlement says of itself. */
final class SettlementWords {
    private SettlementWords() {}

    static Explanation of(SettlementEvidence evidence) throws MalformedException {
        return new Explanation(
                FileKind.SETTLEMENT,
                "It is to prove that a transaction of " + evidence.chain() + " settled on "
                        + evidence.contract().chain() + ".",
                List.of(rollup(evidence), l1(evidence)));
    }

    private static Section rollup(SettlementEvidence evidence) throws MalformedException {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("chain", evidence.chain()));
        facts.add(new Fact("transaction", evidence.transaction().hash().hex()));
        if (evidence.event() != null) {
            facts.add(new Fact("event", evidence.event().encode()));
        }
        BlockHeader block = evidence.transaction().header().readHeader();
        facts.add(new Fact(
                "block",
                block(block) + ", transaction " + evidence.transaction().index()));
        LaterBlock later = evidence.later();
        if (later != null) {
            facts.add(new Fact("claimed block", block(later.header().readHeader())));
        }
        return new Section("On the rollup", facts);
    }

    private static Section l1(SettlementEvidence evidence) throws MalformedException {
        ClaimsContract contract = evidence.contract();
        BlockHeader block = contract.header().readHeader();
        String claim = evidence.claim() instanceof GameEvidence game
                ? "a dispute game of type " + game.type()
                : "output " + ((OutputEvidence) evidence.claim()).index() + " of an oracle";
        return new Section(
                "On L1",
                List.of(
                        new Fact("chain", contract.chain()),
                        new Fact("contract", contract.address().hex()),
                        new Fact("claim", claim),
                        new Fact("block", block(block)),
                        new Fact("block hash", block.hash() + " (compare it with a node that you trust)")));
    }

    private static String block(BlockHeader block) {
        return block.number() + ", made " + Explainer.time(block.timestampSeconds());
    }
}
