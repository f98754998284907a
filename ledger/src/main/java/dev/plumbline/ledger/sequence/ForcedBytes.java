package dev.plumbline.ledger.sequence;

import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;

/** Bytes that a demand forced in, and which nobody takes for an event, whatever they look like. */
final class ForcedBytes implements NewLeaf {
    private final byte[] entry;
    private final Hash leafHash;

    ForcedBytes(byte[] entry) {
        this.entry = entry.clone();
        this.leafHash = TreeHasher.leaf(entry);
    }

    @Override
    public byte[] entry() {
        return entry.clone();
    }

    @Override
    public Hash leafHash() {
        return leafHash;
    }
}
