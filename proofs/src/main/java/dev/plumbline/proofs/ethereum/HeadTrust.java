package dev.plumbline.proofs.ethereum;

/**
 * Decides whether a block is part of a chain, and final. Everything else about L1 is arithmetic under that block's hash;
 * this is the one thing that has to be believed, and a {@link HeadStanding} names on whose word.
 *
 * <p>Total: any header yields a standing, none throws, and what cannot be found out is refused. The implementations in this
 * package are pure; others may ask nodes and take seconds, within a bound that they document. Safe for any thread.
 */
public interface HeadTrust {
    /**
     * Judges a block.
     *
     * @param chain CAIP-2 id of the chain on which the block is said to be, hostile, such as {@code eip155:1}
     * @param header the header whose hash is in question, hostile: that it parses says nothing
     */
    HeadStanding judge(String chain, BlockHeader header);
}
