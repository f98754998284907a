/** Placeholder that the module's first commit replaces. */
@NullMarked
package dev.plumbline.samples;

import org.jspecify.annotations.NullMarked;
