package dev.plumbline.proofs.disclosure;

/** How a file is cut into rows. What a row is, is fixed by the bytes: nothing is parsed, trimmed or spelled anew. */
public enum RowFormat {
    /** Each line is a row, an empty one too. */
    LINES,
    /** Each line that is not empty is a row: JSON, as it stands. */
    NDJSON,
    /**
     * RFC 4180: the first record names the columns and is no row; a row is that record, a line feed, and the row's own
     * record, so that it can be understood without the rest. Line ends between double quotes do not end a record.
     */
    CSV
}
