/** The tree in memory and in tiles: growing it, and proving from it. Sees no disk but through {@link TileSource}. */
@NullMarked
package dev.plumbline.ledger.tree;

import org.jspecify.annotations.NullMarked;
