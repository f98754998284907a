package dev.plumbline.proofs.note;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;

/** The rule for the names of keys: not empty, no Unicode space, no control character below U+0020, no plus sign. */
public final class KeyName {
    /** Characters of a name; C2SP cosignatures carry it behind one length byte. */
    public static final int CHARS_MAX = 255;

    private KeyName() {}

    /**
     * Returns the name if it keeps the rule.
     *
     * @param subject what the name belongs to, for the message
     */
    public static String check(String name, String subject) throws MalformedException {
        if (name.isEmpty() || name.length() > CHARS_MAX) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED, subject, "name has " + name.length() + " characters, want 1 to 255");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '+' || c < 0x20 || c == 0x85 || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                throw new MalformedException(
                        Malformed.VALUE,
                        subject,
                        "name has a space, a control character or a plus: " + MalformedException.quote(name));
            }
        }
        return name;
    }
}
