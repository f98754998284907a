package dev.plumbline.proofs;

import java.io.Serial;

/**
 * Bytes from outside that are not what they have to be. Thrown by parse methods only, and the only thing they throw.
 *
 * <p>The message is one line, {@code subject: what was found, what was wanted}, and quotes at most 80 escaped characters
 * of the input.
 */
public final class MalformedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int QUOTED_CHARS_MAX = 80;

    private final Malformed code;
    private final String subject;
    private final String message;

    /**
     * @param code the kind of defect
     * @param subject what was being read; for JSON it ends in the JSON pointer of the first thing that is wrong
     * @param detail what was found and what was wanted, on one line
     */
    public MalformedException(Malformed code, String subject, String detail) {
        super(subject + ": " + detail);
        this.message = subject + ": " + detail;
        this.code = code;
        this.subject = subject;
    }

    /** The kind of defect. */
    public Malformed code() {
        return code;
    }

    /** One line: what was being read, what was found, what was wanted. */
    @Override
    public String getMessage() {
        return message;
    }

    /** What was being read, without the detail. */
    public String subject() {
        return subject;
    }

    /** Quotes hostile text for a message: double quotes around it, everything outside printable ASCII escaped, cut at 80. */
    public static String quote(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            if (i == QUOTED_CHARS_MAX) {
                return quoted.append("…\"").toString();
            }
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c >= 0x20 && c < 0x7f) {
                quoted.append(c);
            } else {
                quoted.append(String.format("\\u%04x", (int) c));
            }
        }
        return quoted.append('"').toString();
    }
}
