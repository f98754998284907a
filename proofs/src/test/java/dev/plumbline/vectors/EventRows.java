package dev.plumbline.vectors;

import java.util.List;

/**
 * Events that are changed in one place, a line for each: name, JSON pointer, what is put there, what is wrong, and why.
 *
 * <p>A dash takes away what is there, {@code H} stands for a digest of zeros, and {@code ok} in place of a code says that the
 * change is allowed.
 */
final class EventRows {
    private static final String DIGEST = "\"sha256:" + "0".repeat(64) + "\"";

    private final Suite suite;
    private final SignedEvent event;
    private final String spec;
    private final String prefix;
    private final String root;

    /**
     * @param spec the section that decides
     * @param prefix what the names start with
     * @param root what the pointers start with
     */
    EventRows(Suite suite, SignedEvent event, String spec, String prefix, String root) {
        this.suite = suite;
        this.event = event;
        this.spec = "docs/format/events.md#" + spec;
        this.prefix = prefix;
        this.root = root;
    }

    void add(String rows) {
        for (String row : rows.lines().toList()) {
            String[] cells = row.split(" \\| ", -1);
            if (cells.length != 5) {
                throw new IllegalArgumentException("want five cells: " + row);
            }
            add(List.of(cells[0].strip(), root + cells[1], cells[2].replace("H", DIGEST), cells[3], cells[4]));
        }
    }

    private void add(List<String> row) {
        String pointer = row.get(1);
        SignedEvent edited = event.with(pointer, row.get(2));
        boolean isOfSignatures = pointer.startsWith("/sig") || pointer.startsWith("/cosig");
        SignedEvent complete = isOfSignatures ? edited : edited.signed();
        String name = prefix + row.get(0);
        Vector vector = row.get(3).equals("ok")
                ? SignedEvent.accept(name, complete)
                : SignedEvent.reject(name, complete.text(), row.get(3));
        suite.add(vector.about(spec, row.get(4) + " (" + pointer + ")"));
    }
}
