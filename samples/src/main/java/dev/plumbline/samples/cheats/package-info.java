/** A story in one program: what happens to an operator who cheats. */
@NullMarked
package dev.plumbline.samples.cheats;

import org.jspecify.annotations.NullMarked;
