package dev.plumbline.proofs;

/**
 * The bounds that hostile bytes are held to, all in one place. An error that a bound causes names it.
 *
 * <p>They are part of the format: two verifiers with different bounds would disagree about what is valid.
 */
public final class Limits {
    /** Bytes of one log entry, fixed by the 16-bit length in a C2SP entry bundle. */
    public static final int ENTRY_BYTES_MAX = 65_535;
    /** Nesting of objects and arrays in an event, the envelope counting as 1. */
    public static final int JSON_DEPTH_MAX = 16;
    /** Values and keys in one event. */
    public static final int JSON_TOKENS_MAX = 10_000;
    /** Characters of one JSON key. */
    public static final int JSON_KEY_CHARS_MAX = 64;
    /** Largest magnitude of a JSON number, 2^53−1, so that every reader of JSON sees the same number. */
    public static final long JSON_INTEGER_MAX = (1L << 53) - 1;
    /** Decimal digits of an amount or a weight, enough for a uint256. */
    public static final int DECIMAL_DIGITS_MAX = 78;
    /** Events under one batch signature. */
    public static final int BATCH_EVENTS_MAX = 4_096;
    /** Cosignatures in one event envelope. */
    public static final int EVENT_COSIGNATURES_MAX = 16;
    /** Hashes in an inclusion or consistency proof of a tree of at most 2^63−1 leaves, plus one for the seed. */
    public static final int PROOF_HASHES_MAX = 64;
    /** Leaves that one proof may be about. */
    public static final int MULTI_PROOF_LEAVES_MAX = 1_024;
    /** Bytes of a signed note, text and signatures together. */
    public static final int NOTE_BYTES_MAX = 1 << 20;
    /** Signature lines on a note. C2SP asks readers to take at least 16. */
    public static final int NOTE_SIGNATURES_MAX = 64;
    /** Bytes of a COSE receipt: one of 64 hashes under the longest origin has some 3,100. */
    public static final int COSE_BYTES_MAX = 4_096;
    /** Characters of a key as text, public or private. */
    public static final int KEY_CHARS_MAX = 4_096;
    /** Bytes of one RLP item with all that is in it. */
    public static final int RLP_BYTES_MAX = 1 << 18;
    /** Bytes of a receipt file. */
    public static final int RECEIPT_BYTES_MAX = 1 << 20;
    /** Bytes of a disclosure: a receipt of some kilobytes and the base64 of the longest value fit. */
    public static final int DISCLOSURE_BYTES_MAX = 1 << 20;
    /** Bytes of one disclosed value, and so of one row of a dataset. */
    public static final int DISCLOSED_BYTES_MAX = 1 << 19;
    /** Bytes of evidence of equivocation. */
    public static final int EVIDENCE_BYTES_MAX = 1 << 20;
    /** Characters of the text of a checkpoint in evidence, so that what a log signs always fits. */
    public static final int EVIDENCE_TEXT_CHARS_MAX = 1 << 16;
    /** Keys of a log in evidence. */
    public static final int EVIDENCE_KEYS_MAX = 8;
    /** Entries in one trace, as many as one proof may be about. */
    public static final int TRACE_ENTRIES_MAX = MULTI_PROOF_LEAVES_MAX;
    /** Bytes of a trace: that many entries of 4 KiB, and their proof in a tree of any size. */
    public static final int TRACE_BYTES_MAX = 1 << 23;
    /** Values and keys in a trace: a proof of {@link #TRACE_ENTRIES_MAX} entries has at most 54,272 hashes. */
    public static final int TRACE_TOKENS_MAX = 1 << 16;
    /** Bytes of the evidence of a settlement: a transaction and its receipt may have a quarter of that each. */
    public static final int SETTLEMENT_BYTES_MAX = 1 << 21;
    /** Nodes in one Merkle-Patricia proof: a key has 64 nibbles. */
    public static final int TRIE_NODES_MAX = 65;
    /** Bytes of one Merkle-Patricia node: a full branch is 532. */
    public static final int TRIE_NODE_BYTES_MAX = 1_024;
    /** Bytes of a node of a block's own tries, whose leaves are whole transactions and receipts. */
    public static final int BLOCK_TRIE_NODE_BYTES_MAX = 1 << 18;
    /** Bytes of a raw block header; today's have about 700. */
    public static final int HEADER_BYTES_MAX = 8_192;
    /** Bytes of a block that a sequencer signed, so that evidence can hold two of them in hex. */
    public static final int UNSAFE_BLOCK_BYTES_MAX = 2_000_000;
    /** Bytes of evidence about a sequencer. */
    public static final int SEQUENCER_EVIDENCE_BYTES_MAX = 1 << 23;

    private Limits() {}
}
