package dev.plumbline.ledger.rollup;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.JsonArray;
import dev.plumbline.proofs.event.JsonBoolean;
import dev.plumbline.proofs.event.JsonInteger;
import dev.plumbline.proofs.event.JsonMembers;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.event.JsonValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes one JSON object of this room's files apart: {@link JsonMembers} with the types that chains have. */
final class Line {
    private static final int NAME_CHARS_MAX = 256;
    private static final int HEX_CHARS_MAX = 66;

    private final JsonMembers members;
    private final JsonValue value;
    private final String document;
    private final String pointer;

    Line(JsonValue value, String document, String pointer) throws MalformedException {
        this.members = new JsonMembers(value, document, pointer);
        this.value = value;
        this.document = document;
        this.pointer = pointer;
    }

    boolean has(String key) {
        return value instanceof JsonObject object && object.get(key) != null;
    }

    String text(String key) throws MalformedException {
        return members.text(key, NAME_CHARS_MAX);
    }

    String text(String key, int charsMax) throws MalformedException {
        return members.text(key, charsMax);
    }

    List<String> texts(String key, int countMax) throws MalformedException {
        return members.strings(key, countMax).stream().map(JsonString::text).toList();
    }

    long size(String key) throws MalformedException {
        return members.size(key);
    }

    @Nullable
    Long sizeIfPresent(String key) throws MalformedException {
        return has(key) ? members.size(key) : null;
    }

    int count(String key) throws MalformedException {
        long count = size(key);
        if (count > Integer.MAX_VALUE) {
            throw malformed(Malformed.VALUE, key, "is " + count + ", want less than 2^31");
        }
        return (int) count;
    }

    boolean bool(String key) throws MalformedException {
        if (members.required(key) instanceof JsonBoolean flag) {
            return flag == JsonBoolean.TRUE;
        }
        throw malformed(Malformed.VALUE, key, "want true or false");
    }

    Word word(String key) throws MalformedException {
        return Word.parseHex(text(key, HEX_CHARS_MAX), members.at(key));
    }

    @Nullable
    Word wordIfPresent(String key) throws MalformedException {
        return has(key) ? word(key) : null;
    }

    List<Word> words(String key, int countMax) throws MalformedException {
        List<Word> words = new ArrayList<>();
        for (JsonString text : members.strings(key, countMax)) {
            words.add(Word.parseHex(text.text(), members.at(key)));
        }
        return words;
    }

    Address address(String key) throws MalformedException {
        return Address.parseHex(text(key, HEX_CHARS_MAX), members.at(key));
    }

    /** A whole number, 0 or more, of at most 78 decimal digits, without leading zeros. */
    BigInteger decimal(String key) throws MalformedException {
        String text = text(key, Limits.DECIMAL_DIGITS_MAX);
        boolean isDecimal = !text.isEmpty()
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && (text.length() == 1 || text.charAt(0) != '0');
        if (!isDecimal) {
            throw malformed(Malformed.VALUE, key, "want decimal digits without leading zeros");
        }
        return new BigInteger(text);
    }

    /** A constant, spelt in lower case. */
    <E extends Enum<E>> E choice(String key, Class<E> type) throws MalformedException {
        String text = text(key);
        for (E constant : type.getEnumConstants()) {
            if (ObservationJson.name(constant).equals(text)) {
                return constant;
            }
        }
        throw malformed(
                Malformed.VALUE, key, "is " + MalformedException.quote(text) + ", which is none of the choices");
    }

    Line object(String key) throws MalformedException {
        return new Line(members.required(key), document, pointer + "/" + key);
    }

    List<Line> objects(String key, int countMax) throws MalformedException {
        if (!(members.required(key) instanceof JsonArray array) || array.items().size() > countMax) {
            throw malformed(Malformed.VALUE, key, "want an array of at most " + countMax);
        }
        List<Line> lines = new ArrayList<>();
        for (JsonValue item : array.items()) {
            lines.add(new Line(item, document, pointer + "/" + key));
        }
        return lines;
    }

    /** A whole number or the word "unknown", which is null. */
    @Nullable
    Long sizeOrUnknown(String key) throws MalformedException {
        return members.required(key) instanceof JsonInteger ? (Long) size(key) : unknown(key);
    }

    /** An address or the word "unknown", which is null. */
    @Nullable
    Address addressOrUnknown(String key) throws MalformedException {
        return isUnknown(key) ? null : address(key);
    }

    /** A text or the word "unknown", which is null. */
    @Nullable
    String textOrUnknown(String key) throws MalformedException {
        return isUnknown(key) ? null : text(key);
    }

    private @Nullable Long unknown(String key) throws MalformedException {
        if (isUnknown(key)) {
            return null;
        }
        throw malformed(Malformed.VALUE, key, "want a whole number or \"" + ChainProfile.UNKNOWN + "\"");
    }

    private boolean isUnknown(String key) throws MalformedException {
        return members.required(key) instanceof JsonString text && text.text().equals(ChainProfile.UNKNOWN);
    }

    MalformedException malformed(Malformed code, String key, String detail) {
        return members.malformed(code, key, detail);
    }

    void end() throws MalformedException {
        members.end();
    }
}
