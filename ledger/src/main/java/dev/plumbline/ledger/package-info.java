/** The log itself: open it, hand events in, prove what it holds. */
@NullMarked
package dev.plumbline.ledger;

import org.jspecify.annotations.NullMarked;
