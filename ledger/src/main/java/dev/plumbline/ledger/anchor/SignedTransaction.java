package dev.plumbline.ledger.anchor;

import dev.plumbline.proofs.ethereum.Word;

/** A transaction as it is sent: the raw bytes, whose Keccak-256 is its hash. Immutable. */
final class SignedTransaction {
    private final byte[] raw;
    private final Word hash;

    SignedTransaction(byte[] raw) {
        this.raw = raw.clone();
        this.hash = Word.keccak(raw);
    }

    byte[] raw() {
        return raw.clone();
    }

    Word hash() {
        return hash;
    }
}
