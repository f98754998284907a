/** A room of the broken house. */
@NullMarked
package dev.plumbline.brokenhouse.ledger.journal;

import org.jspecify.annotations.NullMarked;
