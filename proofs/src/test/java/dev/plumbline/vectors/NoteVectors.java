package dev.plumbline.vectors;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code verify-note}: the text, the lines under it, and one key. */
final class NoteVectors {
    static final String EXAMPLE_VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private static final String EXAMPLE_NOTE = "This is an example message.\n\n\u2014 example.com/foo"
            + " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    private static final String FORMAT = "c2sp.org/signed-note#format";
    private static final String SIGNATURES = "c2sp.org/signed-note#signatures";
    private static final String UNREADABLE = "FORMAT_UNREADABLE";
    private static final String BAD = "CHECKPOINT_SIGNATURE_BAD";
    private static final String UNKNOWN = "UNKNOWN_LOG";
    private static final BigInteger ORDER =
            new BigInteger("7237005577332262213973186563042994240857116359379907606001950938285454250989");
    static final TestKey KEY = TestKey.LOG;
    static final String TEXT = "A note is text.\nThis one has two lines.\n";
    static final String LINE = KEY.line(TEXT);
    private static final String NOTE = KEY.note(TEXT);

    private final Suite suite;

    private NoteVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new NoteVectors(suite);
        vectors.acceptedTexts();
        vectors.acceptedLines();
        vectors.otherKeys();
        vectors.badSignatures();
        vectors.layout();
        vectors.characters();
        vectors.bytes();
    }

    private void acceptedTexts() {
        accept("signed", NOTE, FORMAT, "A text of two lines, signed once.");
        suite.add(Vector.accept("note", "c2sp-example", "verify-note")
                .about(FORMAT, "The example of the specification.")
                .with("note", EXAMPLE_NOTE)
                .with("vkey", EXAMPLE_VKEY)
                .proves("text", "This is an example message.\n"));
        acceptText(
                "text-with-empty-lines",
                "first\n\n\nlast\n",
                "The text has empty lines; the last empty line of the note ends it.");
        acceptText(
                "text-ends-in-empty-line",
                "first\n\n",
                "The text itself ends in an empty line, before the one that ends it.");
        acceptText("text-of-one-newline", "\n", "The text is one newline.");
        acceptText(
                "text-not-ascii",
                "ed \u00e8 subito sera \u2014 \ud83c\udf12\n",
                "The text has characters of two, three and four bytes.");
        acceptText(
                "text-with-byte-order-mark",
                "\ufeffmarked\n",
                "The text starts with U+FEFF, a character like any other.");
        acceptText(
                "text-not-normalised",
                "e\u0301\n",
                "The text has a letter and a combining accent; nothing may compose them.");
        acceptText(
                "text-with-spaces-at-line-ends",
                "trailing \n leading\n",
                "Spaces at the ends of lines belong to the text.");
        acceptText("text-with-delete", "text \u007f\n", "The text has U+007F; only what is below U+0020 is forbidden.");
        acceptText(
                "text-with-signature-line",
                "quoted\n\n" + KEY.line("other\n") + "\nend\n",
                "The text quotes a signature line of the same key, before the last empty line; it is text.");
    }

    private void acceptedLines() {
        accept(
                "unknown-key-after",
                NOTE + TestKey.STRANGER.line(TEXT),
                SIGNATURES,
                "A line by an unknown key follows; it is ignored.");
        accept(
                "unknown-key-before",
                TEXT + "\n" + TestKey.STRANGER.line(TEXT) + LINE,
                SIGNATURES,
                "A line by an unknown key comes first; it is ignored.");
        accept(
                "unknown-key-bad-signature",
                NOTE + TestKey.STRANGER.line("other\n"),
                SIGNATURES,
                "A line by an unknown key does not verify; it is ignored all the same.");
        accept(
                "unknown-key-same-name",
                NOTE + KEY.typed(0xff).line("other\n"),
                SIGNATURES,
                "A line has the known name and another id, so its key is unknown.");
        accept(
                "unknown-key-same-id",
                NOTE + foreign("other.example.org/log", KEY.id(), 64),
                SIGNATURES,
                "A line has the known id and another name, so its key is unknown.");
        accept(
                "unknown-signature-type",
                NOTE + foreign("pq.example.org/w", new byte[] {1, 2, 3, 4}, 2428),
                SIGNATURES,
                "A line by an unknown key has a signature of 2,428 bytes, as ML-DSA-44 cosignatures do.");
        accept(
                "unknown-key-one-byte",
                NOTE + foreign("x", new byte[4], 1),
                SIGNATURES,
                "A line by an unknown key has one byte behind its key id.");
        accept(
                "unknown-name-not-ascii",
                NOTE + foreign("\u65e5\u672c", new byte[4], 64),
                FORMAT,
                "A line has a name beyond ASCII.");
        accept(
                "sixteen-signatures",
                TEXT + "\n" + strangers(15) + LINE,
                FORMAT,
                "Fifteen lines by unknown keys and then the known one: readers must take 16.");
        suite.add(vector(
                        "accept",
                        "sixty-four-signatures",
                        "",
                        "",
                        TEXT + "\n" + strangers(63) + LINE,
                        FORMAT,
                        "64 lines, the most that these formats take.")
                .chosen()
                .proves("text", TEXT));
        suite.add(
                vector("accept", "signature-twice", "", "", NOTE + LINE, SIGNATURES, "The same good line stands twice.")
                        .chosen()
                        .proves("text", TEXT));
    }

    private void otherKeys() {
        reject(
                "other-key-only",
                UNKNOWN,
                "",
                TestKey.STRANGER.note(TEXT),
                SIGNATURES,
                "Only an unknown key has signed.");
        reject(
                "name-other-id-right",
                UNKNOWN,
                "",
                TEXT + "\n" + KEY.line(TEXT).replace(KEY.name(), "other.example.org/log"),
                SIGNATURES,
                "The good signature stands under another name with the known id.");
        reject(
                "name-in-other-case",
                UNKNOWN,
                "",
                TEXT + "\n" + LINE.replace("ledger", "Ledger"),
                SIGNATURES,
                "The name differs from the known one in the case of one letter.");
        reject(
                "id-other-name-right",
                UNKNOWN,
                "",
                TEXT + "\n" + idFlipped(),
                SIGNATURES,
                "The good signature stands under the known name with another id.");
        reject(
                "signed-as-cosignature",
                UNKNOWN,
                "",
                TEXT + "\n" + KEY.typed(4).cosignature(TestKey.TIME, TEXT),
                SIGNATURES,
                "The same key bytes made a cosignature of type 0x04, whose id is another.");
    }

    private void badSignatures() {
        byte[] good = KEY.sign(Bytes.of(TEXT));
        bad(
                "signature-first-bit-flipped",
                KEY.line(Bytes.flipped(good, 0)),
                "The first byte of R has one bit flipped.");
        bad("signature-last-byte-flipped", KEY.line(Bytes.flipped(good, -2)), "A byte of S has one bit flipped.");
        bad("signature-of-other-text", KEY.line("Another text.\n"), "The known key signed another text.");
        bad(
                "signature-of-text-without-newline",
                KEY.line(KEY.sign(Bytes.of(TEXT.substring(0, TEXT.length() - 1)))),
                "What was signed lacks the last newline of the text.");
        bad(
                "signature-of-text-and-empty-line",
                KEY.line(TEXT + "\n"),
                "What was signed includes the empty line that ends the text.");
        bad("signature-of-63-bytes", KEY.line(Bytes.cut(good)), "The signature lacks its last byte.");
        bad("signature-of-65-bytes", KEY.line(Arrays.copyOf(good, 65)), "The signature has a byte behind it.");
        bad(
                "signature-s-not-reduced",
                KEY.line(withOrderAdded(good)),
                "S is larger by the order of the group: RFC 8032 section 5.1.7 refuses it.");
        bad("signature-zero", KEY.line(new byte[64]), "The signature is 64 zero bytes.");
        bad(
                "signature-by-other-key",
                KEY.line(TestKey.STRANGER.sign(Bytes.of(TEXT))),
                "Another key's signature under the known name and id.");
        suite.add(vector(
                        "reject",
                        "good-then-bad",
                        BAD,
                        "",
                        TEXT + "\n" + LINE + KEY.line("other\n"),
                        SIGNATURES,
                        "A good line by the known key, and then one that does not verify.")
                .chosen());
        suite.add(vector(
                        "reject",
                        "bad-then-good",
                        BAD,
                        "",
                        TEXT + "\n" + KEY.line("other\n") + LINE,
                        SIGNATURES,
                        "A line by the known key that does not verify, and then a good one.")
                .chosen());
        reject(
                "text-one-letter-changed",
                BAD,
                "",
                NOTE.replace("two", "twa"),
                SIGNATURES,
                "One letter of the text was changed.");
        reject(
                "text-space-at-end",
                BAD,
                "",
                NOTE.replace("lines.\n", "lines. \n"),
                SIGNATURES,
                "A space was put at the end of the text.");
        reject(
                "empty-line-doubled",
                BAD,
                "",
                TEXT + "\n\n" + LINE,
                FORMAT,
                "Two empty lines stand before the signature, so the text ends in one of them and is another.");
        reject(
                "byte-order-mark-before",
                BAD,
                "",
                "\ufeff" + NOTE,
                FORMAT,
                "U+FEFF was put before the note; it is text and not signed.");
        byte[] neutral = new byte[32];
        neutral[0] = 1;
        String weakLine = "\u2014 weak.example.org "
                + Bytes.base64(Bytes.concat(TestKey.id("weak.example.org", 1, neutral), neutral, new byte[32])) + "\n";
        suite.add(vector(
                        "reject",
                        "key-of-small-order",
                        BAD,
                        "",
                        TEXT + "\n" + weakLine,
                        "RFC 8032 section 5.1.7",
                        "The key is the neutral point, under which R = [S]B signs every text.")
                .chosen()
                .with(
                        "vkey",
                        TestKey.vkey(
                                "weak.example.org",
                                TestKey.id("weak.example.org", 1, neutral),
                                Bytes.concat(new byte[] {1}, neutral))));
    }

    private void layout() {
        unreadable("empty", "", "Nothing at all.");
        unreadable("no-signature", TEXT, "The text alone.");
        unreadable("no-signature-after-empty-line", TEXT + "\n", "The text and the empty line, and no signature.");
        unreadable("no-empty-line", TEXT + LINE, "The empty line is left out.");
        unreadable(
                "empty-line-after-signature",
                NOTE + "\n",
                "An empty line follows the signature, so that nothing follows the last empty line.");
        unreadable("text-after-signature", NOTE + "more\n", "A line of text follows the signature.");
        unreadable(
                "final-newline-missing",
                NOTE.substring(0, NOTE.length() - 1),
                "The last newline of the note is left out.");
        unreadable(
                "line-ends-crlf",
                NOTE.replace("\n", "\r\n"),
                "Every line ends in CR LF, as after a transfer in text mode.");
        unreadable("empty-line-with-space", TEXT + " \n" + LINE, "The empty line has a space in it.");
        unreadable("signature-only", "\n" + LINE, "There is an empty line and a signature and no text before them.");
        reject(
                "empty-line-between-signatures",
                UNKNOWN,
                "",
                NOTE + "\n" + TestKey.STRANGER.line(TEXT),
                FORMAT,
                "An empty line stands between the known line and an unknown one, so the known one is text.");
        suite.add(vector(
                        "reject",
                        "sixty-five-signatures",
                        UNREADABLE,
                        "LIMIT_EXCEEDED",
                        TEXT + "\n" + strangers(64) + LINE,
                        FORMAT,
                        "65 lines, one more than these formats take.")
                .chosen());
    }

    private void characters() {
        for (int c : new int[] {0x00, 0x09, 0x0b, 0x0d, 0x1b, 0x1f}) {
            String text = "text " + (char) c + "\n";
            reject(
                    String.format("text-with-control-%02x", c),
                    UNREADABLE,
                    "ENCODING",
                    KEY.note(text),
                    FORMAT,
                    String.format("The text, properly signed, has the control character U+%04X.", c));
        }
    }

    private void bytes() {
        raw(
                "utf-8-cut",
                new byte[] {(byte) 0xe2, (byte) 0x80, '\n'},
                "The text, properly signed, has two bytes of a character of three.");
        raw(
                "utf-8-overlong",
                new byte[] {(byte) 0xc1, (byte) 0x81, '\n'},
                "The text, properly signed, has the letter A in two bytes.");
        raw(
                "utf-8-surrogate",
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80, '\n'},
                "The text, properly signed, has a surrogate.");
        raw(
                "utf-8-above-10ffff",
                new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '\n'},
                "The text, properly signed, has a code point above U+10FFFF.");
        raw("latin-1", new byte[] {'e', 'd', ' ', (byte) 0xe8, '\n'}, "The text, properly signed, is in Latin-1.");
    }

    private void raw(String name, byte[] text, String about) {
        byte[] note = Bytes.concat(text, Bytes.of("\n" + KEY.line(KEY.sign(text))));
        suite.add(Vector.reject("note", name, "verify-note", UNREADABLE)
                .code("ENCODING")
                .about(FORMAT, about)
                .withBytes("note", note)
                .with("vkey", KEY.vkey()));
    }

    private void acceptText(String name, String text, String about) {
        suite.add(vector("accept", name, "", "", KEY.note(text), FORMAT, about).proves("text", text));
    }

    private void accept(String name, String note, String spec, String about) {
        suite.add(vector("accept", name, "", "", note, spec, about).proves("text", TEXT));
    }

    private void bad(String name, String lines, String about) {
        reject(name, BAD, "", TEXT + "\n" + lines, SIGNATURES, about);
    }

    private void unreadable(String name, String note, String about) {
        reject(name, UNREADABLE, "", note, FORMAT, about);
    }

    private void reject(String name, String reason, String code, String note, String spec, String about) {
        suite.add(vector("reject", name, reason, code, note, spec, about));
    }

    static Vector vector(String side, String name, String reason, String code, String note, String spec, String about) {
        Vector vector = side.equals("accept")
                ? Vector.accept("note", name, "verify-note")
                : Vector.reject("note", name, "verify-note", reason).code(code);
        return vector.about(spec, about).with("note", note).with("vkey", KEY.vkey());
    }

    private static String strangers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> foreign("stranger.example.org/" + i, Bytes.uint64(i), 64))
                .collect(Collectors.joining());
    }

    /** A line that no key that we know has made. */
    static String foreign(String name, byte[] id, int signatureBytes) {
        return "\u2014 " + name + " " + Bytes.base64(Bytes.concat(Arrays.copyOf(id, 4), new byte[signatureBytes]))
                + "\n";
    }

    private static String idFlipped() {
        byte[] blob = Bytes.concat(Bytes.flipped(KEY.id(), 0), KEY.sign(Bytes.of(TEXT)));
        return "\u2014 " + KEY.name() + " " + Bytes.base64(blob) + "\n";
    }

    static byte[] withOrderAdded(byte[] signature) {
        byte[] copy = signature.clone();
        byte[] s = new byte[32];
        for (int i = 0; i < 32; i++) {
            s[i] = signature[63 - i];
        }
        byte[] sum = new BigInteger(1, s).add(ORDER).toByteArray();
        for (int i = 0; i < 32; i++) {
            copy[32 + i] = i < sum.length ? sum[sum.length - 1 - i] : 0;
        }
        return copy;
    }
}
