package dev.plumbline.api.scenario;

import dev.plumbline.ledger.fairness.EquivocationSeen;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.rollup.RollupChain;
import dev.plumbline.proofs.rollup.SequencerEquivocation;
import dev.plumbline.proofs.rollup.UnsafeBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hears the blocks that a sequencer spreads, and notices who signs them and when two of one height are signed. */
public final class GossipWatch {
    private static final RollupChain CHAIN = RollupChain.of(SequencerNode.CHAIN_ID);

    private final Map<Long, UnsafeBlock> heard = new HashMap<>();
    private final Map<Address, Integer> signers = new LinkedHashMap<>();
    private final List<SequencerEquivocation> equivocations = new ArrayList<>();

    /** Hears a message; one that nobody can have signed is not heard. */
    public void hear(byte[] message) throws MalformedException {
        UnsafeBlock block = UnsafeBlock.parse(message);
        Address signer = block.signer(CHAIN);
        if (signer == null || !block.namesItsHash()) {
            return;
        }
        signers.merge(signer, 1, Integer::sum);
        UnsafeBlock other = heard.putIfAbsent(block.height(), block);
        if (other != null) {
            SequencerEquivocation evidence = SequencerEquivocation.of(CHAIN, other, block);
            if (evidence != null && evidence.check() == SequencerEquivocation.Finding.EQUIVOCATED) {
                equivocations.add(evidence);
            }
        }
    }

    /** Blocks by who signed them, in the order in which signers were first heard. */
    public Map<Address, Integer> signers() {
        return new LinkedHashMap<>(signers);
    }

    /** Evidence of every height of which two blocks were heard, signed by one. */
    public List<SequencerEquivocation> equivocations() {
        return List.copyOf(equivocations);
    }

    /** The same for a casebook, of blocks of that time. */
    public List<EquivocationSeen> seen(long fromMillis, long toMillis) {
        return equivocations.stream()
                .filter(each -> isBetween(each.first(), fromMillis, toMillis))
                .map(each -> new EquivocationSeen(
                        CHAIN.encode(),
                        each.first().height(),
                        each.first().hash(),
                        each.second().hash(),
                        each.sequencer().hex()))
                .toList();
    }

    private static boolean isBetween(UnsafeBlock block, long fromMillis, long toMillis) {
        long atMillis = block.timestampSeconds() * 1_000;
        return fromMillis <= atMillis && atMillis <= toMillis;
    }
}
