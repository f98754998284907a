package dev.plumbline.api.imports;

/**
 * One thing that a foreign file says wrongly, or does not say.
 *
 * @param severity what it costs
 * @param pointer JSON pointer of the place in the file; empty for the file as a whole
 * @param found what stands there, as one line for people; at most 80 characters of the file are quoted, escaped
 * @param done what was done instead, as one line for people
 */
public record Defect(Severity severity, String pointer, String found, String done) {
    /** One line: place, finding and remedy. */
    @Override
    public String toString() {
        return (pointer.isEmpty() ? "the file" : pointer) + " " + found + ": " + done;
    }
}
