package dev.plumbline.api.demo;

import dev.plumbline.proofs.merkle.Hash;
import org.jspecify.annotations.Nullable;

/**
 * What is publicly known of a dataset.
 *
 * @param name what it is called
 * @param spdx its licence, as an SPDX expression; {@code LicenseRef-…} if SPDX has none
 * @param licenceUrl where the licence stands, or null
 * @param digest SHA-256 of what {@code mediaType} and {@code sizeBytes} describe
 * @param sizeBytes how many bytes
 * @param mediaType what they are
 * @param metaFormat what the description of the dataset is written in, or null if there is none
 */
record DatasetFact(
        String name,
        String spdx,
        @Nullable String licenceUrl,
        Hash digest,
        long sizeBytes,
        String mediaType,
        @Nullable String metaFormat) {}
