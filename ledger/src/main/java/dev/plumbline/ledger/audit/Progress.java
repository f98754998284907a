package dev.plumbline.ledger.audit;

/** Is told how far a check has got, on the thread that checks. */
@FunctionalInterface
public interface Progress {
    /**
     * So many entries are checked.
     *
     * @param done entries checked so far
     * @param total entries that there are to check, as far as is known
     */
    void report(long done, long total);
}
