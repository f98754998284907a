/** How a tree is cut into static files: C2SP tlog-tiles. Needs nothing but the JDK. */
@NullMarked
package dev.plumbline.proofs.tile;

import org.jspecify.annotations.NullMarked;
