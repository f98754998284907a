package dev.plumbline.proofs.note;

/** What a key says about a note. */
public enum NoteStatus {
    /** At least one line is by the key, and every such line verifies. */
    SIGNED,
    /** No line is by the key. */
    NOT_SIGNED,
    /** A line claims to be by the key and does not verify: the note is to be refused whole. */
    BAD_SIGNATURE
}
