package dev.plumbline.proofs.disclosure;

import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.merkle.Hash;

/** The value of one field of an event, and its salt. Immutable; never printed. */
public final class FieldOpening implements Opening {
    private final CommittedField field;
    private final Salt salt;
    private final byte[] value;

    /** Copies the value. */
    public FieldOpening(CommittedField field, Salt salt, byte[] value) {
        this.field = field;
        this.salt = salt;
        this.value = value.clone();
    }

    /** The field. */
    public CommittedField field() {
        return field;
    }

    /** What stands in the event. Hashes the value each time. */
    public Hash commitment() {
        return Commitment.of(field, salt, value);
    }

    @Override
    public Salt salt() {
        return salt;
    }

    @Override
    public byte[] value() {
        return value.clone();
    }

    @Override
    public DisclosureStatus check(Body body) {
        Hash commitment = field.commitmentIn(body);
        if (commitment == null) {
            return DisclosureStatus.NOTHING_COMMITTED;
        }
        return commitment.equals(commitment()) ? DisclosureStatus.VALID : DisclosureStatus.COMMITMENT_MISMATCH;
    }

    @Override
    public String toString() {
        return "opening of " + field.path() + ", " + value.length + " bytes";
    }
}
