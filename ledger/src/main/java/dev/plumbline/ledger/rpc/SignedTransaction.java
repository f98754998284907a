package dev.plumbline.ledger.rpc;

import dev.plumbline.proofs.ethereum.Word;

/** A transaction as it is sent: the raw bytes, whose Keccak-256 is its hash. Immutable. */
public final class SignedTransaction {
    private final byte[] raw;
    private final Word hash;

    public SignedTransaction(byte[] raw) {
        this.raw = raw.clone();
        this.hash = Word.keccak(raw);
    }

    public byte[] raw() {
        return raw.clone();
    }

    public Word hash() {
        return hash;
    }
}
