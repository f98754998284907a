package dev.plumbline.proofs.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jackson, which knows no profile, says what is JSON; the scanner must call the same JSON, and find the same in it. */
final class JsonScannerTest {
    private static final ObjectMapper JACKSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String DOCUMENT =
            " {\"b\" : [ 0,-12 ,true,false, [ ],{}, \"\\u00e9\\b\\f\\n\\r\\t\\\"\\\\\\/\" ],"
                    + "\t\"a\":{ \"c\":\"\u20ac \ud83d\ude02 \\uD83D\\uDE02\" , \"d\":9007199254740991}\r\n}\n";

    @Test
    void readsOneDocumentAsJacksonDoes() {
        assertThat(isRead(DOCUMENT)).isTrue();
    }

    @Test
    void everyByteOfADocumentChangedLeftOutOrDoubledIsJsonIfJacksonSaysSo() {
        int read = 0;
        for (int at = 0; at < DOCUMENT.length(); at++) {
            String before = DOCUMENT.substring(0, at);
            String after = DOCUMENT.substring(at + 1);
            for (char other = 1; other < 0x100; other++) {
                read += isRead(before + other + after) ? 1 : 0;
            }
            read += isRead(before + after) ? 1 : 0;
            read += isRead(before + DOCUMENT.charAt(at) + DOCUMENT.charAt(at) + after) ? 1 : 0;
            read += isRead(before) ? 1 : 0;
        }
        assertThat(read).isGreaterThan(DOCUMENT.length());
    }

    @Test
    void everyShortTextIsJsonIfJacksonSaysSo() {
        assertThat(readOf("[]{}\",:-0.e \\u", 4)).isGreaterThan(100);
        assertThat(readOf("[],{}:\"a1", 5)).isGreaterThan(100);
        assertThat(readOf("-0.1eE+ ", 5)).isGreaterThan(100);
    }

    @Test
    void everyUnitHasFourHexDigitsOfAscii() {
        for (int codePoint = 1; codePoint <= Character.MAX_VALUE; codePoint++) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                String json = "\"\\u00" + Character.toString(codePoint) + "a\"";
                assertThat(codeOf(json) == null).as(json).isEqualTo("0123456789abcdefABCDEF".indexOf(codePoint) >= 0);
            }
        }
        for (int unit = 1; unit < Character.MIN_SURROGATE; unit += 13) {
            isRead(String.format("\"\\u%04x\\u%04X\"", unit, unit));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", quoteCharacter = '`', textBlock = """
            [1,2 -> is not JSON at character 4
            [tru] -> is not JSON at character 1
            {"a"} -> is not JSON at character 4
            {"a":01} -> is not JSON at character 6
            "a\\x" -> is not JSON at character 4
            ` ` -> holds no JSON value
            {} [] -> goes on after the end of its JSON value
            """)
    void saysWhereTheGrammarEnds(String json, String detail) {
        assertThat(refusal(json)).isNotNull().satisfies(refused -> {
            assertThat(refused.code()).isEqualTo(Malformed.SYNTAX);
            assertThat(refused.getMessage()).isEqualTo("document: " + detail);
        });
    }

    private static int readOf(String alphabet, int lengthMax) {
        return readOf("", alphabet, lengthMax);
    }

    private static int readOf(String text, String alphabet, int left) {
        int read = isRead(text) ? 1 : 0;
        for (int i = 0; left > 0 && i < alphabet.length(); i++) {
            read += readOf(text + alphabet.charAt(i), alphabet, left - 1);
        }
        return read;
    }

    /** Whether our reader takes the text; fails unless Jackson then takes the same, and unless both refuse bad grammar. */
    private static boolean isRead(String json) {
        byte[] bytes = json.getBytes(UTF_8);
        // Half a pair of surrogates has become a question mark on the way.
        JsonNode theirs = readByJackson(new String(bytes, UTF_8));
        try {
            JsonValue ours = JsonReader.read(bytes, "document", 1_000, Limits.JSON_TOKENS_MAX);
            assertThat(readByJackson(new String(CanonicalJson.encode(ours), UTF_8)))
                    .as(json)
                    .isNotNull()
                    .isEqualTo(theirs);
            return true;
        } catch (MalformedException e) {
            if (e.code() == Malformed.SYNTAX) {
                assertThat(theirs).as(json).isNull();
            }
            return false;
        }
    }

    private static @Nullable Malformed codeOf(String json) {
        MalformedException refusal = refusal(json);
        return refusal == null ? null : refusal.code();
    }

    private static @Nullable MalformedException refusal(String json) {
        try {
            JsonReader.read(json.getBytes(UTF_8), "document", 1_000, Limits.JSON_TOKENS_MAX);
            return null;
        } catch (MalformedException e) {
            return e;
        }
    }

    private static @Nullable JsonNode readByJackson(String json) {
        try {
            JsonNode tree = JACKSON.readTree(json);
            return tree.isMissingNode() ? null : tree;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
