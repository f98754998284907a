/** Text with signatures under it: C2SP signed-note. */
@NullMarked
package dev.plumbline.proofs.note;

import org.jspecify.annotations.NullMarked;
