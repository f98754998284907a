/**
 * From many requests to one order: the bounded pool, and the one thread that owns the tree.
 *
 * <p>A request's thread parses the event and checks its signature, so that the writer does nothing but arithmetic, one
 * write and one fsync for all that waits. There is no timer: while one batch is being forced the next one gathers, so a
 * lone client waits for one fsync and a crowd shares it.
 */
@NullMarked
package dev.plumbline.ledger.sequence;

import org.jspecify.annotations.NullMarked;
