package dev.plumbline.brokenhouse.proofs.merkle;

import dev.plumbline.brokenhouse.proofs.tile.JacksonInTiles;

record LeafOnATile(JacksonInTiles tile) {}
