/**
 * Why an amount is what it is: all entries that lead from a payment to an upload, in a file that is checked offline and
 * explained by arithmetic.
 */
@NullMarked
package dev.plumbline.proofs.trace;

import org.jspecify.annotations.NullMarked;
