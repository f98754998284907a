package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import java.io.Serial;

/**
 * A value that the format does not allow, seen by the constructor of the record that would have held it.
 *
 * <p>To an app that builds an event it is the {@link IllegalArgumentException} of a wrong argument. {@link Fields} turns
 * it into the refusal of bytes from outside, so that building and parsing obey one set of rules, written once.
 */
final class BrokenRuleException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Malformed code;
    private final String pointer;
    private final String detail;

    /**
     * A broken rule.
     *
     * @param code the kind of defect
     * @param pointer JSON pointer from the object that the record is written as; empty for that object
     * @param detail what was found and what was wanted
     */
    BrokenRuleException(Malformed code, String pointer, String detail) {
        super(pointer.isEmpty() ? detail : pointer + ": " + detail);
        this.code = code;
        this.pointer = pointer;
        this.detail = detail;
    }

    Malformed code() {
        return code;
    }

    String pointer() {
        return pointer;
    }

    String detail() {
        return detail;
    }
}
