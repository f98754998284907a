package dev.plumbline.vectors;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps, lists, texts, numbers and booleans as indented JSON in pure ASCII. Short lists stay on one line. */
final class PrettyJson {
    private static final int LINE_CHARS = 100;

    private PrettyJson() {}

    static String write(Object value) {
        return write(value, "\n");
    }

    private static String write(Object value, String newline) {
        String deeper = newline + "  ";
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty()
                    ? "{}"
                    : map.entrySet().stream()
                            .map(member -> quote((String) member.getKey()) + ": " + write(member.getValue(), deeper))
                            .collect(Collectors.joining("," + deeper, "{" + deeper, newline + "}"));
        }
        if (value instanceof List<?> list) {
            String line = list.stream().map(item -> write(item, deeper)).collect(Collectors.joining(", ", "[", "]"));
            return line.length() <= LINE_CHARS && line.indexOf('\n') < 0
                    ? line
                    : list.stream()
                            .map(item -> write(item, deeper))
                            .collect(Collectors.joining("," + deeper, "[" + deeper, newline + "]"));
        }
        return value instanceof String text ? quote(text) : value.toString();
    }

    private static String quote(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c == '\n') {
                quoted.append("\\n");
            } else if (c < 0x20 || c > 0x7e) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
