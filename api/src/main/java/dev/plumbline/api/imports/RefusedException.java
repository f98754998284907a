package dev.plumbline.api.imports;

import java.io.Serial;

/** A place in a foreign file because of which no event can be made of it. Caught in this package. */
final class RefusedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String found;

    RefusedException(String pointer, String found) {
        super(pointer + " " + found);
        this.pointer = pointer;
        this.found = found;
    }

    String pointer() {
        return pointer;
    }

    String found() {
        return found;
    }
}
