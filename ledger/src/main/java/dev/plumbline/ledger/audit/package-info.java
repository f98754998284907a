/**
 * Reads a whole log again and recomputes all of it: every entry, every signature, every tile.
 *
 * <p>Nothing here writes, and nothing here believes what was computed before. Where the bytes come from, a disk or
 * somebody else's server, is the caller's choice.
 */
@NullMarked
package dev.plumbline.ledger.audit;

import org.jspecify.annotations.NullMarked;
