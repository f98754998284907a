package dev.plumbline.api.cli;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.JsonArray;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what is to be submitted: one JSON object, an array of them, or one on each line. Any spelling will do for a draft;
 * an event that is signed already goes out as it stands.
 */
final class Drafts {
    private static final String SUBJECT = "draft";

    private Drafts() {}

    /** One thing to submit. */
    sealed interface Item {
        /**
         * Body, kind and namespace of an event that is still to be numbered and signed.
         *
         * @param json the draft
         */
        record Draft(JsonObject json) implements Item {}

        /**
         * A signed event.
         *
         * @param entry its bytes
         */
        @SuppressWarnings("ArrayRecordComponent") // handed over whole and never compared
        record Signed(byte[] entry) implements Item {}
    }

    /** Everything in a file, in its order. */
    static List<Item> read(byte[] file) throws MalformedException {
        if (file.length <= Limits.RECEIPT_BYTES_MAX && !hasManyValues(file)) {
            return items(file);
        }
        var items = new ArrayList<Item>();
        int lineNumber = 0;
        for (String line : new String(file, StandardCharsets.UTF_8).split("\n", -1)) {
            lineNumber++;
            if (line.isBlank()) {
                continue;
            }
            try {
                items.addAll(items(line.getBytes(StandardCharsets.UTF_8)));
            } catch (MalformedException e) {
                throw new MalformedException(e.code(), "line " + lineNumber, String.valueOf(e.getMessage()));
            }
        }
        return items;
    }

    /** Whether the file is one value to a line: then the first line is a whole value and something follows it. */
    private static boolean hasManyValues(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8).strip();
        int lineEnd = text.indexOf('\n');
        if (lineEnd < 0) {
            return false;
        }
        try {
            CanonicalJson.parseAnySpelling(
                    text.substring(0, lineEnd).getBytes(StandardCharsets.UTF_8), SUBJECT, Limits.RECEIPT_BYTES_MAX);
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }

    private static List<Item> items(byte[] json) throws MalformedException {
        JsonValue value = CanonicalJson.parseAnySpelling(json, SUBJECT, Limits.RECEIPT_BYTES_MAX);
        if (value instanceof JsonObject object) {
            boolean isSigned = object.get("sig") != null;
            byte[] asItStands = new String(json, StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8);
            return List.of(isSigned ? new Item.Signed(asItStands) : new Item.Draft(object));
        }
        if (value instanceof JsonArray array) {
            var items = new ArrayList<Item>();
            for (JsonValue element : array.items()) {
                if (!(element instanceof JsonObject object)) {
                    throw new MalformedException(Malformed.VALUE, SUBJECT, "an array of them holds something else");
                }
                boolean isSigned = object.get("sig") != null;
                items.add(isSigned ? new Item.Signed(CanonicalJson.encode(object)) : new Item.Draft(object));
            }
            return items;
        }
        throw new MalformedException(Malformed.VALUE, SUBJECT, "want an object or an array of objects");
    }
}
