/** A room of the broken house. */
@NullMarked
package dev.plumbline.brokenhouse.ledger.sequence;

import org.jspecify.annotations.NullMarked;
