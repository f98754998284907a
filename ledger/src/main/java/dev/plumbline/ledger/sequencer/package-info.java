/**
 * Hands transactions to a rollup's sequencer with the log as witness, and keeps account of what became of each.
 *
 * <p>The order is the point. A {@link dev.plumbline.ledger.sequencer.Submission} logs what it is about to do, and has the
 * log's answer on the disk, before the first byte goes to any endpoint. So what a sequencer was handed cannot be made up
 * afterwards, by us as little as by anybody: what is in the log and in no block was there to be included, and what was
 * handed in first has the smaller index.
 *
 * <p>A crash is harmless on every line. The {@link dev.plumbline.ledger.sequencer.SubmissionState} is on the disk before
 * each step that the world can see, and a step is taken again only where taking it twice is taking it once: the log knows
 * an event by its id, a chain a transaction by its hash.
 */
@NullMarked
package dev.plumbline.ledger.sequencer;

import org.jspecify.annotations.NullMarked;
