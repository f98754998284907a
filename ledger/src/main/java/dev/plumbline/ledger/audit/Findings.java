package dev.plumbline.ledger.audit;

import java.util.ArrayList;
import java.util.List;

/** Collects findings, the first of them in full and the rest as a number. Owned by one thread. */
final class Findings {
    private final List<Finding> kept = new ArrayList<>();
    private final List<String> unchecked = new ArrayList<>();
    private long count;

    void add(String where, String what) {
        count++;
        if (kept.size() < FsckReport.FINDINGS_KEPT_MAX) {
            kept.add(new Finding(where, what));
        }
    }

    /** Says that something could not be checked, and why. */
    void unchecked(String what) {
        unchecked.add(what);
    }

    long count() {
        return count;
    }

    List<Finding> kept() {
        return kept;
    }

    List<String> unchecked() {
        return unchecked;
    }
}
