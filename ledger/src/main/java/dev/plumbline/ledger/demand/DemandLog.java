package dev.plumbline.ledger.demand;

import dev.plumbline.ledger.sequence.DemandedEntry;
import dev.plumbline.ledger.sequence.Submission;
import dev.plumbline.proofs.merkle.InclusionProof;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** The log, as far as demands go. Any thread may call. */
public interface DemandLog {
    /** Hands in an entry that was demanded; completes once it is durable, with one outcome. Never blocks. */
    CompletableFuture<Submission> force(DemandedEntry demanded);

    /** Proves that a leaf is in the tree of the first {@code size} leaves, which the log has. */
    InclusionProof prove(long index, long size) throws IOException;
}
