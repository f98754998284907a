package dev.plumbline.ledger.index;

/** Is told how far a rebuild has got, after each batch, on the thread that rebuilds. */
@FunctionalInterface
public interface Progress {
    /** {@code done} of {@code total} entries are indexed. */
    void report(long done, long total);
}
