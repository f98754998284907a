package dev.plumbline.proofs.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import org.junit.jupiter.api.Test;

/** The limits of {@link JsonReader}, each on both of its sides. */
final class JsonLimitsTest {
    @Test
    void takesSoManyBytesAndNotOneMore() throws MalformedException {
        for (String json : new String[] {"[1,true]", "\"\u00e4\""}) {
            int length = json.getBytes(UTF_8).length;
            assertThat(read(json, length, 10)).isNotNull();
            assertRefused(json, length - 1, 10, Malformed.LIMIT_EXCEEDED);
        }
    }

    @Test
    void nestsSoDeepAndNotDeeper() throws MalformedException {
        int depth = Limits.JSON_DEPTH_MAX;
        assertThat(read("[".repeat(depth) + "]".repeat(depth))).isNotNull();
        assertThat(read("{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1)))
                .isNotNull();
        assertRefused("[".repeat(depth + 1) + "]".repeat(depth + 1), Malformed.LIMIT_EXCEEDED);
        assertRefused("{\"a\":".repeat(depth) + "{}" + "}".repeat(depth), Malformed.LIMIT_EXCEEDED);
    }

    @Test
    void takesKeysOfSoManyCharacters() throws MalformedException {
        String longest = "k".repeat(Limits.JSON_KEY_CHARS_MAX);
        assertThat(read("{\"" + longest + "\":1}")).isNotNull();
        assertRefused("{\"" + longest + "k\":1}", Malformed.LIMIT_EXCEEDED);
    }

    @Test
    void countsEveryKeyAndEveryValue() throws MalformedException {
        // The list, the object, its key and its value, a text, two words and a number.
        String json = "[{\"k\":\"v\"},\"t\",true,false,7]";
        assertThat(read(json, json.length(), 8)).isNotNull();
        assertRefused(json, json.length(), 7, Malformed.LIMIT_EXCEEDED);
    }

    @Test
    void takesEveryIntegerThatADoubleHolds() throws MalformedException {
        assertThat(read("[9007199254740991,-9007199254740991,0,9,-9]")).isNotNull();
        for (String outside : new String[] {"9007199254740992", "-9007199254740992", "99999999999999999", "-0"}) {
            assertRefused(outside, Malformed.NUMBER);
        }
    }

    @Test
    void readsAWordWholeBeforeItJudgesIt() {
        assertRefused("null", Malformed.NULL_VALUE);
        assertRefused("nul", Malformed.SYNTAX);
        assertRefused("nulls", Malformed.NULL_VALUE);
    }

    private static JsonValue read(String json) throws MalformedException {
        return read(json, 1 << 12, 1_000);
    }

    private static JsonValue read(String json, int bytesMax, int tokensMax) throws MalformedException {
        return JsonReader.read(json.getBytes(UTF_8), "document", bytesMax, tokensMax);
    }

    private static void assertRefused(String json, Malformed code) {
        assertRefused(json, 1 << 12, 1_000, code);
    }

    private static void assertRefused(String json, int bytesMax, int tokensMax, Malformed code) {
        assertThatThrownBy(() -> read(json, bytesMax, tokensMax))
                .as(json)
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        refusal -> assertThat(refusal.code()).as(json).isEqualTo(code));
    }
}
