package dev.plumbline.api.cli;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.demand.DemandLog;
import dev.plumbline.ledger.sequence.DemandedEntry;
import dev.plumbline.ledger.sequence.Submission;
import dev.plumbline.proofs.merkle.InclusionProof;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Lets a ledger be made to take what is demanded on chain. */
record LedgerDemands(Ledger ledger) implements DemandLog {
    @Override
    public CompletableFuture<Submission> force(DemandedEntry demanded) {
        return ledger.force(demanded);
    }

    @Override
    public InclusionProof prove(long index, long size) throws IOException {
        return ledger.prove(index, size);
    }
}
