// The bounds that hostile bytes are held to. They are part of the format: the Java class Limits has the same.

export const ENTRY_BYTES_MAX = 65_535;
export const JSON_DEPTH_MAX = 16;
export const JSON_TOKENS_MAX = 10_000;
export const JSON_KEY_CHARS_MAX = 64;
export const DECIMAL_DIGITS_MAX = 78;
export const BATCH_EVENTS_MAX = 4_096;
export const EVENT_COSIGNATURES_MAX = 16;
export const PROOF_HASHES_MAX = 64;
export const NOTE_BYTES_MAX = 1 << 20;
export const NOTE_SIGNATURES_MAX = 64;
export const RECEIPT_BYTES_MAX = 1 << 20;
export const DISCLOSURE_BYTES_MAX = 1 << 20;
export const DISCLOSED_BYTES_MAX = 1 << 19;
export const TRIE_NODES_MAX = 65;
export const TRIE_NODE_BYTES_MAX = 1_024;
export const HEADER_BYTES_MAX = 8_192;
export const POLICY_BYTES_MAX = 1 << 20;
export const POLICY_COMPONENTS_MAX = 1_024;
export const EVIDENCE_BYTES_MAX = 1 << 20;
export const EVIDENCE_TEXT_CHARS_MAX = 1 << 16;
export const EVIDENCE_KEYS_MAX = 8;
export const COSE_BYTES_MAX = 4_096;
export const KEY_CHARS_MAX = 4_096;
