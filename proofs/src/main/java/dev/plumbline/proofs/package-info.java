/** What every room of the verifier shares: how refused bytes are reported, and the limits they are held to. */
@NullMarked
package dev.plumbline.proofs;

import org.jspecify.annotations.NullMarked;
