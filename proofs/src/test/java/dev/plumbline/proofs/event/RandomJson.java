package dev.plumbline.proofs.event;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random trees of the event profile, and a second, slower writer to compare with. */
final class RandomJson {
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "\u0001",
            "\b\t\n\f\r",
            "\u001f",
            "\"\\/",
            "\u007f",
            "\u00e9",
            "\u20ac",
            "\u2014",
            "\ud83d\ude02",
            "\ue000");

    private final SplittableRandom random;

    RandomJson(SplittableRandom random) {
        this.random = random;
    }

    JsonValue value(int levels) {
        return switch (random.nextInt(levels == 0 ? 3 : 5)) {
            case 0 -> JsonString.of(text());
            case 1 -> new JsonInteger(random.nextLong(-(1L << 53) + 1, 1L << 53) >> random.nextInt(54));
            case 2 -> random.nextBoolean() ? JsonBoolean.TRUE : JsonBoolean.FALSE;
            case 3 ->
                new JsonArray(IntStream.range(0, random.nextInt(5))
                        .mapToObj(i -> value(levels - 1))
                        .toList());
            default -> object(levels);
        };
    }

    private JsonObject object(int levels) {
        var builder = JsonObject.builder();
        var used = new HashSet<String>();
        for (int i = random.nextInt(6); i > 0; i--) {
            String key =
                    "" + (char) ('a' + random.nextInt(26)) + (random.nextBoolean() ? "_" : "") + random.nextInt(30);
            if (used.add(key)) {
                builder.put(key, value(levels - 1));
            }
        }
        return builder.build();
    }

    private String text() {
        return random.ints(random.nextInt(6), 0, TEXTS.size())
                .mapToObj(TEXTS::get)
                .collect(Collectors.joining());
    }

    static String writeSlowly(JsonValue value) {
        if (value instanceof JsonObject object) {
            List<String> members = new ArrayList<>();
            for (int i = 0; i < object.size(); i++) {
                members.add("\"" + object.key(i) + "\":" + writeSlowly(object.value(i)));
            }
            // Sorting whole members sorts the keys: the quote that ends a key is below every character of a key.
            return members.stream().sorted().collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof JsonArray array) {
            return array.items().stream().map(RandomJson::writeSlowly).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof JsonString string) {
            return "\"" + string.text().chars().mapToObj(RandomJson::escape).collect(Collectors.joining()) + "\"";
        }
        return value instanceof JsonInteger integer
                ? "" + integer.value()
                : value == JsonBoolean.TRUE ? "true" : "false";
    }

    private static String escape(int c) {
        int named = "\b\t\n\f\r\"\\".indexOf(c);
        if (named >= 0) {
            return "\\" + "btnfr\"\\".charAt(named);
        }
        return c < 0x20 ? String.format("\\u%04x", c) : String.valueOf((char) c);
    }
}
