/** Placeholder that the module's first commit replaces. */
@NullMarked
package dev.plumbline.ledger;

import org.jspecify.annotations.NullMarked;
