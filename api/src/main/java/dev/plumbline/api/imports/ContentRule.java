package dev.plumbline.api.imports;

/** What the {@code content} of an upload is, where a file describes data that is not at hand. */
public enum ContentRule {
    /** The data, by the digests that the description declares; without a single one there is no event. */
    DECLARED,
    /** The description itself, uploaded as an annotation: it claims nothing of the data's bytes. */
    DESCRIPTION
}
