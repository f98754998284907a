package dev.plumbline.api.demo;

import dev.plumbline.proofs.merkle.Frontier;
import java.io.IOException;

/** Takes the entries of a log and the nodes of the tree over them, in the order in which they come to be. */
public interface WorldSink extends Frontier.NodeSink {
    /** The next entry. Its nodes were told before. */
    void entry(byte[] entry) throws IOException;
}
