/**
 * Signatures and Keccak: the only room that sees Bouncy Castle, and none of its types leave it.
 *
 * <p>Every check is total: it answers false, or null, for any input and throws for none. Curves and lattices are taken from
 * Bouncy Castle's low-level classes, never through a JCA provider, so nothing is registered with {@code java.security} and
 * every Java runtime answers alike. SHA-256 is the JDK's, which is five times faster.
 */
@NullMarked
package dev.plumbline.proofs.crypto;

import org.jspecify.annotations.NullMarked;
