package dev.plumbline.ledger.fairness;

/**
 * Something that a report asks a question about.
 *
 * @param question what was asked
 * @param cohort of whose transactions, or of which arm; {@link #EVERYBODY} if of no cohort's
 * @param verdict {@link VerdictWord#UNEXPLAINED} or {@link VerdictWord#EQUIVOCATED}
 * @param words one sentence with the numbers
 */
public record Alarm(Question question, String cohort, VerdictWord verdict, String words) {
    /** Stands for no cohort: no cohort has an empty name. */
    public static final String EVERYBODY = "";
}
