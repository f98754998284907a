package dev.plumbline.ledger.sequence;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.SignatureStatus;

/** Whether an event may be submitted. */
public sealed interface Admission {
    /**
     * It may.
     *
     * @param event what to submit
     */
    record Admitted(AdmittedEvent event) implements Admission {}

    /**
     * Its bytes are not an event, or not the one spelling of it.
     *
     * @param cause says which part, what was found and what was wanted
     */
    record Malformed(MalformedException cause) implements Admission {}

    /**
     * A signature does not hold.
     *
     * @param status in which way
     * @param pointer JSON pointer of the signature, or of the list that it stands in
     */
    record BadSignature(SignatureStatus status, String pointer) implements Admission {}
}
