package dev.plumbline.vectors;

import java.util.Base64;

/** {@code verify-note}: signature lines of other forms than the one. */
final class NoteLineVectors {
    private static final String FORMAT = "c2sp.org/signed-note#format";
    private static final String UNREADABLE = "FORMAT_UNREADABLE";
    private static final TestKey KEY = NoteVectors.KEY;
    private static final String TEXT = NoteVectors.TEXT;
    private static final String LINE = NoteVectors.LINE;

    private final Suite suite;

    private NoteLineVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new NoteLineVectors(suite);
        vectors.signatureLines();
        vectors.base64();
    }

    private void signatureLines() {
        line("hyphen", LINE.replace("\u2014", "-"), "SYNTAX", "A hyphen stands in place of the em dash.");
        line("en-dash", LINE.replace("\u2014", "\u2013"), "SYNTAX", "An en dash stands in place of the em dash.");
        line("dash-missing", LINE.substring(2), "SYNTAX", "The em dash and its space are left out.");
        line("no-space-after-dash", LINE.replace("\u2014 ", "\u2014"), "SYNTAX", "No space follows the em dash.");
        line(
                "two-spaces-after-dash",
                LINE.replace("\u2014 ", "\u2014  "),
                "VALUE",
                "Two spaces follow the em dash, so that the name starts with one.");
        line("space-before-dash", " " + LINE, "SYNTAX", "A space stands before the em dash.");
        line("space-at-end", LINE.replace("\n", " \n"), "VALUE", "A space stands at the end of the line.");
        line(
                "two-spaces-before-base64",
                LINE.replace(KEY.name() + " ", KEY.name() + "  "),
                "VALUE",
                "Two spaces stand before the base64.");
        line("name-missing", LINE.replace(KEY.name() + " ", ""), "SYNTAX", "The name is left out.");
        line("base64-missing", "\u2014 " + KEY.name() + "\n", "SYNTAX", "The base64 is left out.");
        line("name-with-plus", LINE.replace("ledger.", "ledger+"), "VALUE", "The name has a plus sign.");
        line("name-with-space", LINE.replace("ledger.", "ledger "), "VALUE", "The name has a space.");
        line(
                "name-with-no-break-space",
                LINE.replace("ledger.", "ledger\u00a0"),
                "VALUE",
                "The name has U+00A0, a Unicode space.");
        line(
                "name-with-line-separator",
                LINE.replace("ledger.", "ledger\u2028"),
                "VALUE",
                "The name has U+2028, a Unicode space.");
        line(
                "name-with-next-line",
                LINE.replace("ledger.", "ledger\u0085"),
                "VALUE",
                "The name has U+0085, which Unicode counts as white space.");
        line(
                "unknown-line-malformed",
                LINE + "\u2014 x !\n",
                "SYNTAX",
                "The known line is good, and a line beside it is no signature line.");
        line(
                "unknown-key-id-only",
                LINE + NoteVectors.foreign("x", new byte[4], 0),
                "SYNTAX",
                "A line has a key id and no signature behind it.");
        line("blob-of-three-bytes", LINE + "\u2014 x AAAA\n", "SYNTAX", "A line has three bytes, fewer than a key id.");
    }

    private void base64() {
        String blob = LINE.substring(LINE.lastIndexOf(' ') + 1, LINE.length() - 1);
        line("base64-unpadded", LINE.replace("=", ""), "", "The padding of the base64 is left out.");
        line("base64-padded-twice", LINE.replace("=\n", "==\n"), "", "The base64 has one padding character too many.");
        line(
                "base64-not-a-letter",
                LINE.replace(blob, "!" + blob.substring(1)),
                "SYNTAX",
                "The base64 starts with an exclamation mark.");
        line("base64-data-after-padding", LINE.replace("=\n", "=AAAA\n"), "", "More base64 follows the padding.");
        TestKey key = KEY;
        String text = TEXT;
        for (int i = 0;
                !key.line(text).substring(70).contains("/")
                        && !key.line(text).substring(70).contains("+");
                i++) {
            text = TEXT + i + "\n";
        }
        String standard =
                key.line(text).substring(key.line(text).lastIndexOf(' ') + 1).strip();
        String urlSafe = Base64.getUrlEncoder().encodeToString(Bytes.unbase64(standard));
        suite.add(NoteVectors.vector(
                "reject",
                "base64-url-alphabet",
                UNREADABLE,
                "",
                key.note(text).replace(standard, urlSafe),
                FORMAT,
                "The base64 is in the alphabet for URLs."));
        suite.add(NoteVectors.vector(
                        "reject",
                        "base64-trailing-bits",
                        UNREADABLE,
                        "NOT_CANONICAL",
                        TEXT + "\n" + LINE.replace(blob, Bytes.withTrailingBits(blob)),
                        "RFC 4648 section 3.5",
                        "The last digit of the base64 has a bit set that no byte holds, so the note has a second spelling.")
                .chosen());
        String longer = LINE.replace(blob, blob.substring(0, 40) + "\n" + blob.substring(40));
        line("base64-in-two-lines", longer, "", "The base64 is broken into two lines.");
    }

    private void line(String name, String lines, String code, String about) {
        suite.add(NoteVectors.vector("reject", "line-" + name, UNREADABLE, code, TEXT + "\n" + lines, FORMAT, about));
    }
}
