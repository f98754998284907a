/** Collects the entries that explain an event, by an index that is never believed, and proves them under one head. */
@NullMarked
package dev.plumbline.ledger.trace;

import org.jspecify.annotations.NullMarked;
