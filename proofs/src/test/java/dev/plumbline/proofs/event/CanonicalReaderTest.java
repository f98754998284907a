package dev.plumbline.proofs.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.testkit.SampleEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast reader may give up on anything, and may accept only what the slow way accepts, as the same value. */
final class CanonicalReaderTest {
    @Test
    void readsTheSampleEventsAsTheSlowWayDoes() throws MalformedException {
        for (byte[] entry : samples()) {
            JsonValue value = CanonicalReader.read(entry);
            assertThat(value).isNotNull().isEqualTo(CanonicalJson.parseAndCompare(entry));
        }
    }

    @Test
    void everyOtherByteAnywhereIsJudgedAsTheSlowWayJudgesIt() {
        byte[] entry = samples().get(0);
        for (int at = 0; at < entry.length; at++) {
            for (int other = 0; other < 256; other++) {
                byte[] mutated = entry.clone();
                mutated[at] = (byte) other;
                JsonAgreement.check(mutated);
            }
        }
    }

    @Test
    void everyByteLeftOutOrDoubledIsJudgedAsTheSlowWayJudgesIt() {
        for (byte[] entry : samples()) {
            for (int at = 0; at < entry.length; at++) {
                byte[] shorter = new byte[entry.length - 1];
                System.arraycopy(entry, 0, shorter, 0, at);
                System.arraycopy(entry, at + 1, shorter, at, entry.length - at - 1);
                JsonAgreement.check(shorter);
                byte[] longer = new byte[entry.length + 1];
                System.arraycopy(entry, 0, longer, 0, at + 1);
                System.arraycopy(entry, at, longer, at + 1, entry.length - at);
                JsonAgreement.check(longer);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "0",
                "-1",
                "9007199254740991",
                "-9007199254740991",
                "\"\"",
                "true",
                "false",
                "\"\\n\"",
                "\"é\"",
                "\"\u007f\"",
                "{\"a\":[{},[],0],\"b\":{\"c\":\"~\"}}",
            })
    void readsEachKindOfValue(String json) {
        assertThat(CanonicalReader.read(json.getBytes(UTF_8))).isNotNull();
        JsonAgreement.check(json.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "-0",
                "00",
                "01",
                "1.0",
                "1e3",
                "9007199254740992",
                "-9007199254740992",
                "90071992547409910",
                "18446744073709551616",
                "null",
                "nul",
                "True",
                "tru",
                "truex",
                "NaN",
                "\"",
                "\"a",
                "\"\\u0041\"",
                "\"\\u000a\"",
                "\"\\u000A\"",
                "\"\\u0000\"",
                "\"\\u00",
                "\"\\/\"",
                "\"\\",
                "\"e\u0301\"",
                "\"\ufffe\"",
                "[1,]",
                "[,1]",
                "[1 ,2]",
                "[1",
                "{\"a\":1,}",
                "{\"b\":1,\"a\":2}",
                "{\"a\":1,\"a\":2}",
                "{\"A\":1}",
                "{\"\":1}",
                "{\"a\" :1}",
                "{a:1}",
                "{}{}",
                "1 ",
            })
    void givesUpOnEverythingElse(String json) {
        assertThat(CanonicalReader.read(json.getBytes(UTF_8))).isNull();
    }

    @Test
    void readsEveryCharacterThatATextMayHoldAndNoOther() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String text = "plain text " + Character.toString(codePoint) + " goes on";
            boolean isAllowed = JsonString.defect(text) == null;
            if (isAllowed) {
                byte[] json = CanonicalJson.encode(JsonString.of(text));
                assertThat(CanonicalReader.read(json)).isEqualTo(JsonString.of(text));
            } else if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                byte[] json = ("\"" + text + "\"").getBytes(UTF_8);
                assertThat(CanonicalReader.read(json)).isNull();
            }
        }
    }

    @Test
    void everyPairOfBytesInATextIsJudgedAsTheSlowWayJudgesIt() {
        byte[] json = "\"eight or more bytes \u20ac\u20ac\u20ac\"".getBytes(UTF_8);
        for (int at : new int[] {0, 5, json.length - 5, json.length - 3}) {
            for (int pair = 0; pair < 1 << 16; pair++) {
                byte[] mutated = json.clone();
                mutated[at] = (byte) (pair >>> 8);
                mutated[at + 1] = (byte) pair;
                JsonAgreement.check(mutated);
            }
        }
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void readsWhateverTheWriterWrites(long seed) {
        var values = new RandomJson(new SplittableRandom(seed));
        for (int i = 0; i < 2_000; i++) {
            JsonValue value = values.value(4);
            if (CanonicalJson.encode(value).length <= Limits.ENTRY_BYTES_MAX) {
                assertThat(CanonicalReader.read(CanonicalJson.encode(value))).isEqualTo(value);
            }
        }
    }

    @Test
    void givesUpBeyondTheLimits() {
        assertThat(CanonicalReader.read(nested(16))).isNotNull();
        assertThat(CanonicalReader.read(nested(17))).isNull();
        assertThat(CanonicalReader.read(array(9_999))).isNotNull();
        assertThat(CanonicalReader.read(array(10_000))).isNull();
        assertThat(CanonicalReader.read(("{\"" + "k".repeat(64) + "\":1}").getBytes(UTF_8)))
                .isNotNull();
        assertThat(CanonicalReader.read(("{\"" + "k".repeat(65) + "\":1}").getBytes(UTF_8)))
                .isNull();
    }

    private static byte[] nested(int depth) {
        return ("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8);
    }

    private static byte[] array(int items) {
        return ("[" + "1,".repeat(items - 1) + "1]").getBytes(UTF_8);
    }

    private static List<byte[]> samples() {
        var samples = new ArrayList<byte[]>();
        Event previous = SampleEvents.first();
        samples.add(previous.entry());
        for (Body body : SampleEvents.everyKind().values()) {
            var draft = EventDraft.after(previous, body, SampleEvents.ISSUED_AT);
            previous = draft.sign(SampleEvents.signer(0), SampleEvents.signer(1));
            samples.add(previous.entry());
        }
        return samples;
    }
}
