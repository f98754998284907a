package dev.plumbline.proofs.view;

/** What is wrong with an answer to a request for a tile or a bundle. That it came from the log itself is not said. */
public enum TileStatus {
    /** Neither the tile nor the full one that has replaced it is there, and the signed head needs it. */
    MISSING,
    /** It has another number of bytes than its width demands. */
    WRONG_LENGTH,
    /** Its hashes, or those of its entries, do not lead to the signed root. */
    WRONG_HASH,
    /** A bundle is not a sequence of entries, as many as its width says. */
    MALFORMED_BUNDLE
}
