/**
 * COSE receipts (RFC 9942, RFC 9943) of the same tree, for SCITT tools: docs/format/cose.md.
 *
 * <p>The log's one Ed25519 key signs them beside its checkpoints, and no signature of the one kind can pass for the other:
 * what COSE signs starts with the byte 0x84, the head of a CBOR array of four, and a checkpoint starts with its origin in
 * UTF-8, in which 0x84 never comes first. The same holds for cosignatures and for event signatures, which start with ASCII.
 */
@NullMarked
package dev.plumbline.proofs.cose;

import org.jspecify.annotations.NullMarked;
