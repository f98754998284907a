package dev.plumbline.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Against what {@link String} says of the same text, at every place and one beyond both ends. */
final class LinesTest {
    private static final String[] TEXTS = {"", "\n", "a", "\n\n", "a\n\nb", "a\nb\n\n", "\n\n\n", "ab\n\nab\n\nab"};

    @Test
    void findsCharactersWhereStringsDo() {
        for (String text : TEXTS) {
            for (int from = -1; from <= text.length() + 1; from++) {
                for (char wanted : new char[] {'a', 'b', '\n', 'c'}) {
                    assertThat(Lines.indexOf(text, wanted, from)).isEqualTo(text.indexOf(wanted, from));
                    assertThat(Lines.lastIndexOf(text, wanted, from)).isEqualTo(text.lastIndexOf(wanted, from));
                }
                for (String prefix : TEXTS) {
                    assertThat(Lines.startsWith(text, prefix, from)).isEqualTo(text.startsWith(prefix, from));
                }
            }
        }
    }

    @Test
    void findsEmptyLinesWhereStringsDo() {
        for (String text : TEXTS) {
            assertThat(Lines.firstEmptyLine(text)).isEqualTo(text.indexOf("\n\n"));
            assertThat(Lines.lastEmptyLine(text)).isEqualTo(text.lastIndexOf("\n\n"));
        }
    }

    /** What a stranger wrote must not become a second line, an escape sequence or a closing quote. */
    @Test
    void quotesWhatIsNotPrintable() {
        assertThat(MalformedException.quote("")).isEqualTo("\"\"");
        assertThat(MalformedException.quote(" ~")).isEqualTo("\" ~\"");
        assertThat(MalformedException.quote("a\"b\\c")).isEqualTo("\"a\\\"b\\\\c\"");
        assertThat(MalformedException.quote("\n\u001f\u007f\u00e9\u2028"))
                .isEqualTo("\"\\u000a\\u001f\\u007f\\u00e9\\u2028\"");
        assertThat(MalformedException.quote("x".repeat(80))).isEqualTo("\"" + "x".repeat(80) + "\"");
        assertThat(MalformedException.quote("x".repeat(81))).isEqualTo("\"" + "x".repeat(80) + "…\"");
        assertThat(new MalformedException(Malformed.VALUE, "part", "is bad").subject())
                .isEqualTo("part");
    }
}
