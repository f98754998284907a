package dev.plumbline.ledger.takeover;

/**
 * What one source was found to be.
 *
 * @param name of the folder or the address
 * @param entries how many entries could be read from it
 * @param signedSize size of the checkpoint by the old key that it shows; -1 if it shows none
 * @param words what it was good for, or what is wrong with it
 */
public record SourceStanding(String name, long entries, long signedSize, String words) {}
