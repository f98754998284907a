package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;

/**
 * Walks over the characters of one document by the grammar of RFC 8259 and nothing beyond it: no comment, no quote but {@code "},
 * no number that starts with a zero or a point, no control character in a string.
 *
 * <p>It knows no depth and no profile; {@link JsonReader} does. Each method starts where the one before ended and passes over a
 * character once.
 */
final class JsonScanner {
    /** What {@link #peek} says at the end; no document holds the character itself. */
    static final char END = 0;

    private static final int HEX_DIGITS = 4;

    private final String document;
    private final String subject;
    private int at;

    /**
     * A scanner at the first character.
     *
     * @param document text without U+0000
     * @param subject what it is, for messages
     */
    JsonScanner(String document, String subject) {
        this.document = document;
        this.subject = subject;
    }

    /** The next character that is not white space, which stays where it is; {@link #END} if none is left. */
    char peek() {
        while (isSpace(here())) {
            at++;
        }
        return here();
    }

    /** Passes over white space and one character, if it is the given one. */
    boolean take(char wanted) {
        boolean isThere = peek() == wanted;
        at += isThere ? 1 : 0;
        return isThere;
    }

    /** As {@link #take}, of a character that must be there. */
    void expect(char wanted) throws MalformedException {
        if (!take(wanted)) {
            throw defect();
        }
    }

    /** Passes over {@code true}, {@code false} or {@code null}, whichever is given. */
    void expectWord(String word) throws MalformedException {
        if (!document.startsWith(word, at)) {
            throw defect();
        }
        at += word.length();
    }

    /** A string, its escapes resolved; surrogates need not be in pairs. */
    String string() throws MalformedException {
        expect('"');
        int start = at;
        while (isUnescaped(here())) {
            at++;
        }
        String text = document.substring(start, at);
        return here() == '"' ? closed(text) : closed(rest(new StringBuilder(text)));
    }

    private String closed(String text) {
        at++;
        return text;
    }

    private String rest(StringBuilder text) throws MalformedException {
        while (here() != '"') {
            if (here() == '\\') {
                at++;
                text.append(escaped());
            } else if (isUnescaped(here())) {
                text.append(here());
                at++;
            } else {
                throw defect();
            }
        }
        return text.toString();
    }

    private char escaped() throws MalformedException {
        char letter = here();
        at++;
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw defect();
        };
    }

    private char unit() throws MalformedException {
        int unit = 0;
        for (int end = at + HEX_DIGITS; at < end; at++) {
            // Character.digit would take digits of other scripts.
            int digit = here() < 0x80 ? Character.digit(here(), 16) : -1;
            if (digit < 0) {
                throw defect();
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    /** The characters of a number, whatever its size. */
    String number() throws MalformedException {
        int start = at;
        at += here() == '-' ? 1 : 0;
        if (here() == '0') {
            at++;
        } else {
            digits();
        }
        if (here() == '.') {
            at++;
            digits();
        }
        if (here() == 'e' || here() == 'E') {
            at++;
            at += here() == '+' || here() == '-' ? 1 : 0;
            digits();
        }
        if (isDigit(here())) {
            throw defect();
        }
        return document.substring(start, at);
    }

    private void digits() throws MalformedException {
        if (!isDigit(here())) {
            throw defect();
        }
        while (isDigit(here())) {
            at++;
        }
    }

    /** What to throw where the grammar ends. */
    MalformedException defect() {
        return new MalformedException(Malformed.SYNTAX, subject, "is not JSON at character " + at);
    }

    private char here() {
        return at < document.length() ? document.charAt(at) : END;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isUnescaped(char c) {
        return c >= ' ' && c != '"' && c != '\\';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
