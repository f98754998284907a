package dev.plumbline.brokenhouse.proofs.tile;

import com.fasterxml.jackson.core.JsonFactory;

public record JacksonInTiles(JsonFactory json) {}
