package dev.plumbline.api.explain;

import java.util.List;
import java.util.Locale;

/**
 * What a file says.
 *
 * @param kind what it is
 * @param summary one sentence; made harmless like a fact
 * @param sections its parts, in reading order
 */
public record Explanation(FileKind kind, String summary, List<Section> sections) {
    /** Copies the sections. */
    public Explanation {
        summary = printable(summary);
        sections = List.copyOf(sections);
    }

    /**
     * One part of a file.
     *
     * @param title its heading
     * @param facts what it says
     */
    public record Section(String title, List<Fact> facts) {
        /** Copies the facts. */
        public Section {
            facts = List.copyOf(facts);
        }
    }

    /**
     * One thing that a file says.
     *
     * @param label a word or two
     * @param value as people read it; whatever could steer a terminal or turn the order of letters is escaped
     */
    public record Fact(String label, String value) {
        /** Makes hostile text harmless. */
        public Fact {
            label = printable(label);
            value = printable(value);
        }
    }

    private static String printable(String text) {
        var printable = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean isHarmless = switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.UNASSIGNED -> false;
                default -> true;
            };
            if (isHarmless) {
                printable.appendCodePoint(c);
            } else {
                printable.append(String.format(Locale.ROOT, "\\u{%x}", c));
            }
        });
        return printable.toString();
    }
}
