package dev.plumbline.api.scenario;

/** What is wrong with an observer. */
public enum ObserverFault {
    /** Nothing. */
    NONE,
    /** It changes a transaction in every block that it shows, and leaves the block's hash as it is. */
    LYING,
    /** Its newest block is two minutes old. */
    STALE,
    /** It answers every question, and late. */
    SLOW,
    /** It shows blocks of its own: consistent in themselves, and nobody else has them. */
    DISAGREEING,
    /** It answers nothing. */
    UNREACHABLE
}
