/**
 * The queryable view of the log: which entries have a given id, issuer, namespace or kind, or name a given event or
 * party. It is a pure function of the log, lags behind it, and can be deleted.
 *
 * <p><b>Why it looks as it does.</b> One row per event and one per reference, with the B-trees that the queries need,
 * cost H2 about 120 microseconds of processor and 3.5 kB of file per event: the keys are hashes, and each lands on
 * another page. So the index is inverted and log-structured instead. Each batch of entries becomes a <i>run</i>: for each
 * key the list of leaf indexes, sorted, in pages of 8 kB, and a page is a row. When there are
 * {@value dev.plumbline.ledger.index.Run#FAN_IN} runs of like size, they are merged into one, until a run is so large
 * that merging it would take too long. Everything is written in order and read through one primary key.
 *
 * <p>Runs cover consecutive stretches of the log, so reading them one after the other gives every answer in log order
 * and it can stop when it is full. There is a key for each subset of issuer, namespace and kind, and two for each event
 * or party named, so a query walks one list, or two in step.
 *
 * <p><b>What is trusted.</b> Nothing. H2 does not force its commits to disk and has no checksums on its pages: a crash
 * may take back the last seconds, which are then followed again, and a flipped bit in a list is caught by the page's own
 * CRC-32C. A database that does not open, or does not fit the log, is built anew. And who asks checks every entry that
 * an answer points to, because keys are 64 bits of a hash.
 */
@NullMarked
package dev.plumbline.ledger.index;

import org.jspecify.annotations.NullMarked;
