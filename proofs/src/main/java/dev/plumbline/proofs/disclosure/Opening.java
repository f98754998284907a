package dev.plumbline.proofs.disclosure;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.plumbline.proofs.event.Body;

/** A value and the salt under which an event commits to it: a whole field, or one row of a dataset. */
public sealed interface Opening permits FieldOpening, RowProof {
    /** The salt. */
    Salt salt();

    /** The bytes that were committed to. A fresh copy. */
    byte[] value();

    /** Whether they are what the body commits to at that place. Total. */
    @CheckReturnValue
    DisclosureStatus check(Body body);
}
