/**
 * Follows an OP-Stack rollup through several nodes that are not trusted: every block is put together anew from its parts and
 * has the root and the hash that its header says, or it does not count. What was seen, and when, goes to an append-only file
 * ({@code docs/format/observations.md}), from which alone a follower goes on after its process has died.
 */
@NullMarked
package dev.plumbline.ledger.rollup;

import org.jspecify.annotations.NullMarked;
