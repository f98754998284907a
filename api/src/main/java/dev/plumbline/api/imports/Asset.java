package dev.plumbline.api.imports;

import dev.plumbline.proofs.merkle.Hash;

/**
 * The file that a manifest speaks of, which whoever imports has at hand.
 *
 * @param digest SHA-256 of its bytes
 * @param sizeBytes how many they are
 */
public record Asset(Hash digest, long sizeBytes) {}
