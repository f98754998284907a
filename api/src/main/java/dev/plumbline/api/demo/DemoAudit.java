package dev.plumbline.api.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Shows what an auditor finds who has the log's files and nothing else. */
final class DemoAudit {
    private static final Map<String, String> WORDS = Map.of(
            "HOLDS",
            "hold",
            "VIOLATED",
            "violated",
            "CANNOT_CHECK",
            "cannot be checked",
            "OPERATOR_ASSERTED",
            "rest on" + " the operator's word");

    private DemoAudit() {}

    /** Audits, and leaves the report at {@code page}. A broken invariant ends the demonstration. */
    static void show(DemoScreen screen, DemoLedger ledger, Path page) throws IOException {
        screen.step("Audit every rule over the whole log");
        JsonNode twin = DemoClient.decode(
                ledger.run("audit", ledger.data().toString(), "--out", page.toString(), "-o", "json"));
        var counts = new TreeMap<String, Integer>();
        long cases = 0;
        for (JsonNode invariant : twin.path("invariants")) {
            counts.merge(WORDS.getOrDefault(invariant.path("standing").asText(), "unknown"), 1, Integer::sum);
            cases += invariant.path("checked").asLong();
        }
        counts.forEach((standing, count) -> screen.line("%3d invariants %s", count, standing));
        screen.line("%d cases checked; the report: %s", cases, page);
    }
}
