package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.merkle.TreeHead;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Heads that something beside the journal remembers, each to be found again when the tree has that size. */
final class RememberedHeads {
    private final TreeMap<Long, List<Remembered>> bySize = new TreeMap<>();
    private final Findings findings;
    private long count;

    RememberedHeads(Findings findings) {
        this.findings = findings;
    }

    void expect(TreeHead head, String by) {
        count++;
        if (head.size() == 0) {
            compare(new Remembered(head, by), TreeHead.EMPTY);
            return;
        }
        bySize.computeIfAbsent(head.size(), size -> new ArrayList<>()).add(new Remembered(head, by));
    }

    /** Number of heads that were expected. */
    long count() {
        return count;
    }

    /** Size of the largest head that is still expected, or 0. */
    long sizeMax() {
        return bySize.isEmpty() ? 0 : bySize.lastKey();
    }

    /** Compares all that is remembered of this size. */
    void reached(TreeHead head) {
        List<Remembered> remembered = bySize.remove(head.size());
        if (remembered != null) {
            remembered.forEach(one -> compare(one, head));
        }
    }

    boolean isExpectedAt(long size) {
        return bySize.containsKey(size);
    }

    private void compare(Remembered one, TreeHead recomputed) {
        if (!one.head().equals(recomputed)) {
            findings.add(
                    one.by(),
                    "has root " + one.head().root() + " for size " + one.head().size() + ", the entries give "
                            + recomputed.root());
        }
    }

    /** Reports what was never reached. */
    void end(TreeHead last) {
        bySize.values()
                .forEach(all -> all.forEach(one -> findings.add(
                        one.by(),
                        "covers " + one.head().size() + " entries, but only " + last.size()
                                + " are there: acknowledged entries are missing")));
    }

    private record Remembered(TreeHead head, String by) {}
}
