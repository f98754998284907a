/** Placeholder that the module's first commit replaces. */
@NullMarked
package dev.plumbline.bench;

import org.jspecify.annotations.NullMarked;
