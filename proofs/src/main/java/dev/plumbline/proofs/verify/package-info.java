/** The entry point: from the bytes of a receipt and a policy to a verdict that says what was checked and what was not. */
@NullMarked
@CheckReturnValue
package dev.plumbline.proofs.verify;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
