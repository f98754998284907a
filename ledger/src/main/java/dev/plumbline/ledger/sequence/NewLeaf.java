package dev.plumbline.ledger.sequence;

import dev.plumbline.proofs.merkle.Hash;

/** What a batch appends to the log: an event, or bytes that stand behind the event that announces them. */
sealed interface NewLeaf permits AdmittedEvent, ForcedBytes {
    /** The bytes of the entry. A fresh copy. */
    byte[] entry();

    /** Hash of the entry as a leaf. */
    Hash leafHash();
}
