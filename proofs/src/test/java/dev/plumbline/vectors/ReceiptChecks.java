package dev.plumbline.vectors;

import java.util.ArrayList;
import java.util.List;

/** The checklist of a verdict on a receipt: all checks in their order, each with what came of it. */
final class ReceiptChecks {
    private static final List<String> NAMES = List.of(
            "FORMAT",
            "ENTRY",
            "EVENT_SIGNATURE",
            "CHECKPOINT",
            "WITNESSES",
            "INCLUSION",
            "ANCHOR_PLACE",
            "ANCHOR_HEADER",
            "ANCHOR_STATE",
            "ANCHOR_INCLUSION",
            "FRESHNESS");

    private ReceiptChecks() {}

    /** Every check but the last was made and held, but for these; no age is bounded. */
    static List<List<String>> passed(List<String> notMade) {
        return list("", SlowTree.with(notMade, "FRESHNESS"));
    }

    /** Every check was made and held, but for these; ages are bounded. */
    static List<List<String>> fresh(List<String> notMade) {
        return list("", notMade);
    }

    /** Every check before this one was made and held, but for these; the ones behind it were not made. */
    static List<List<String>> failed(String failed, List<String> notMade) {
        if (!NAMES.contains(failed)) {
            throw new IllegalArgumentException(failed);
        }
        return list(failed, notMade);
    }

    private static List<List<String>> list(String failed, List<String> notMade) {
        var checks = new ArrayList<List<String>>();
        boolean isBefore = true;
        for (String name : NAMES) {
            String result = isBefore && !notMade.contains(name) ? "PASSED" : "NOT_CHECKED";
            if (name.equals(failed)) {
                result = "FAILED";
                isBefore = false;
            }
            checks.add(List.of(name, result));
        }
        return checks;
    }
}
