/** A room of the broken house. */
@NullMarked
package dev.plumbline.brokenhouse.proofs.note;

import org.jspecify.annotations.NullMarked;
