/**
 * What was committed to and not logged: commitments under a salt, one row of a dataset without the rest, the file that
 * discloses either, and pseudonyms that differ from datanet to datanet (docs/format/disclosure.md).
 *
 * <p>Arithmetic only. Where salts and secrets are kept, and how they are erased, is the business of whoever keeps them.
 */
@NullMarked
package dev.plumbline.proofs.disclosure;

import org.jspecify.annotations.NullMarked;
