package dev.plumbline.bench.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of a run in the order in which they are read, and what is wrong with them. */
final class Report {
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    Report put(String name, Object figure) {
        figures.put(name, figure);
        return this;
    }

    /** A number with so many decimals that three or four digits show. */
    Report put(String name, double figure) {
        double unit = Math.abs(figure) >= 1_000 ? 1 : Math.abs(figure) >= 10 ? 10 : 100;
        return put(name, (Object) (Double.isFinite(figure) ? Math.round(figure * unit) / unit : "not known"));
    }

    void fail(String reason) {
        failures.add(reason);
    }

    boolean hasFailed() {
        return !failures.isEmpty();
    }

    void print(PrintStream out) {
        figures.forEach((name, figure) -> out.printf("%-28s %s%n", name.replace('_', ' '), text(figure)));
        out.printf("%-28s %s%n", "result", failures.isEmpty() ? "ok" : "FAILED");
        failures.forEach(failure -> out.println("  " + failure));
    }

    private static String text(Object figure) {
        if (figure instanceof Double number && number == Math.rint(number)) {
            return String.format("%,d", number.longValue());
        }
        return figure instanceof Integer || figure instanceof Long
                ? String.format("%,d", ((Number) figure).longValue())
                : String.valueOf(figure);
    }

    String json() {
        var all = new LinkedHashMap<>(figures);
        all.put("ok", failures.isEmpty());
        all.put("failures", failures);
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new AssertionError("maps, lists, texts and numbers are JSON", e);
        }
    }
}
