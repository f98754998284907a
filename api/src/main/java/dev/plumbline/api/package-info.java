/** Placeholder that the module's first commit replaces. */
@NullMarked
package dev.plumbline.api;

import org.jspecify.annotations.NullMarked;
