package dev.plumbline.proofs.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import java.text.Normalizer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that stands in a document says the same in whichever way it is asked, and as a string made of it would. */
final class JsonStringTest {
    private static final int ROUNDS = 20_000;
    private static final int LONG_TEXT = 10_000;

    private static JsonString inPlace(String text) {
        byte[] document = CanonicalJson.encode(new JsonArray(List.of(JsonString.of(text))));
        var array = (JsonArray) CanonicalReader.readInPlace(document, Limits.JSON_TOKENS_MAX);
        assertThat(array).isNotNull();
        return (JsonString) array.items().get(0);
    }

    private static void check(String text) throws MalformedException {
        assertThat(inPlace(text).length()).isEqualTo(text.length());
        assertThat(inPlace(text).text()).isEqualTo(text);
        assertThat(inPlace(text).utf8()).isEqualTo(text.getBytes(UTF_8));
        assertThat(JsonString.of(text).utf8()).isEqualTo(text.getBytes(UTF_8));
        assertThat(inPlace(text).<String>readText(CharSequence::toString)).isEqualTo(text);
        assertThat(inPlace(text)
                        .<List<Integer>>readText(lent -> lent.chars().boxed().toList()))
                .isEqualTo(text.chars().boxed().toList());
        assertThat(inPlace(text)).isEqualTo(JsonString.of(text)).hasToString(text);
        JsonString asked = inPlace(text);
        for (int i = 0; i < text.length(); i++) {
            assertThat(asked.charAt(i)).isEqualTo(text.charAt(i));
        }
        // Once a string was made, it is that which is read.
        assertThat(asked.<String>readText(CharSequence::toString)).isEqualTo(text);
        assertThat(asked.utf8()).isEqualTo(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void randomTextsSayTheSameInEveryWay(long seed) throws MalformedException {
        var json = new RandomJson(new SplittableRandom(seed));
        for (int round = 0; round < ROUNDS; round++) {
            if (json.value(0) instanceof JsonString string) {
                check(string.text());
            }
        }
    }

    @Test
    void textsLongerThanTheScratchDoToo() throws MalformedException {
        check("a\n".repeat(LONG_TEXT));
        check("\u2014 ".repeat(LONG_TEXT));
        check("a".repeat(LONG_TEXT));
    }

    @Test
    void aReaderMayReadOtherTextsMeanwhile() throws MalformedException {
        String outer = "one\n\u2014\n";
        String inner = "two\n\u2014 and more\n";
        String both = inPlace(outer).readText(text -> {
            String first = text.toString();
            assertThat(inPlace(inner).text()).isEqualTo(inner);
            assertThat(inPlace(inner).<String>readText(CharSequence::toString)).isEqualTo(inner);
            assertThat(text).hasToString(first);
            return first;
        });
        assertThat(both).isEqualTo(outer);
        assertThat(inPlace(inner).<String>readText(CharSequence::toString)).isEqualTo(inner);
    }

    /** These are passed over without asking for the form: they stand alone in it, whatever stands beside them. */
    @Test
    void dashesAndQuotationMarksAreAlwaysInFormC() {
        for (char dash = '\u2010'; dash <= '\u2027'; dash++) {
            for (char other = 1; other < '\u0300'; other++) {
                for (String text : List.of("" + dash + other, "" + other + dash, "" + dash + dash)) {
                    assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC))
                            .as(text)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void textWithADashIsStillJudgedForTheRest() {
        assertThat(JsonString.defect("\u2014 e\u0301")).isEqualTo("is not in form NFC");
        // The first of all marks.
        assertThat(JsonString.defect("a\u0300")).isEqualTo("is not in form NFC");
        assertThat(CanonicalReader.read("\"a\u0300\"".getBytes(UTF_8))).isNull();
        assertThat(JsonString.defect("\u2014 \u00e9")).isNull();
        assertThat(JsonString.defect("\u2014 \ud800")).isEqualTo("holds a lone surrogate");
        assertThat(JsonString.defect("\u2014 \u0000")).isEqualTo("holds U+0000");
    }

    @Test
    void everyCodePointIsTakenOrRefusedAsTheFormatSays() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            boolean isNoncharacter = (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xffff) >= 0xfffe;
            boolean isSurrogate = c >= 0xd800 && c <= 0xdfff;
            String text = Character.toString(c);
            String defect = JsonString.defect(text);
            if (c == 0 || isSurrogate || isNoncharacter) {
                assertThat(defect).as("U+%04X", c).isNotNull().isNotEmpty();
            } else {
                assertThat(defect == null)
                        .as("U+%04X", c)
                        .isEqualTo(Normalizer.isNormalized(text, Normalizer.Form.NFC));
            }
        }
    }

    @Test
    void readersInPlaceGetPlainTextThatStandsSomewhere() {
        JsonString.PlaceReader<String> reader = (ascii, from, to) -> new String(ascii, from, to - from, UTF_8);
        assertThat(inPlace("plain").<String>readInPlace(reader)).isEqualTo("plain");
        assertThat(inPlace("a\nb").<String>readInPlace(reader)).isNull();
        assertThat(JsonString.of("plain").<String>readInPlace(reader)).isNull();
    }

    @Test
    void isEqualToWhatSaysTheSameAlone() {
        assertThat(inPlace("a")).isNotEqualTo(inPlace("b")).isNotEqualTo("a").hasSameHashCodeAs(JsonString.of("a"));
        assertThat(inPlace("abc").subSequence(1, 2)).hasToString("b");
    }

    @Test
    void charactersAreWrittenInTheirOneEncoding() throws MalformedException {
        for (int c : new int[] {0x7f, 0x80, 0x7ff, 0x800, 0xfffd, 0x10000, 0x10fffd}) {
            String text = "a" + Character.toString(c);
            byte[] quoted = ("\"" + text + "\"").getBytes(UTF_8);
            assertThat(CanonicalJson.encode(JsonString.of(text)))
                    .as("U+%04X", c)
                    .isEqualTo(quoted);
            assertThat(CanonicalJson.parse(quoted)).isEqualTo(JsonString.of(text));
        }
    }

    @Test
    void noTextEndsWithTheDocument() {
        for (String json : new String[] {"\"a\u00e9\"", "\"\u20ac\"", "\"\ud83d\ude00\"", "\"\\u001f\"", "\"\\n\""}) {
            byte[] whole = json.getBytes(UTF_8);
            assertThat(CanonicalReader.read(whole)).isNotNull();
            for (int length = 0; length < whole.length; length++) {
                assertThat(CanonicalReader.read(java.util.Arrays.copyOf(whole, length)))
                        .isNull();
            }
        }
    }
}
