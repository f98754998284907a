/** A room of the broken house. */
@NullMarked
package dev.plumbline.brokenhouse.proofs.verify;

import org.jspecify.annotations.NullMarked;
