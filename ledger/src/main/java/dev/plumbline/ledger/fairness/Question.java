package dev.plumbline.ledger.fairness;

/** What is asked of the sequencer's conduct. */
public enum Question {
    /** Are a cohort's transactions included later than those of the others? */
    DELAY,
    /** Were a cohort's transactions overtaken by later ones that paid no more, oftener than chance has it? */
    OVERTAKING,
    /** Do blocks keep the usual rule of order? */
    ORDER_IN_BLOCKS,
    /** Is something in no block past its deadline? */
    OMISSION,
    /** Do the probes of two arms, alike but for the arm, fare differently? */
    PROBES,
    /** Were two blocks signed for one height? */
    EQUIVOCATION
}
