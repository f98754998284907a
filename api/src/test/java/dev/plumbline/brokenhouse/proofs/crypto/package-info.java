/** A room of the broken house. */
@NullMarked
package dev.plumbline.brokenhouse.proofs.crypto;

import org.jspecify.annotations.NullMarked;
