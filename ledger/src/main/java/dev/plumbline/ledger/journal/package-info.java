/**
 * The durable truth: batches of entries and the signed checkpoint of each, appended to files and forced to disk.
 *
 * <p>One frame holds one batch, so one fsync makes the whole batch durable or none of it. Everything else the ledger keeps
 * — tiles, tables, the index — is computed from here and can be deleted.
 */
@NullMarked
package dev.plumbline.ledger.journal;

import org.jspecify.annotations.NullMarked;
