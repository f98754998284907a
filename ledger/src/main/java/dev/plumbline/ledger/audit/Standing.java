package dev.plumbline.ledger.audit;

/** What an audit concluded about one invariant. */
public enum Standing {
    /** It was checked at least once and held each time. */
    HOLDS,
    /** It is broken at least once, and the result says where. */
    VIOLATED,
    /** It was not checked once: nothing in the log asks for it, or what it needs is not there, such as the chain. */
    CANNOT_CHECK,
    /** At least one case rests on the word of whoever runs the service, and nothing contradicts it. */
    OPERATOR_ASSERTED
}
