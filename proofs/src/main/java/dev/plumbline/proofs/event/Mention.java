package dev.plumbline.proofs.event;

/**
 * A party that the body of an event names.
 *
 * @param role what the party is to the event
 * @param party the party; that it agrees to being named is not known here
 */
public record Mention(Role role, Issuer party) {
    /** What a named party is to the event. */
    public enum Role implements WireNamed {
        /** Who contributed an upload. */
        CONTRIBUTOR("contributor"),
        /** Who is to be paid for an upload. */
        PAYOUT("payout"),
        /** Who an amount accrues to. */
        PAYEE("payee"),
        /** Who owns a model. */
        OWNER("owner"),
        /** Who signed two events under one number. */
        SUBJECT("subject"),
        /** Who a party was before it changed its key. */
        OLD_KEY("old_key"),
        /** Who a party is after it changed its key. */
        NEW_KEY("new_key"),
        /** Who signs no more. */
        REVOKED("revoked"),
        /** Who gets what no contributor has earned. */
        UNATTRIBUTED_TO("unattributed_to"),
        /** Who gets more or less by a correction. */
        DELTA_TO("delta_to");

        private final String wireName;

        Role(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }
}
