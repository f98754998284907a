package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.api.explain.FileKind;
import dev.plumbline.proofs.ethereum.NoHeads;
import dev.plumbline.proofs.verify.ForcedPolicy;
import dev.plumbline.proofs.verify.ForcedVerdict;
import dev.plumbline.proofs.verify.ForcedVerifier;
import dev.plumbline.proofs.verify.SequencerEvidenceVerifier;
import java.util.Set;

/** Checks evidence about the sequencer of a rollup, in which no policy about logs has a word. */
final class SequencerFileCheck {
    private final ForcedPolicy policy;

    /** For a reader who has named nothing. */
    SequencerFileCheck() {
        this(new ForcedPolicy(null, null, NoHeads.NO_HEADS, NoHeads.NO_HEADS, Set.of()));
    }

    SequencerFileCheck(ForcedPolicy policy) {
        this.policy = policy;
    }

    static boolean takes(FileKind kind) {
        return kind == FileKind.SEQUENCER_EQUIVOCATION || kind == FileKind.FORCED;
    }

    Finding check(FileKind kind, byte[] file) {
        return kind == FileKind.FORCED
                ? finding(new ForcedVerifier(policy).verify(file))
                : Findings.of(new SequencerEvidenceVerifier(policy.sequencers()).verify(file));
    }

    static Finding finding(ForcedVerdict verdict) {
        if (verdict instanceof ForcedVerdict.Rejected rejected) {
            return Finding.rejected(rejected.checks(), rejected.reason(), rejected.detail());
        }
        var included = (ForcedVerdict.Included) verdict;
        ObjectNode facts = Json.object()
                .put("transaction", included.transaction().hex())
                .put("l1_block", included.l1Block())
                .put("rollup_block", included.rollupBlock())
                .put("index", included.index());
        String subject = "transaction " + included.transaction() + ", forced by L1 block " + included.l1Block()
                + ", is included in block " + included.rollupBlock() + " of the rollup as number " + included.index();
        return Finding.verified(included.checks(), subject, included.grounds(), facts);
    }
}
