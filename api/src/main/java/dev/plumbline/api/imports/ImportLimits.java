package dev.plumbline.api.imports;

/** The bounds that foreign files are held to. A refusal that a bound causes names it. */
public final class ImportLimits {
    /** Bytes of one foreign file. */
    public static final int FILE_BYTES_MAX = 16 << 20;
    /** Nesting of objects and arrays. */
    public static final int JSON_DEPTH_MAX = 64;
    /** Brackets, keys and values in one file. */
    public static final int JSON_TOKENS_MAX = 2_000_000;
    /** Characters of one string. */
    public static final int STRING_CHARS_MAX = 4 << 20;
    /** Characters of one key. */
    public static final int KEY_CHARS_MAX = 1_024;
    /** Characters of one number. */
    public static final int NUMBER_CHARS_MAX = 100;
    /** Events that one file may become. */
    public static final int DRAFTS_MAX = 10_000;
    /** Defects that a report lists; further ones are counted. */
    public static final int DEFECTS_MAX = 10_000;
    /** Files, resources, spans or documents that one description may list. */
    public static final int ITEMS_MAX = 100_000;
    /** Attribution lines of one inference, so that the entry stays within its bytes; the rest goes into the tail. */
    public static final int ATTRIBUTION_LINES_MAX = 300;
    /** Accrual lines that one payment may settle, for the same reason. */
    public static final int PAID_LINES_MAX = 500;

    private ImportLimits() {}
}
