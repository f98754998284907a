/** A room of the broken house. */
@NullMarked
package dev.plumbline.brokenhouse.ledger.tree;

import org.jspecify.annotations.NullMarked;
