package dev.plumbline.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.testkit.SampleEvents;

/** {@code verify-event}: the one spelling that an event has. Each of these says what a validly signed event says. */
final class EventSpellingVectors {
    private static final String JCS = "RFC 8785 section 3.2";
    private static final String ENVELOPE = "docs/format/events.md#envelope";
    private static final String PROFILE = "docs/format/events.md#one-spelling";
    private static final SignedEvent EVENT = SignedEvent.first(SampleEvents.smallUpload(0));
    private static final String ENTRY = EVENT.text();

    private final Suite suite;

    private EventSpellingVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new EventSpellingVectors(suite);
        vectors.whiteSpace();
        vectors.members();
        vectors.numbers();
        vectors.texts();
        vectors.documents();
        vectors.bytes();
        vectors.limits();
    }

    private void whiteSpace() {
        spelled("space-before", " " + ENTRY, "NOT_CANONICAL", "A space stands before the event.");
        spelled("newline-after", ENTRY + "\n", "NOT_CANONICAL", "A newline follows the event, as editors leave one.");
        spelled(
                "space-after-colon",
                Bytes.replaced(ENTRY, "\"iseq\":1", "\"iseq\": 1"),
                "NOT_CANONICAL",
                "A space follows a colon.");
        spelled(
                "space-after-comma",
                Bytes.replaced(ENTRY, ",\"iseq\"", ", \"iseq\""),
                "NOT_CANONICAL",
                "A space follows a comma.");
        spelled(
                "newline-in-object",
                Bytes.replaced(ENTRY, ",\"iseq\"", ",\n\"iseq\""),
                "NOT_CANONICAL",
                "A newline follows a comma.");
        spelled(
                "tab-in-object",
                Bytes.replaced(ENTRY, ",\"iseq\"", ",\t\"iseq\""),
                "NOT_CANONICAL",
                "A tab follows a comma.");
    }

    private void members() {
        String moved = Bytes.replaced(ENTRY, ",\"v\":1}", "}").replace("{\"body\"", "{\"v\":1,\"body\"");
        spelled("keys-in-other-order", moved, "NOT_CANONICAL", "The version comes first, as people like it.");
        spelled(
                "key-twice-same-value",
                Bytes.replaced(ENTRY, ",\"v\":1}", ",\"v\":1,\"v\":1}"),
                "DUPLICATE_KEY",
                "The version stands twice with one value.");
        spelled(
                "key-twice-other-value",
                Bytes.replaced(ENTRY, ",\"v\":1}", ",\"v\":2,\"v\":1}"),
                "DUPLICATE_KEY",
                "The version stands twice with two values.");
        spelled(
                "key-twice-escaped",
                Bytes.replaced(ENTRY, ",\"v\":1}", ",\"v\":1,\"\\u0076\":1}"),
                "DUPLICATE_KEY",
                "A key stands twice, once in an escape.");
        spelled(
                "key-escaped",
                Bytes.replaced(ENTRY, "\"iseq\"", "\"\\u0069seq\""),
                "NOT_CANONICAL",
                "The first letter of a key is written as an escape.");
        spelled(
                "key-in-camel-case",
                Bytes.replaced(ENTRY, "\"issued_at\"", "\"issuedAt\""),
                "KEY_NAME",
                "A key is in camel case.");
        spelled(
                "key-of-65-characters",
                Bytes.replaced(ENTRY, "\"issued_at\"", "\"" + "k".repeat(65) + "\":1,\"issued_at\""),
                "LIMIT_EXCEEDED",
                "A key has 65 characters.");
        spelled(
                "key-not-ascii",
                Bytes.replaced(ENTRY, "\"iseq\"", "\"\u0131seq\""),
                "KEY_NAME",
                "A key starts with a dotless i.");
        spelled(
                "null",
                Bytes.replaced(ENTRY, "\"iseq\":1", "\"iprev\":null,\"iseq\":1"),
                "NULL_VALUE",
                "An absent value is written as null.");
    }

    private void numbers() {
        number("decimal-point", "1.0", "NUMBER", "A number has a decimal point.");
        number("exponent", "1e0", "NUMBER", "A number has an exponent.");
        number("exponent-in-upper-case", "1E0", "NUMBER", "A number has an exponent in upper case.");
        number("leading-zero", "01", "SYNTAX", "A number has a leading zero, which no JSON has.");
        number("plus", "+1", "SYNTAX", "A number has a plus sign, which no JSON has.");
        number("minus-zero", "-0", "NUMBER", "A number is minus zero.");
        number("2-53", "9007199254740992", "NUMBER", "A number is 2^53, beyond what every reader can hold.");
        number("of-40-digits", "1".repeat(40), "NUMBER", "A number has forty digits.");
        number("hex", "0x1", "SYNTAX", "A number is in hex, which no JSON has.");
        number("nan", "NaN", "SYNTAX", "A number is NaN, which no JSON has.");
        number("infinity", "Infinity", "SYNTAX", "A number is Infinity, which no JSON has.");
        number("in-quotes", "\"1\"", "VALUE", "A number is written as a text.");
    }

    private void texts() {
        text("letter-escaped", "\\u0074ext/plain", "NOT_CANONICAL", "A letter is written as an escape.");
        text("slash-escaped", "text\\/plain", "NOT_CANONICAL", "A slash is escaped, as some writers do.");
        text("control-raw", "text/pl\tain", "SYNTAX", "A tab stands in a text unescaped.");
        text("surrogate-alone", "text/plain\\ud83c", "ENCODING", "A text ends in half a surrogate pair.");
        text("surrogates-swapped", "text/plain\\udf12\\ud83c", "ENCODING", "A surrogate pair is the wrong way round.");
        text("escape-unknown", "text\\x2fplain", "SYNTAX", "A text has an escape that JSON does not have.");
        text("escape-cut", "text/plain\\u00", "SYNTAX", "A text ends within an escape.");
        text("not-composed", "text/plaine\u0301", "ENCODING", "A text is not in normalisation form C.");
        text("not-ascii", "text/pl\u00e4in", "VALUE", "A text has a letter beyond ASCII where only ASCII may stand.");
        text("byte-order-mark", "\ufefftext/plain", "", "A text starts with a byte order mark.");
        spelled(
                "text-in-single-quotes",
                Bytes.replaced(ENTRY, "\"text/plain\"", "'text/plain'"),
                "SYNTAX",
                "A text stands in single quotes.");
    }

    private void documents() {
        spelled("empty", "", "SYNTAX", "Nothing at all.");
        spelled("array", "[]", "VALUE", "An array in place of the event.");
        spelled("text", "\"event\"", "VALUE", "A text in place of the event.");
        spelled("empty-object", "{}", "MISSING_KEY", "An object without members.");
        spelled("event-in-array", "[" + ENTRY + "]", "VALUE", "The event stands in an array.");
        spelled("two-events", ENTRY + ENTRY, "SYNTAX", "Two events follow one another.");
        spelled("cut", ENTRY.substring(0, ENTRY.length() - 1), "SYNTAX", "The last brace is left out.");
        spelled(
                "comma-at-end",
                Bytes.replaced(ENTRY, ",\"v\":1}", ",\"v\":1,}"),
                "SYNTAX",
                "A comma stands behind the last member.");
        spelled("comment", Bytes.replaced(ENTRY, ",\"v\":1}", ",/* one */\"v\":1}"), "SYNTAX", "There is a comment.");
        spelled("base64", Bytes.base64(EVENT.entry()), "SYNTAX", "The event is in base64.");
    }

    private void bytes() {
        raw(
                "byte-order-mark",
                Bytes.concat(Bytes.of("\ufeff"), EVENT.entry()),
                "ENCODING",
                "A byte order mark stands before the event.");
        raw("utf-16", ENTRY.getBytes(java.nio.charset.StandardCharsets.UTF_16BE), "", "The event is in UTF-16.");
        raw("nul-after", Bytes.concat(EVENT.entry(), new byte[1]), "", "A zero byte follows the event.");
        raw("utf-8-overlong", damaged((byte) 0xc1, (byte) 0xb4), "ENCODING", "A text has the letter t in two bytes.");
        raw(
                "utf-8-cut",
                damaged((byte) 0xe2, (byte) 0x80),
                "ENCODING",
                "A text has two bytes of a character of three.");
        raw(
                "utf-8-surrogate",
                damaged((byte) 0xed, (byte) 0xa0, (byte) 0x80),
                "ENCODING",
                "A text has a surrogate in UTF-8.");
        raw("latin-1", damaged((byte) 0xe4), "ENCODING", "A text has a letter in Latin-1.");
    }

    private void limits() {
        String deep14 = "[".repeat(12) + "]".repeat(12);
        String deep15 = "[".repeat(13) + "]".repeat(13);
        String deep17 = "[".repeat(15) + "]".repeat(15);
        spelled(
                "depth-14",
                EVENT.with("/body/x", deep14).signed().text(),
                "UNKNOWN_KEY",
                "An unknown key, nested as deep as is allowed, is refused for being unknown.");
        spelled(
                "depth-15",
                EVENT.with("/body/x", deep15).signed().text(),
                "LIMIT_EXCEEDED",
                "The event nests 15 deep.");
        spelled(
                "depth-17",
                EVENT.with("/body/x", deep17).signed().text(),
                "LIMIT_EXCEEDED",
                "The event nests 17 deep.");
        String many = "[" + "0,".repeat(10_000) + "0]";
        spelled(
                "more-than-10000-values",
                EVENT.with("/body/x", many).signed().text(),
                "LIMIT_EXCEEDED",
                "The event has more than 10,000 keys and values.");
        String longest = padded(65_535);
        suite.add(SignedEvent.reject("spelling-of-65535-bytes", longest, "VALUE")
                .about(
                        PROFILE,
                        "The event has 65,535 bytes, as many as are allowed, and is refused for a text in it alone."));
        spelled("of-65536-bytes", padded(65_536), "LIMIT_EXCEEDED", "The event has 65,536 bytes.");
    }

    /** The event with a media type so long that the entry has this many bytes. */
    private static String padded(int length) {
        String type = "text/plain" + "x".repeat(length - ENTRY.length());
        return EVENT.with("/body/content/media_type", "\"" + type + "\"")
                .signed()
                .text();
    }

    private void number(String name, String number, String code, String about) {
        spelled("number-" + name, Bytes.replaced(ENTRY, "\"iseq\":1", "\"iseq\":" + number), code, about);
    }

    private void text(String name, String text, String code, String about) {
        spelled("text-" + name, Bytes.replaced(ENTRY, "text/plain", text), code, about);
    }

    private void spelled(String name, String entry, String code, String about) {
        String spec = switch (code) {
            case "NOT_CANONICAL" -> JCS;
            case "LIMIT_EXCEEDED" -> ENVELOPE;
            default -> PROFILE;
        };
        suite.add(SignedEvent.reject("spelling-" + name, entry, code).about(spec, about));
    }

    private void raw(String name, byte[] entry, String code, String about) {
        suite.add(Vector.reject("event", "spelling-" + name, "verify-event", "ENTRY_NOT_CANONICAL")
                .code(code)
                .about(PROFILE, about)
                .withBytes("entry", entry));
    }

    private static byte[] damaged(byte... bytes) {
        int at = ENTRY.indexOf("text/plain");
        return Bytes.concat(
                ENTRY.substring(0, at).getBytes(UTF_8),
                bytes,
                ENTRY.substring(at + 1).getBytes(UTF_8));
    }
}
