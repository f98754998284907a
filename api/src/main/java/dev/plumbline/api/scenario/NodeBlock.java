package dev.plumbline.api.scenario;

import dev.plumbline.proofs.ethereum.Word;

/**
 * A block that the node has made as it was told.
 *
 * @param made what it was told
 * @param hash the block's hash
 */
public record NodeBlock(MadeBlock made, Word hash) {}
