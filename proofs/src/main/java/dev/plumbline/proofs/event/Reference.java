package dev.plumbline.proofs.event;

/**
 * An event that the body of another event names.
 *
 * @param relation what the named event is to the one that names it
 * @param target the event named; whether it exists is not known here
 */
public record Reference(Relation relation, EventId target) {
    /** What a named event is to the one that names it. */
    public enum Relation implements WireNamed {
        /** The upload that earned a weight or an amount. */
        UPLOAD("upload"),
        /** The upload that this one was made from. */
        DERIVED_FROM("derived_from"),
        /** The upload that this one repeats. */
        DUPLICATE_OF("duplicate_of"),
        /** The model that answered. */
        MODEL("model"),
        /** The model that this one was trained from. */
        BASE("base"),
        /** A model that this one is served with. */
        ADAPTER("adapter"),
        /** The policy by which attribution was computed. */
        METHOD("method"),
        /** The policy by which an amount was split. */
        POLICY("policy"),
        /** The inference that is paid for. */
        INFERENCE("inference"),
        /** The event that was logged first under a number that its issuer used twice. */
        CONFLICT_FIRST("conflict_first"),
        /** The event that came second under that number, and that no entry of its own holds. */
        CONFLICT_SECOND("conflict_second"),
        /** The accrual that is paid. */
        ACCRUAL("accrual"),
        /** The event that is corrected, disputed or erased. */
        TARGET("target"),
        /** The event that counts in place of a corrected one. */
        REPLACEMENT("replacement"),
        /** The dispute that has ended. */
        DISPUTE("dispute"),
        /** The correction in which a dispute has ended. */
        CORRECTION("correction"),
        /** The event that a transaction is about. */
        EVENT("event");

        private final String wireName;

        Relation(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }
}
