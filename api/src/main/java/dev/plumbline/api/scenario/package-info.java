/**
 * A rollup whose sequencer misbehaves on purpose, so that what the reports find can be held against what was planted.
 *
 * <p>The chain is a real node. What is not real is the sequencer before it: a queue of our own that decides, by a
 * {@link dev.plumbline.api.scenario.Behaviour}, which transactions go into which block and in which order. The node takes
 * them as they are handed to it. One {@link dev.plumbline.api.scenario.SimulatedClock} drives the queue, the blocks' times
 * and everybody who watches, so an hour passes in seconds, and a seed replays it.
 */
@NullMarked
package dev.plumbline.api.scenario;

import org.jspecify.annotations.NullMarked;
