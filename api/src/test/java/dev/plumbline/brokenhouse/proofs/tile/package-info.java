/** A room of the broken house. */
@NullMarked
package dev.plumbline.brokenhouse.proofs.tile;

import org.jspecify.annotations.NullMarked;
