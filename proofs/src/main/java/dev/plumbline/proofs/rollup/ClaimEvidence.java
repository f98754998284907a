package dev.plumbline.proofs.rollup;

/** Which claim of an output root the evidence is about, and what a game says of itself. Not verified. */
public sealed interface ClaimEvidence permits GameEvidence, OutputEvidence {}
