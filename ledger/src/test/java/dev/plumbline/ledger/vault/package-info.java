/** The vault of salts, values and secrets. */
@NullMarked
package dev.plumbline.ledger.vault;

import org.jspecify.annotations.NullMarked;
