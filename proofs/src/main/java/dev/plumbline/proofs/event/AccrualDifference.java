package dev.plumbline.proofs.event;

/**
 * The first thing in which an accrual differs from the one that is due.
 *
 * @param field what differs
 * @param position which item of {@code pool} or {@code lines}; −1 if the field is in neither
 * @param found what the accrual says
 * @param wanted what is due
 */
public record AccrualDifference(Field field, int position, String found, String wanted) {
    /** A sentence for people, such as {@code lines/4 amount is 7, due is 8}. */
    public String sentence() {
        return (position < 0 ? field.pointer : field.pointer.replace("#", Integer.toString(position))) + " is " + found
                + ", due is " + wanted;
    }

    /** What can differ, in the order in which it is compared. */
    public enum Field {
        /** The inference or the period that is accrued. */
        SOURCE("inference or period"),
        /** The number of inferences of a period. */
        PERIOD_COUNT("period/count"),
        /** The root over the inferences of a period. */
        PERIOD_ROOT("period/inferences_root"),
        /** The split policy. */
        POLICY("policy"),
        /** The token, which is that of the fee and of the policy. */
        TOKEN("token"),
        /** The total, which is the fee or the sum of the fees. */
        TOTAL("total"),
        /** Which roles share, and in which order. */
        POOL_ROLES("pool"),
        /** What a role gets. */
        POOL_AMOUNT("pool/# amount"),
        /** How many lines the contributors have. */
        CONTRIBUTOR_COUNT("number of contributors' lines"),
        /** The upload for which a contributor is paid. */
        CONTRIBUTOR_UPLOAD("lines/# upload"),
        /** What a contributor gets. */
        CONTRIBUTOR_AMOUNT("lines/# amount"),
        /** How many lines carry what nobody earned. */
        UNATTRIBUTED_COUNT("number of unattributed lines"),
        /** Who is paid. */
        PAYEE("lines/# to");

        private final String pointer;

        Field(String pointer) {
            this.pointer = pointer;
        }
    }
}
