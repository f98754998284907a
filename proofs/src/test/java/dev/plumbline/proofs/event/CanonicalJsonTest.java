package dev.plumbline.proofs.event;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CanonicalJsonTest {
    private static final String EVENT =
            "{\"body\":{\"content\":{\"digest\":\"sha256:00\",\"size\":10240},\"pii\":\"none\","
                    + "\"rows\":[1,-2,true,false,[],{}],\"text\":\"p\u00e9ch\u00e9 \u20ac \ud83d\ude02 \\u0001\\n\\\"\\\\/\"},"
                    + "\"iseq\":9007199254740991,\"v\":1}";

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", quoteCharacter = '`', textBlock = """
            {"a":1,"a":2} -> DUPLICATE_KEY -> event
            {"a":1,"\\u0061":2} -> DUPLICATE_KEY -> event
            {"x":{"b":1,"a":1,"b":2}} -> DUPLICATE_KEY -> event at /x
            {"a":1}{} -> SYNTAX -> event
            {"a":1}x -> SYNTAX -> event
            {"a":1,} -> SYNTAX -> event
            [1,] -> SYNTAX -> event
            [1,,2] -> SYNTAX -> event
            {"a":} -> SYNTAX -> event
            {"a" 1} -> SYNTAX -> event
            {a:1} -> SYNTAX -> event
            {'a':1} -> SYNTAX -> event
            {"a":'b'} -> SYNTAX -> event
            {"a":1 -> SYNTAX -> event
            {"a":"b -> SYNTAX -> event
            {"a":"\\x41"} -> SYNTAX -> event
            {"a":"\\u12g4"} -> SYNTAX -> event
            {"a":1/*c*/} -> SYNTAX -> event
            {"a":1}//c -> SYNTAX -> event
            {"a":1}#c -> SYNTAX -> event
            [NaN] -> SYNTAX -> event
            [Infinity] -> SYNTAX -> event
            [-Infinity] -> SYNTAX -> event
            [01] -> SYNTAX -> event
            [-01] -> SYNTAX -> event
            [+1] -> SYNTAX -> event
            [.5] -> SYNTAX -> event
            [1.] -> SYNTAX -> event
            [0x10] -> SYNTAX -> event
            [-] -> SYNTAX -> event
            [tru] -> SYNTAX -> event
            [True] -> SYNTAX -> event
            [1.0] -> NUMBER -> event at /0
            [0.5] -> NUMBER -> event at /0
            [1e3] -> NUMBER -> event at /0
            [1E3] -> NUMBER -> event at /0
            {"a":[0,-0]} -> NUMBER -> event at /a/1
            [-0.0] -> NUMBER -> event at /0
            [9007199254740992] -> NUMBER -> event at /0
            [-9007199254740992] -> NUMBER -> event at /0
            [99999999999999999999999999] -> NUMBER -> event at /0
            [null] -> NULL_VALUE -> event at /0
            {"b":{"a":null}} -> NULL_VALUE -> event at /b/a
            {"":1} -> KEY_NAME -> event
            {"A":1} -> KEY_NAME -> event
            {"x":{"aB":1}} -> KEY_NAME -> event at /x
            {"x":[0,{"A":1}]} -> KEY_NAME -> event at /x/1
            {"x":[{"b":1,"a":1,"a":2}]} -> DUPLICATE_KEY -> event at /x/0
            {"a-b":1} -> KEY_NAME -> event
            {"_a":1} -> KEY_NAME -> event
            {"1a":1} -> KEY_NAME -> event
            {"a b":1} -> KEY_NAME -> event
            {"\u00e4":1} -> KEY_NAME -> event
            {"a\\u0000":1} -> KEY_NAME -> event
            {"a":"\\u0000"} -> ENCODING -> event at /a
            {"a":"\\ud800"} -> ENCODING -> event at /a
            {"a":"\\udc00\\ud800"} -> ENCODING -> event at /a
            {"a":"\\ud800x"} -> ENCODING -> event at /a
            {"a":"A\\u030a"} -> ENCODING -> event at /a
            {"a":"A\u030a"} -> ENCODING -> event at /a
            {"a":"\u212b"} -> ENCODING -> event at /a
            {"a":"\\uffff"} -> ENCODING -> event at /a
            {"a":"\\ufdd0"} -> ENCODING -> event at /a
            {"a":"\\ud83f\\udffe"} -> ENCODING -> event at /a
            {"a": 1} -> NOT_CANONICAL -> event at /a
            {"a" :1} -> NOT_CANONICAL -> event at /a
            {"b":1,"a":2} -> NOT_CANONICAL -> event at /a
            {"x":{"a":1,"c":{"z":0,"y":0}}} -> NOT_CANONICAL -> event at /x/c/y
            {"a":[1, 2]} -> NOT_CANONICAL -> event at /a/1
            {"a":[1,2] } -> NOT_CANONICAL -> event
            {"a":"\\u0041"} -> NOT_CANONICAL -> event at /a
            {"a":"\\/"} -> NOT_CANONICAL -> event at /a
            {"a":"\\u00e9"} -> NOT_CANONICAL -> event at /a
            {"a":"\\u000a"} -> NOT_CANONICAL -> event at /a
            {"a":"\\u001F"} -> NOT_CANONICAL -> event at /a
            {"\\u0061":1} -> NOT_CANONICAL -> event at /a
            """)
    void refusesWhatNoWriterOfTheProfileWrites(String json, Malformed code, String subject) {
        assertRefused(json.getBytes(UTF_8), code, subject);
    }

    @ParameterizedTest
    @CsvSource({
        "efbbbf7b7d, ENCODING", // byte order mark
        "7b2261223a22c0af227d, ENCODING", // overlong slash
        "7b2261223a22e080af227d, ENCODING",
        "7b2261223a22f08080af227d, ENCODING",
        "7b2261223a22c080227d, ENCODING", // overlong zero
        "7b2261223a22eda080227d, ENCODING", // surrogate in UTF-8
        "7b2261223a22edb080227d, ENCODING",
        "7b2261223a22f4908080227d, ENCODING", // above U+10FFFF
        "7b2261223a22ff227d, ENCODING",
        "7b2261223a2280227d, ENCODING", // continuation without a start
        "7b2261223a22e282227d, ENCODING", // cut short
        "7b2261223a2200227d, ENCODING", // raw zero byte
        "7b2261223a220a227d, SYNTAX", // raw line feed in a string
        "7b2261223a2209227d, SYNTAX",
        "'', SYNTAX",
        "20, SYNTAX",
        "207b7d, NOT_CANONICAL",
        "7b7d20, NOT_CANONICAL",
        "7b7d0a, NOT_CANONICAL",
        "097b7d, NOT_CANONICAL",
        "7b0d0a7d, NOT_CANONICAL",
        "c2a07b7d, SYNTAX", // no-break space
    })
    void refusesBytesThatAreNotTheOneEncoding(String hex, Malformed code) {
        assertRefused(HexFormat.of().parseHex(hex), code, code == Malformed.ENCODING ? null : "event");
    }

    /** The innermost value whose own bytes are others; what stands between two members is the object's. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "{\"a\":1 ,\"b\":2} -> event",
                "{\"a\":1, \"b\":2} -> event at /b",
                "{\"a\":[1 ,2]} -> event at /a",
                "{\"a\":[1, 2]} -> event at /a/1",
                "{\"a\":1,\"b\":[1,\"\\u0041\"]} -> event at /b/1",
                "{\"a\":[0,0],\"b\":{\"c\":1,\"d\":[{\"e\":\"\\u0041\"}]}} -> event at /b/d/0/e",
                "[1,2,[3,[4,\"\\u0041\"]]] -> event at /2/1/1",
            })
    void namesTheInnermostValueThatIsWrittenOtherwise(String json, String subject) {
        assertRefused(json.getBytes(UTF_8), Malformed.NOT_CANONICAL, subject);
    }

    @Test
    void valuesAreEqualIfTheySayTheSame() throws MalformedException {
        String[] texts = {
            "{}", "{\"a\":1}", "{\"a\":2}", "{\"b\":1}", "{\"a\":1,\"b\":1}", "[]", "[1]", "[2]", "\"1\"", "1", "true"
        };
        for (String one : texts) {
            for (String other : texts) {
                JsonValue left = CanonicalJson.parse(one.getBytes(UTF_8));
                JsonValue right = CanonicalJson.parse(other.getBytes(UTF_8));
                assertThat(left.equals(right)).as(one + " and " + other).isEqualTo(one.equals(other));
                assertThat(!one.equals(other) || left.hashCode() == right.hashCode())
                        .isTrue();
            }
        }
    }

    @Test
    void refusesOtherEncodingsOfUnicode() {
        assertRefused("{}".getBytes(UTF_16), Malformed.ENCODING, "event");
        assertRefused("{}".getBytes(UTF_16BE), Malformed.ENCODING, "event");
        assertRefused("{}".getBytes(UTF_16LE), Malformed.ENCODING, "event");
    }

    @Test
    void nestsSixteenDeepAndNoDeeper() throws MalformedException {
        assertThat(CanonicalJson.parse(("[".repeat(16) + "]".repeat(16)).getBytes(UTF_8)))
                .isNotNull();
        assertThat(CanonicalJson.parse(("{\"a\":".repeat(15) + "{}" + "}".repeat(15)).getBytes(UTF_8)))
                .isNotNull();
        assertRefused(("[".repeat(17) + "]".repeat(17)).getBytes(UTF_8), Malformed.LIMIT_EXCEEDED, "event");
        assertRefused(
                ("{\"a\":".repeat(16) + "{}" + "}".repeat(16)).getBytes(UTF_8), Malformed.LIMIT_EXCEEDED, "event");
        assertRefused("[".repeat(65_535).getBytes(UTF_8), Malformed.LIMIT_EXCEEDED, "event");
    }

    @Test
    void holdsTenThousandKeysAndValuesAndNoMore() throws MalformedException {
        assertThat(CanonicalJson.parse(ones(9_999))).isNotNull();
        assertRefused(ones(10_000), Malformed.LIMIT_EXCEEDED, "event");
        // A key counts like a value: 3,333 triples and the outer array are 10,000.
        assertThat(CanonicalJson.parse(objects(3_333))).isNotNull();
        assertRefused(objects(3_334), Malformed.LIMIT_EXCEEDED, "event");
    }

    @Test
    void takesDocumentsAndKeysUpToTheirLimits() throws MalformedException {
        assertThat(CanonicalJson.parse(("\"" + "x".repeat(65_533) + "\"").getBytes(UTF_8)))
                .isNotNull();
        assertRefused(("\"" + "x".repeat(65_534) + "\"").getBytes(UTF_8), Malformed.LIMIT_EXCEEDED, "event");
        assertThat(CanonicalJson.parse(("{\"" + "k".repeat(64) + "\":1}").getBytes(UTF_8)))
                .isNotNull();
        assertRefused(
                ("{\"x\":{\"" + "k".repeat(65) + "\":1}}").getBytes(UTF_8), Malformed.LIMIT_EXCEEDED, "event at /x");
    }

    @Test
    void survivesThousandsOfKeysInTheWrongOrder() {
        var json = new StringBuilder("{\"z\":0");
        IntStream.range(0, 4_000)
                .forEach(i -> json.append(",\"k").append(9_999 - i).append("\":0"));
        assertRefused(json.append('}').toString().getBytes(UTF_8), Malformed.NOT_CANONICAL, "event at /k6000");
    }

    @Test
    void refusesEveryMutationOfOneByteOrReadsItAsItself() throws MalformedException {
        byte[] event = EVENT.getBytes(UTF_8);
        assertThat(CanonicalJson.encode(CanonicalJson.parse(event))).isEqualTo(event);
        int accepted = 0;
        for (int at = 0; at < event.length; at++) {
            byte[] mutated = event.clone();
            for (int flip = 1; flip < 256; flip++) {
                mutated[at] = (byte) (event[at] ^ flip);
                accepted += isRefused(mutated) ? 0 : 1;
            }
        }
        // Most digits and letters may change into others; structure may not.
        assertThat(accepted).isBetween(event.length, 200 * event.length);
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void readsBackEveryTreeItWrites(long seed) throws MalformedException {
        var trees = new RandomJson(new SplittableRandom(seed));
        for (int i = 0; i < 2_000; i++) {
            JsonValue tree = trees.value(4);
            byte[] encoded = CanonicalJson.encode(tree);
            assertThat(CanonicalJson.parse(encoded)).isEqualTo(tree);
            assertThat(new String(encoded, UTF_8)).isEqualTo(RandomJson.writeSlowly(tree));
        }
    }

    @Test
    void cannotBuildWhatCannotBeWritten() {
        for (String text : List.of("\0", "\ud800", "A\u030a", "\uffff")) {
            assertThatThrownBy(() -> JsonString.of(text)).isInstanceOf(IllegalArgumentException.class);
        }
        for (long number : new long[] {1L << 53, -(1L << 53), Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> new JsonInteger(number)).isInstanceOf(IllegalArgumentException.class);
        }
        for (String key : List.of("", "A", "1", "a-b", "k".repeat(65))) {
            assertThatThrownBy(() -> JsonObject.builder().put(key, 1)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> JsonObject.builder().put("a", 1).put("a", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] ones(int count) {
        return ("[" + "1,".repeat(count - 1) + "1]").getBytes(UTF_8);
    }

    private static byte[] objects(int count) {
        return ("[" + "{\"a\":1},".repeat(count - 1) + "{\"a\":1}]").getBytes(UTF_8);
    }

    private static boolean isRefused(byte[] json) {
        try {
            assertThat(CanonicalJson.encode(CanonicalJson.parse(json))).isEqualTo(json);
            return false;
        } catch (MalformedException e) {
            return true;
        }
    }

    private static void assertRefused(byte[] json, Malformed code, @Nullable String subject) {
        assertThatThrownBy(() -> CanonicalJson.parse(json))
                .isInstanceOfSatisfying(MalformedException.class, refusal -> {
                    assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
                    if (subject != null) {
                        assertThat(refusal.subject()).isEqualTo(subject);
                    }
                });
    }
}
