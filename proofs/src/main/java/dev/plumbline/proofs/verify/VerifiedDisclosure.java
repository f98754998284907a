package dev.plumbline.proofs.verify;

import dev.plumbline.proofs.disclosure.Opening;

/** A value that a logged event has been proven to commit to. Only {@link DisclosureVerifier} makes one. */
public final class VerifiedDisclosure {
    private final VerifiedReceipt receipt;
    private final Opening opening;

    VerifiedDisclosure(VerifiedReceipt receipt, Opening opening) {
        this.receipt = receipt;
        this.opening = opening;
    }

    /** The event, its place in the log, and what that rests on. */
    public VerifiedReceipt receipt() {
        return receipt;
    }

    /** The value, and the field or row that it is. */
    public Opening opening() {
        return opening;
    }
}
