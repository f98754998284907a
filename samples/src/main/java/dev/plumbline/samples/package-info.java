/** Programs to copy into one's own project. */
@NullMarked
package dev.plumbline.samples;

import org.jspecify.annotations.NullMarked;
