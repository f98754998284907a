/** What a contributor keeps: an entry, the proof that it is in the log, and where that is anchored. Parsed, not verified. */
@NullMarked
package dev.plumbline.proofs.receipt;

import org.jspecify.annotations.NullMarked;
