/**
 * Collects from nodes what shows offline how far a rollup's transaction has settled on L1. Nodes are believed in nothing: what
 * they answer becomes evidence once the verifier has accepted it, and the rest is thrown away.
 */
@NullMarked
package dev.plumbline.ledger.settlement;

import org.jspecify.annotations.NullMarked;
