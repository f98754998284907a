/** A room of the broken house. */
@NullMarked
package dev.plumbline.brokenhouse.proofs.merkle;

import org.jspecify.annotations.NullMarked;
