/** A room of the broken house. */
@NullMarked
package dev.plumbline.brokenhouse.ledger;

import org.jspecify.annotations.NullMarked;
