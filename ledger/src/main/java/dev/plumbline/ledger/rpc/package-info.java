/**
 * Asks Ethereum nodes, and hands them signed transactions; a chain is a chain here, L1 or a rollup. No node is trusted:
 * answers are bounded, read strictly, and a block counts only if its header, encoded anew, has the hash that was asked
 * for. What an answer proves is for the callers to find out.
 */
@NullMarked
package dev.plumbline.ledger.rpc;

import org.jspecify.annotations.NullMarked;
