package dev.plumbline.ledger.audit;

/**
 * One thing in a log that is not as it has to be.
 *
 * @param where the file, entry or checkpoint
 * @param what what was found and what was wanted, on one line
 */
public record Finding(String where, String what) {
    @Override
    public String toString() {
        return where + ": " + what;
    }
}
