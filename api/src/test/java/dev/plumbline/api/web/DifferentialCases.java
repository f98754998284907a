package dev.plumbline.api.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/** Whole inputs, what was damaged in them, and what Java says of each: the file that differential.mjs reads. */
final class DifferentialCases {
    private final ObjectMapper mapper = new ObjectMapper();
    private final ObjectNode bases = mapper.createObjectNode();
    private final ArrayNode cases = mapper.createArrayNode();

    /** An input that later cases damage; the bytes stand under a member that ends in {@code _base64}. */
    void base(String name, String operation, Map<String, ?> input) {
        ObjectNode base = bases.putObject(name).put("operation", operation);
        base.set("input", mapper.valueToTree(input));
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A case in which one byte is another. */
    void changed(String base, String member, int at, int to, ObjectNode expected) {
        add(base, base + ", byte " + at + " is " + to, member, expected)
                .put("at", at)
                .put("to", to);
    }

    /** A case in which the member is another text. */
    void replaced(String base, String name, String member, String text, ObjectNode expected) {
        add(base, base + ", " + name, member, expected).put("text", text);
    }

    /** A case in which nothing is changed. */
    void whole(String base, String member, ObjectNode expected) {
        add(base, base, member, expected);
    }

    private ObjectNode add(String base, String name, String member, ObjectNode expected) {
        ObjectNode added = cases.addObject().put("base", base).put("name", name).put("member", member);
        added.set("expected", expected);
        return added;
    }

    ObjectNode accepted() {
        return mapper.createObjectNode().put("result", "accepted");
    }

    ObjectNode refused(String reason) {
        return mapper.createObjectNode()
                .put("result", reason.equals("EQUIVOCATION") ? "alarm" : "rejected")
                .put("reason", reason);
    }

    void writeTo(Path file) throws IOException {
        ObjectNode all = mapper.createObjectNode();
        all.set("bases", bases);
        all.set("cases", cases);
        mapper.writeValue(file.toFile(), all);
    }
}
