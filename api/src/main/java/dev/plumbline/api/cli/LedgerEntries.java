package dev.plumbline.api.cli;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.index.EntrySource;
import java.io.IOException;
import java.util.List;

/** Lets the index follow a ledger. */
record LedgerEntries(Ledger ledger) implements EntrySource {
    @Override
    public long size() {
        return ledger.head().head().size();
    }

    @Override
    public List<byte[]> entries(long from, int max) throws IOException {
        return ledger.entries(from, max).stream().map(byte[]::clone).toList();
    }
}
