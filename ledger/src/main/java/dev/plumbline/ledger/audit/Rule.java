package dev.plumbline.ledger.audit;

/** Checks some invariants of each event in the order of the log, and keeps what it will judge later events by. */
interface Rule {
    /** Judges one event. The facts of all earlier ones are in the books, its own are not yet. */
    void apply(LoggedEvent event);
}
