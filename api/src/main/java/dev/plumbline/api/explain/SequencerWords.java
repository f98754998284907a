package dev.plumbline.api.explain;

import dev.plumbline.api.explain.Explanation.Fact;
import dev.plumbline.api.explain.Explanation.Section;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.rollup.ForcedEvidence;
import dev.plumbline.proofs.rollup.RollupBlock;
import dev.plumbline.proofs.rollup.SequencerEquivocation;
import dev.plumbline.proofs.rollup.UnsafeBlock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What evidence about a sequencer says. */
final class SequencerWords {
    private SequencerWords() {}

    static Explanation of(SequencerEquivocation evidence) {
        return new Explanation(
                FileKind.SEQUENCER_EQUIVOCATION,
                "It is to show that whoever holds " + evidence.sequencer() + " signed two blocks of " + evidence.chain()
                        + " for one height; whose key that is, it does not show.",
                List.of(section("One block", evidence.first()), section("The other block", evidence.second())));
    }

    static Explanation of(ForcedEvidence evidence) throws MalformedException {
        BlockHeader origin = evidence.header().readHeader();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("rollup", evidence.rollup().encode()));
        facts.add(new Fact("portal", evidence.portal() + " on " + evidence.l1()));
        facts.add(new Fact("L1 block", origin.number() + ", " + origin.hash()));
        facts.add(new Fact(
                "announced",
                "in transaction " + evidence.transaction() + ", log " + evidence.log() + ", which is log "
                        + evidence.logIndex() + " of the block"));
        RawRlp latest = evidence.latest();
        if (latest != null) {
            facts.add(new Fact("L1 shown up to", "block " + latest.readHeader().number()));
        }
        var blocks = new ArrayList<Fact>();
        for (RollupBlock block : evidence.blocks()) {
            RollupBlock.Contents contents = block.open();
            blocks.add(new Fact(
                    "block " + contents.number(),
                    contents.hash() + ", " + contents.transactions().size() + " transactions, number "
                            + contents.attributes().sequenceNumber() + " of L1 block "
                            + contents.attributes().originNumber()
                            + (block instanceof RollupBlock.BySignature ? ", as somebody signed it" : "")));
        }
        if (blocks.isEmpty()) {
            blocks.add(new Fact("blocks", "none is shown"));
        }
        return new Explanation(
                FileKind.FORCED,
                "It is to show what became of a transaction that L1 forced on " + evidence.rollup()
                        + "; 'plumb verify' decides, for whoever names portal and blocks.",
                List.of(new Section("The deposit", facts), new Section("The rollup", blocks)));
    }

    private static Section section(String title, UnsafeBlock block) {
        return new Section(
                title,
                List.of(
                        new Fact("height", String.valueOf(block.height())),
                        new Fact("hash", block.hash().hex()),
                        new Fact("names itself", block.namesItsHash() ? "truly" : "wrongly, " + block.statedHash()),
                        new Fact(
                                "made",
                                Instant.ofEpochSecond(Math.min(block.timestampSeconds(), Instant.MAX.getEpochSecond()))
                                        .toString()),
                        new Fact("holds", block.transactions().size() + " transactions"),
                        new Fact("form", "topic blocksv" + block.topic()),
                        new Fact("signed", "payload " + block.payloadHash()),
                        new Fact("signature", block.signature().toString())));
    }
}
