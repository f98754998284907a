@NullMarked
package dev.plumbline.samples.cheats;

import org.jspecify.annotations.NullMarked;
