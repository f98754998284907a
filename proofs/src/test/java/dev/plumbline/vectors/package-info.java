/**
 * The conformance suite under {@code vectors/}: the program that writes it, and the test that holds this implementation to
 * it.
 *
 * <p>The writing side states each expected outcome by hand and builds hashes, proofs and notes by the shortest definition
 * it can; it asks the code under test for key material and signatures only. The reading side knows nothing of it but the
 * files.
 */
package dev.plumbline.vectors;
