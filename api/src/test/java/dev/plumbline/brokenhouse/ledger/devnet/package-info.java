/** A room of the broken house. */
@NullMarked
package dev.plumbline.brokenhouse.ledger.devnet;

import org.jspecify.annotations.NullMarked;
