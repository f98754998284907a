package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.receipt.AnchorEvidence;
import java.util.List;

/** Whole evidence of an anchor on {@link MadeUpChain}, for tests of other rooms. */
public final class MadeUpAnchor {
    /** The chain that the evidence names. */
    public static final String CHAIN = "eip155:1";

    private MadeUpAnchor() {}

    /** Evidence that a contract of the log {@link MadeUpChain#ORIGIN} holds a head, for a leaf with this path. */
    public static AnchorEvidence of(TreeHead head, List<Hash> path) {
        var chain = new MadeUpChain();
        chain.slots.put(AnchorLayout.SLOT_LATEST, MadeUpChain.packed(head.size(), MadeUpChain.ANCHORED_BLOCK));
        chain.slots.put(AnchorLayout.SLOT_ROOT, Word.of(head.root().bytes()));
        chain.sealed();
        return new AnchorEvidence(
                CHAIN,
                chain.contract,
                head.size(),
                path,
                HexData.encode(chain.headerRlp()),
                chain.accountProof().stream().map(HexData::encode).toList(),
                chain.storageProof().stream().map(HexData::encode).toList());
    }

    /** Hash of the block that evidence rests on. */
    public static Word blockHash(AnchorEvidence evidence) {
        return Word.keccak(evidence.header().bytes());
    }
}
