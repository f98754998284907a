package dev.plumbline.api.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A value in a foreign file together with its JSON pointer (RFC 6901), so that a defect can name its place. What is absent
 * and what is null are the same.
 *
 * @param node the value; a missing node if there is none
 * @param pointer where it stands
 */
record JsonPlace(JsonNode node, String pointer) {
    private static final int SHA256_DIGITS = 64;

    static JsonPlace root(JsonNode node) {
        return new JsonPlace(node, "");
    }

    JsonPlace at(String key) {
        return new JsonPlace(
                node.path(key), pointer + "/" + key.replace("~", "~0").replace("/", "~1"));
    }

    JsonPlace at(int index) {
        return new JsonPlace(node.path(index), pointer + "/" + index);
    }

    boolean isAbsent() {
        return node.isMissingNode() || node.isNull();
    }

    /** The elements of an array; the value itself if it is none; nothing if it is absent. */
    List<JsonPlace> each() {
        var places = new ArrayList<JsonPlace>();
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                places.add(at(i));
            }
        } else if (!isAbsent()) {
            places.add(this);
        }
        return places;
    }

    /** The members of an object, in the order of the file; nothing if it is none. */
    List<JsonPlace> members() {
        var places = new ArrayList<JsonPlace>();
        node.fieldNames().forEachRemaining(key -> places.add(at(key)));
        return places;
    }

    /** The text, or null if this is none. */
    @Nullable
    String text() {
        return node.textValue();
    }

    /** The text, or an empty one. */
    String textOrEmpty() {
        String text = node.textValue();
        return text == null ? "" : text;
    }

    /** A count from 0 to 2^53−1, or −1 if this is none. */
    long count() {
        boolean isCount = node.isIntegralNumber() && node.canConvertToLong();
        long value = isCount ? node.longValue() : -1;
        return value >= 0 && value <= dev.plumbline.proofs.Limits.JSON_INTEGER_MAX ? value : -1;
    }

    /** The SHA-256 hash of 64 hex digits of either case that stands here, or null. */
    @Nullable
    Hash sha256() {
        String text = textOrEmpty();
        if (text.length() != SHA256_DIGITS) {
            return null;
        }
        try {
            return Hash.parseHex(text.toLowerCase(Locale.ROOT));
        } catch (MalformedException e) {
            return null;
        }
    }

    /** What stands here, quoted for a message. */
    String quoted() {
        if (isAbsent()) {
            return "nothing";
        }
        String text = node.textValue();
        return text != null
                ? MalformedException.quote(text)
                : node.isContainerNode() ? "a JSON " + (node.isArray() ? "array" : "object") : node.toString();
    }
}
