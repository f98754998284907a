/**
 * Forces a transaction into an OP-Stack rollup by a deposit on L1, which its sequencer cannot leave lying: builds and sends the
 * deposit, says what the transaction will be called on the rollup and by when it has to be there, and collects the evidence that
 * decides. Asks nodes through {@code ledger.rpc}; what they answer is put together again and held to the roots of headers.
 */
@NullMarked
package dev.plumbline.ledger.sequencer.force;

import org.jspecify.annotations.NullMarked;
