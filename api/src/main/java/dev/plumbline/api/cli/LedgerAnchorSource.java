package dev.plumbline.api.cli;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.anchor.AnchorSource;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets a ledger be anchored. */
record LedgerAnchorSource(Ledger ledger) implements AnchorSource {
    @Override
    public TreeHead head() {
        return ledger.head().head();
    }

    @Override
    public @Nullable List<Hash> consistencyProof(TreeHead older, TreeHead newer) {
        try {
            boolean isOurs = ledger.headAt(older.size()).equals(older);
            return isOurs ? ledger.proveConsistency(older.size(), newer.size()).path() : null;
        } catch (IOException e) {
            throw new UncheckedIOException("the log's own tiles cannot be read", e);
        }
    }
}
