/**
 * Plays the L1 side of an OP-Stack rollup on a development node: deploys the rollup's real contracts from the artifacts that their
 * authors publish, and does what its operators do with them. Everything is paid by the node's first unlocked account, so it works
 * on no other node. For demonstrations and tests; nothing that runs a ledger knows of it.
 */
@NullMarked
package dev.plumbline.ledger.devnet;

import org.jspecify.annotations.NullMarked;
