/**
 * Entries that were demanded on the anchor contract: found there, handed to the log, and shown to the contract with the next
 * anchor. Opens no file and no socket itself.
 */
@NullMarked
package dev.plumbline.ledger.demand;

import org.jspecify.annotations.NullMarked;
