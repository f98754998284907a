package dev.plumbline.vectors;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One file of the suite in the making: what goes in, and what has to come of it. */
final class Vector {
    private final String name;
    private final String operation;
    private final Map<String, Object> input = new LinkedHashMap<>();
    private final Map<String, Object> expected = new LinkedHashMap<>();
    private final Map<String, Object> value = new LinkedHashMap<>();
    private String about = "";
    private String spec = "";
    private boolean isChosen;

    private Vector(String name, String operation, String result) {
        this.name = name;
        this.operation = operation;
        expected.put("result", result);
    }

    /** Something that every reader has to take. */
    static Vector accept(String area, String name, String operation) {
        return new Vector(area + "/accept/" + name, operation, "accepted");
    }

    /** Something that no reader may take. */
    static Vector reject(String area, String name, String operation, String reason) {
        var vector = new Vector(area + "/reject/" + name, operation, "rejected");
        vector.expected.put("reason", reason);
        return vector;
    }

    /** Something that proves misbehaviour; the name is whole, since it may be a good proof or a bad receipt. */
    static Vector alarm(String name, String operation, String reason) {
        var vector = new Vector(name, operation, "alarm");
        vector.expected.put("reason", reason);
        return vector;
    }

    /**
     * What this file is.
     *
     * @param decidedBy the text that decides, with its section
     * @param sentence what was done to what
     */
    Vector about(String decidedBy, String sentence) {
        spec = decidedBy;
        about = sentence;
        return this;
    }

    /** Says that the text leaves this open and that the outcome is our choice. */
    Vector chosen() {
        isChosen = true;
        return this;
    }

    /** Names the kind of defect more closely; for people and for our own reader. */
    Vector code(String code) {
        if (!code.isEmpty()) {
            expected.put("code", code);
        }
        return this;
    }

    /** A member of the input: text, a number, a boolean, or a list of texts. */
    Vector with(String member, Object content) {
        input.put(member, content);
        return this;
    }

    /** Bytes, as base64, under a member that says so. */
    Vector withBytes(String member, byte[] content) {
        return with(member + "_base64", Base64.getEncoder().encodeToString(content));
    }

    /** A member of what an accepted input proves. */
    Vector proves(String member, Object content) {
        value.put(member, content);
        return this;
    }

    /** The checklist, each line a name and what came of it. */
    Vector checks(List<List<String>> checks) {
        expected.put("checks", new ArrayList<>(checks));
        return this;
    }

    String name() {
        return name;
    }

    /** What makes two vectors the same test. */
    String question() {
        return operation + PrettyJson.write(input);
    }

    String json() {
        if (about.isEmpty() || spec.isEmpty()) {
            throw new IllegalStateException(name + " does not say what it is about");
        }
        var outcome = new LinkedHashMap<>(expected);
        if (!value.isEmpty()) {
            outcome.put("value", value);
        }
        var file = new LinkedHashMap<String, Object>();
        file.put("name", name);
        file.put("about", about);
        file.put("spec", spec);
        file.put("strictness", isChosen ? "chosen" : "required");
        file.put("operation", operation);
        file.put("input", input);
        file.put("expected", outcome);
        return PrettyJson.write(file) + "\n";
    }
}
