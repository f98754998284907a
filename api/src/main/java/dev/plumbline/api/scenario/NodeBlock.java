package dev.plumbline.api.scenario;

import dev.plumbline.proofs.ethereum.Word;
import java.util.List;

/**
 * A block that the node has made as it was told.
 *
 * @param made what it was told
 * @param hash the block's hash
 * @param gossip what the sequencer signed and spread: the block, and another of its number if it equivocates
 */
public record NodeBlock(MadeBlock made, Word hash, List<byte[]> gossip) {
    /** Copies the messages. */
    public NodeBlock {
        gossip = gossip.stream().map(byte[]::clone).toList();
    }

    /** Fresh copies. */
    @Override
    public List<byte[]> gossip() {
        return gossip.stream().map(byte[]::clone).toList();
    }
}
