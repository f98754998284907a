/** A room of the broken house. */
@NullMarked
package dev.plumbline.brokenhouse.proofs.receipt;

import org.jspecify.annotations.NullMarked;
