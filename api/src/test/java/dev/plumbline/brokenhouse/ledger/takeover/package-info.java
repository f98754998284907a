/** A room of the broken house. */
@NullMarked
package dev.plumbline.brokenhouse.ledger.takeover;

import org.jspecify.annotations.NullMarked;
