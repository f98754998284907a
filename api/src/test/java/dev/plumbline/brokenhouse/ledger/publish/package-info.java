/** A room of the broken house. */
@NullMarked
package dev.plumbline.brokenhouse.ledger.publish;

import org.jspecify.annotations.NullMarked;
